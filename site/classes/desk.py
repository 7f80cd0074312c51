"""In the editor: a trainer makes classes, and says who was there."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.desks import for_trainers, heading
from courses.catalogue import course_titles
from courses.handouts import short
from learners.models import Learner
from learners.requests import as_uuid
from ui.paper import qr_svg

from . import actions
from .finding import find_people, notable
from .forms import HeadcountForm, SessionForm, communes_of
from .joining import address_of
from .models import ClassSession
from .sheets import render_sheet

ICON = "group"
SHOWN = 100


def frame(title) -> dict:
    """Below the list of classes."""
    crumbs = [{"url": reverse("classes"), "label": _("Classes")}, {"url": "", "label": title}]
    return heading(title, ICON) | {"breadcrumbs_items": crumbs}


def own_or_404(request, pk):
    """A class of this trainer; for anybody else it does not exist."""
    return get_object_or_404(ClassSession.objects.of_trainer(request.user).with_places(), pk=pk)


def course_title(session) -> str:
    return course_titles().get(session.course_key, "")


@for_trainers
@require_safe
def classes(request):
    """Own classes: today, coming and past."""
    own, now = ClassSession.objects.of_trainer(request.user).with_places(), timezone.localtime()
    begin = now.replace(hour=0, minute=0, second=0, microsecond=0)
    end = begin + timedelta(days=1)
    parts = [
        (_("Today"), own.filter(starts_at__gte=begin, starts_at__lt=end).order_by("starts_at")),
        (_("Coming"), own.filter(starts_at__gte=end).order_by("starts_at")),
        (_("Past"), own.filter(starts_at__lt=begin)),
    ]
    parts = [(title, [(row, course_title(row)) for row in rows[:SHOWN]]) for title, rows in parts]
    context = {"parts": [part for part in parts if part[1]], "may_make": communes_of(request.user).exists()}
    return render(request, "classes/admin/classes.html", heading(_("Classes"), ICON) | context)


@for_trainers
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    if not communes_of(request.user).exists():
        raise Http404
    form = SessionForm(request.POST or None, user=request.user)
    if form.is_bound and form.is_valid():
        session = actions.make_session(request.user, **form.values)
        messages.success(request, _("The class is made. Write its code on the board when people come."))
        return redirect("classes_class", session.pk)
    return form_page(request, _("A new class"), form)


@for_trainers
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, pk):
    session = own_or_404(request, pk)
    if session.cancelled_at:
        raise Http404
    form = SessionForm(request.POST or None, user=request.user, session=session)
    if form.is_bound and form.is_valid() and _said(form, actions.change_session, session, request.user, **form.values):
        messages.success(request, _("The class is changed."))
        return redirect("classes_class", session.pk)
    return form_page(request, _("Change the class"), form, session)


def _said(form, verb, *args, **fields):
    """False where the verb refuses, which the form then says."""
    try:
        verb(*args, **fields)
    except ValidationError as error:
        form.add_error(None, error)
    return not form.errors


def form_page(request, title, form, session=None):
    status = 422 if form.is_bound else 200
    context = frame(title) | {"form": form, "session": session}
    return render(request, "classes/admin/form.html", context, status=status)


@for_trainers
@require_safe
def show(request, pk):
    """One class: its code, who is here, and how to note others."""
    return class_page(request, own_or_404(request, pk))


def class_page(request, session, headcount=None, status=200):
    typed, now = request.GET.get("q", "").strip()[:120], timezone.now()
    address = address_of(request, session)
    has_begun = session.opens_at <= now and not session.cancelled_at
    context = frame(session.place) | {
        "session": session,
        "course_title": course_title(session),
        "has_code": session.code and session.closes_at >= now and not session.cancelled_at,
        "has_begun": has_begun,
        "address": short(address),
        "qr": mark_safe(qr_svg(address, scale=8, border=2)),  # noqa: S308 - drawn by us from an address of ours
        "people": Learner.objects.filter(attendances__session=session).select_related("unit").order_by("name", "pk"),
        "typed": typed,
        "found": find_people(request.user, typed, session) if typed and has_begun else [],
        "headcount": headcount or HeadcountForm(initial={"headcount": session.headcount}, label_suffix=""),
    }
    return render(request, "classes/admin/class.html", context, status=status)


@for_trainers
@require_POST
def note(request, pk):
    """Somebody is here whose phone did not say so."""
    session = own_or_404(request, pk)
    learner = get_object_or_404(notable(request.user), pk=as_uuid(request.POST.get("learner")))
    return answered(request, session, actions.note_attendance, learner, _("%(name)s is noted."))


@for_trainers
@require_POST
def take_back(request, pk):
    session = own_or_404(request, pk)
    learner = get_object_or_404(Learner, attendances__session=session, pk=as_uuid(request.POST.get("learner")))
    return answered(request, session, actions.take_back, learner, _("%(name)s is no longer noted."))


def answered(request, session, verb, learner, words):
    try:
        if verb(session, learner, request.user):
            messages.success(request, words % {"name": learner})
    except ValidationError as error:
        messages.error(request, error.message)
    return redirect("classes_class", session.pk)


@for_trainers
@require_POST
def headcount(request, pk):
    session = own_or_404(request, pk)
    form = HeadcountForm(request.POST, label_suffix="")
    if session.cancelled_at or session.opens_at > timezone.now():
        raise Http404
    if form.is_valid() and _said(form, actions.set_headcount, session, form.cleaned_data["headcount"], request.user):
        messages.success(request, _("The count is kept."))
        return redirect("classes_class", session.pk)
    return class_page(request, session, form, status=422)


@for_trainers
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request, pk):
    """Asked once more, with what becomes of it."""
    session = own_or_404(request, pk)
    if request.method == "POST":
        actions.cancel(session, request.user)
        messages.success(request, _("The class is cancelled."))
        return redirect("classes_class", session.pk)
    return render(request, "classes/admin/cancel.html", frame(_("Cancel the class")) | {"session": session})


@for_trainers
@require_safe
def sheet(request, pk):
    """To print: who signs is there."""
    session = own_or_404(request, pk)
    response = HttpResponse(
        render_sheet(session, address_of(request, session), course_title(session)), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'inline; filename="lop-hoc-{timezone.localtime(session.starts_at):%Y-%m-%d}.pdf"'
    return response
