"""In the editor: trainers draw holders by chance, ask them in person and note what came of it."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from accounts.desks import for_trainers, heading
from accounts.models import Membership
from accounts.permissions import can_help
from courses.catalogue import course_titles

from .models import Recheck
from .rechecking import draw_sample, may_be_asked, record

NUMBERS = [(5, "5"), (10, "10"), (20, "20")]
SHOWN = 50


class SampleForm(forms.Form):
    """Which course, and how many people."""

    course = forms.TypedChoiceField(label=gettext_lazy("Course"))
    number = forms.TypedChoiceField(label=gettext_lazy("How many people"), choices=NUMBERS, coerce=int)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        titles = course_titles()
        self.fields["course"].choices = [(str(key), title) for key, title in titles.items()]
        self.by_key = {str(key): key for key in titles}

    def clean_course(self):
        return self.by_key[self.cleaned_data["course"]]


@for_trainers
@require_http_methods(["GET", "HEAD", "POST"])
def rechecks(request):
    """Who is still to be asked, and what came of it so far."""
    form = SampleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _draw(request, **form.cleaned_data)
    mine = _of_own_people(request.user)
    waiting = mine.open()
    context = heading(_("Ask again"), "group") | {
        "form": form,
        "waiting": waiting[:SHOWN],
        "count": waiting.count(),
        "asked": mine.exclude(outcome="").select_related("asked_by").order_by("-asked_at")[:SHOWN],
    }
    return render(request, "certificates/admin/rechecks.html", context)


def _draw(request, course, number):
    units = own_units(request.user)
    drawn = draw_sample(request.user, units, course, number)
    if drawn:
        said = ngettext("One person was drawn.", "%(n)s people were drawn.", len(drawn))
        messages.success(request, said % {"n": len(drawn)})
    elif may_be_asked(units, course).exists():
        messages.error(request, _("This course has no questions that can be asked aloud."))
    else:
        messages.info(request, _("Nobody of your commune holds this certificate, or all were drawn within a year."))
    return redirect("certificates_rechecks")


@for_trainers
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, pk):
    """Three questions to read out, with their answers; one touch says what came of each."""
    recheck = get_object_or_404(Recheck.objects.select_related("certificate__learner__unit"), pk=pk)
    if not can_help(request.user, recheck.certificate.learner.unit_id):
        raise Http404
    if recheck.outcome:
        messages.info(request, _("This was noted already."))
        return redirect("certificates_rechecks")
    given = {q["key"]: request.POST.get(q["key"], "") for q in recheck.questions}
    outcome = request.POST.get("outcome")
    is_missing = outcome == Recheck.Outcome.ANSWERED and not set(given.values()) <= {"yes", "no"}
    if outcome in Recheck.Outcome.values and not is_missing:
        record(recheck, request.user, outcome, {key: said == "yes" for key, said in given.items()})
        messages.success(request, _("Noted. The certificate stays as it is."))
        return redirect("certificates_rechecks")
    questions = [question | {"said": given[question["key"]]} for question in recheck.questions]
    context = heading(_("Ask again"), "group") | {"recheck": recheck, "questions": questions, "is_missing": is_missing}
    return render(request, "certificates/admin/ask.html", context, status=422 if request.method == "POST" else 200)


def own_units(user):
    """Where this trainer works; None for everywhere."""
    if user.is_superuser:
        return None
    return list(Membership.objects.filter(user=user).trainers().values_list("unit", flat=True))


def _of_own_people(user):
    found = Recheck.objects.select_related("certificate__learner__unit")
    units = own_units(user)
    return found if units is None else found.filter(certificate__learner__unit__in=units)
