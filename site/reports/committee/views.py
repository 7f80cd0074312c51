from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from ..audit.actions import note
from ..audit.models import Action
from ..audit.noting import noted
from ..views import visible_unit
from . import months
from .actions import freeze_if_changed, holds
from .comparing import beside
from .figures import figures_of
from .forms import LettersForm, NumberForm
from .letters import begin_letters, stop_letters
from .models import Snapshot, Subscription
from .paper import render_pdf, words_of
from .presentation import unit_context
from .reading import audience_of, found_by, snapshot_or_404, view_for


def for_officials(*methods):
    """For people who are signed in; kept by no cache, and noted in the audit log."""

    def decorate(view):
        @wraps(view)
        @require_http_methods(methods)
        @cache_control(private=True, no_store=True)
        @login_required
        @noted
        def wrapper(request, *args, **kwargs):
            return view(request, *args, **kwargs)

        return wrapper

    return decorate


@for_officials("GET", "HEAD", "POST")
def committee(request, pk):
    """The page of a month before it is kept; posted, it is kept under a number."""
    unit = visible_unit(request.user, pk)
    today = timezone.localdate()
    asked = request.POST if request.method == "POST" else request.GET
    audience = audience_of(request.user, unit, asked.get("for", ""))
    context = unit_context(request, unit, audience) | {"months": months.choices(today)}
    try:
        month = months.chosen(asked.get("month", ""), today)
    except months.BadMonth as error:
        return render(request, "reports/committee/committee.html", context | {"trouble": str(error)}, status=400)
    figures = figures_of(view_for(request.user, unit, audience, today), month)
    if request.method == "POST":
        snapshot = freeze_if_changed(unit, month, audience, figures, request.user)
        note(request, Action.CHANGE, unit, "committee page", number=snapshot.number)
        messages.success(request, _("The page is kept under the number %(number)s.") % {"number": snapshot.number})
        return redirect("reports:snapshot", snapshot.number)
    kept = list(Snapshot.objects.about(unit, month.first, audience).select_related("made_by"))
    context |= {
        "month": month,
        "kept": kept,
        "is_changed": bool(kept) and kept[0].figures != figures,
        "sheet": words_of(figures),
    }
    return render(request, "reports/committee/committee.html", context)


@for_officials("GET", "HEAD")
def find_snapshot(request):
    """By its number; whether there is none or it is another's makes no difference."""
    form = NumberForm(request.GET if "number" in request.GET else None, label_suffix="")
    if not form.is_bound or not form.is_valid():
        return render(request, "reports/committee/find.html", {"form": form})
    snapshot = found_by(request.user, form.cleaned_data["number"])
    if snapshot:
        return redirect("reports:snapshot", snapshot.number)
    form.add_error(
        "number", _("There is no page with this number among those you may see. Compare it letter by letter.")
    )
    return render(request, "reports/committee/find.html", {"form": form}, status=404)


@for_officials("GET", "HEAD")
def snapshot(request, number):
    """The same page from what was frozen, whether it is untouched, and what is counted today."""
    found = snapshot_or_404(request.user, number)
    note(request, Action.VIEW, found.unit, "committee page", number=found.number)
    today = timezone.localdate()
    month = months.month_of(found.month, today)
    now = figures_of(view_for(request.user, found.unit, found.audience, today), month)
    rows = beside(found.figures, now)
    context = {
        "snapshot": found,
        "sheet": words_of(found.figures, found),
        "holds": holds(found),
        "rows": rows,
        "is_same": all(row.is_same for row in rows),
        "was_closed": found.figures["is_closed"],
        "month": month,
    }
    return render(
        request, "reports/committee/snapshot.html", unit_context(request, found.unit, found.audience) | context
    )


@for_officials("GET", "HEAD")
def snapshot_pdf(request, number):
    found = snapshot_or_404(request.user, number)
    note(request, Action.EXPORT, found.unit, "committee page", number=found.number)
    name = f'inline; filename="{found.number}.pdf"'
    return HttpResponse(
        render_pdf(found, get_language()), content_type="application/pdf", headers={"Content-Disposition": name}
    )


@for_officials("POST")
def letters(request, pk):
    """Begins or stops letters: the own ones, an administrator also those of others."""
    unit = visible_unit(request.user, pk)
    back = redirect(f"{reverse('reports:committee', args=[unit.pk])}#letters")
    if "stop" in request.POST:
        stop_letters(request.user, unit)
        note(request, Action.CHANGE, unit, "committee letters", stopped=True)
        messages.success(request, _("You get no more letters about this place."))
        return back
    form = LettersForm(request.POST, user=request.user, unit=unit)
    if form.is_valid():
        begin_letters(form.user, unit, form.cleaned_data["language"])
        note(request, Action.CHANGE, unit, "committee letters", stopped=False)
        messages.success(request, _("From next month on, %(who)s gets the page by e-mail.") % {"who": form.user.email})
    else:
        messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
    return back


@for_officials("GET", "HEAD", "POST")
def end_letters(request, pk):
    """Where the link in a letter leads."""
    subscription = get_object_or_404(Subscription.objects.select_related("unit", "user"), pk=pk)
    if subscription.user != request.user and not request.user.is_superuser:
        raise Http404
    if request.method == "POST":
        stop_letters(subscription.user, subscription.unit)
        note(request, Action.CHANGE, subscription.unit, "committee letters", stopped=True)
        return redirect("reports:end_letters", pk)
    return render(request, "reports/committee/end_letters.html", {"subscription": subscription})
