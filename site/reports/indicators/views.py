"""Official figures beside ours: looked at by those who see the unit's figures, brought by those who enter them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.permissions import can_enter_figures, can_see_figures
from communes.ledger.sheets import SheetError

from ..targets.headline import coverage_rows
from ..targets.views import LARGEST, for_entering
from ..views import for_staff, visible_unit
from . import importing
from .models import IndicatorValue
from .series import allowed_units, series_of


@for_staff
def indicators(request, pk):
    unit = visible_unit(request.user, pk)
    rows = series_of(unit)
    context = {
        "series": rows,
        "coverage": coverage_rows(request.user, unit, timezone.localdate()),
        "can_bring": can_enter_figures(request.user, unit),
        "corrected": corrected(rows),
    }
    return render(request, "reports/indicators/page.html", _common(request, unit) | context)


def corrected(rows):
    """What was replaced since, for those who ask where a figure came from."""
    units = {figure.value.unit_id for row in rows for figure in row.figures}
    found = IndicatorValue.objects.exclude(replaced_at=None).filter(unit__in=units).select_related("indicator")
    return found.order_by("-replaced_at")[:50]


@require_http_methods(["GET", "HEAD", "POST"])
@for_entering
def bring(request, unit):
    if request.method != "POST":
        return _form(request, unit)
    file, text = request.FILES.get("file"), request.POST.get("pasted", "").strip()
    if not (file or text):
        return _form(request, unit, 422, trouble=_("Choose a file, or copy the rows here."))
    if file and file.size > LARGEST:
        return _form(request, unit, 422, trouble=_("This file is too large. Split it and bring in the parts."))
    try:
        lines = importing.read(file.read() if file else text.encode(), allowed_units(unit), timezone.localdate())
    except SheetError as error:
        return _form(request, unit, 422, trouble=str(error), pasted=text)
    if not lines:
        return _form(request, unit, 422, trouble=_("There is no row below the headings."), pasted=text)
    is_sound = not any(line.troubles for line in lines)
    if is_sound and "keep" in request.POST:
        return _keep(request, unit, lines)
    context = {
        "lines": sorted(lines, key=lambda line: not line.troubles),
        "is_sound": is_sound,
        "troubles": sum(bool(line.troubles) for line in lines),
        "changes": sum(not line.is_same for line in lines if line.row),
        "pasted": importing.as_csv(lines),
    }
    status = 200 if is_sound else 422
    return render(request, "reports/indicators/preview.html", _common(request, unit) | context, status=status)


def _keep(request, unit, lines):
    count = importing.keep(lines, request.user)
    said = ngettext("%(count)s figure brought in.", "%(count)s figures brought in.", count) % {"count": count}
    messages.success(request, said if count else _("All figures were there already; nothing changed."))
    return redirect("reports:indicators", unit.pk)


def _form(request, unit, status=200, **more):
    return render(request, "reports/indicators/bring.html", _common(request, unit) | more, status=status)


def _common(request, unit):
    above = [unit.parent] if unit.parent and can_see_figures(request.user, unit.parent) else []
    crumbs = [(place.name, "reports:unit", place.pk) for place in [*above, unit]]
    return {"unit": unit, "name": _("Official indicators"), "above": crumbs}
