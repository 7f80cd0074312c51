"""Forms of officials for adults and targets: fill in or bring a file, look at it again, keep it, take it back."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import can_enter_figures, can_see_figures
from communes.ledger.sheets import SheetError
from communes.models import Kind, Unit

from ..audit.noting import noted
from ..wording import decimal
from .bringing import brought
from .desks import SHOWN, CountDesk, TargetDesk
from .lines import typed

LARGEST = 5_000_000  # bytes of a file


def for_entering(view):
    """With a province or commune of today; for whoever may not enter its figures it does not exist."""

    @wraps(view)
    @cache_control(private=True, no_store=True)
    @login_required
    @noted
    def wrapper(request, pk, **kwargs):
        units = Unit.objects.current().filter(kind__in=[Kind.PROVINCE, Kind.COMMUNE]).select_related("parent")
        unit = get_object_or_404(units, pk=pk)
        if not can_enter_figures(request.user, unit):
            raise Http404
        return view(request, unit, **kwargs)

    return wrapper


@require_http_methods(["GET", "HEAD", "POST"])
@for_entering
def population(request, unit):
    return _enter(request, CountDesk(unit, request.user, timezone.localdate()))


@require_http_methods(["GET", "HEAD", "POST"])
@for_entering
def targets(request, unit):
    return _enter(request, TargetDesk(unit, request.user, timezone.localdate()))


@require_POST
@for_entering
def undo_population(request, unit):
    return _undo(request, CountDesk(unit, request.user, timezone.localdate()))


@require_POST
@for_entering
def undo_targets(request, unit):
    return _undo(request, TargetDesk(unit, request.user, timezone.localdate()))


def _undo(request, desk):
    count = desk.undo()
    if count:
        said = ngettext("%(count)s entry taken back.", "%(count)s entries taken back.", count)
        messages.success(request, said % {"count": count})
    return redirect(f"reports:{desk.name}", desk.unit.pk)


def _enter(request, desk):
    if request.method != "POST":
        return _page(request, desk, desk.form(initial=desk.proposal))
    form = desk.form(request.POST)
    if not form.is_valid():
        return _page(request, desk, form, 422)
    try:
        lines = _lines(request, desk, form.cleaned_data)
    except SheetError as error:
        return _page(request, desk, form, 422, trouble=str(error))
    if not lines:
        return _page(
            request, desk, form, 422, trouble=_("Nothing was filled in. Write a number for at least one place.")
        )
    desk.check(lines, form.cleaned_data)
    for line in lines:
        line.before = desk.before(line.place, form.cleaned_data) if line.place else None
    is_sound = not any(line.trouble for line in lines)
    if is_sound and "keep" in request.POST:
        return _keep(request, desk, form, lines)
    return _preview(request, desk, form, lines, is_sound)


def _lines(request, desk, shared):
    """From a file if there is one, else as pasted, else as typed."""
    read, file = desk.reader(shared), request.FILES.get("file")
    if file and file.size > LARGEST:
        raise SheetError(_("This file is too large. Split it and bring in the parts."))
    content = file.read() if file else request.POST.get("pasted", "").strip().encode()
    return brought(content, desk.places, read, desk.hamlet_rows) if content else typed(desk.places, request.POST, read)


def _keep(request, desk, form, lines):
    count = desk.keep(lines, form.cleaned_data)
    messages.success(request, ngettext("%(count)s entry kept.", "%(count)s entries kept.", count) % {"count": count})
    return redirect(f"reports:{desk.name}", desk.unit.pk)


def _preview(request, desk, form, lines, is_sound):
    seen = {line.place.key for line in lines if line.place}
    context = {
        "lines": sorted(lines, key=lambda line: not line.trouble),
        "troubles": sum(bool(line.trouble) for line in lines),
        "left_out": [place for place in desk.below if place.key not in seen],
        "is_sound": is_sound,
        "goal_kind": form.cleaned_data.get("kind", ""),
        "is_from_file": any(line.row for line in lines),
    }
    return render(
        request, "reports/targets/preview.html", _common(request, desk, form) | context, status=200 if is_sound else 422
    )


def _page(request, desk, form, status=200, **more):
    history = desk.history.order_by(f"-{desk.moment}", "pk").select_related("unit")[:SHOWN]
    context = {
        "rows": [
            (place, desk.entry(place), desk.former(place), _text(request, form, place, desk)) for place in desk.places
        ],
        "history": history,
        "can_undo": desk.history.filter(withdrawn_at=None).exists(),
        "pasted": request.POST.get("pasted", ""),
        **more,
    }
    return render(request, "reports/targets/page.html", _common(request, desk, form) | context, status=status)


def _text(request, form, place, desk):
    """As typed before, or as suggested."""
    suggested = form.initial.get("number") if place.unit == desk.unit and not place.hamlet else None
    return request.POST.get(f"number-{place.key}", decimal(suggested) if suggested else "")


def _common(request, desk, form):
    unit = desk.unit
    above = [unit.parent] if unit.parent and can_see_figures(request.user, unit.parent) else []
    crumbs = [(place.name, "reports:unit", place.pk) for place in [*above, unit]]
    return {
        "unit": unit,
        "name": desk.title,
        "desk": desk,
        "form": form,
        "above": crumbs,
        "here": f"reports:{desk.name}",
        "undo": f"reports:undo_{desk.name}",
        "is_target": desk.name == "targets",
    }
