"""Who reads what: the view of a unit for an audience, and the snapshots that somebody may see."""

from dataclasses import replace

from django.http import Http404

from accounts.permissions import can_see_figures, is_within_own_unit
from communes.succession import whole_successor

from ..figures import View, view_of
from ..periods import ALL_TIME
from .models import Audience, Snapshot
from .numbers import clean_number


def may_read(user, unit, audience: str) -> bool:
    """Exact figures within the own commune; what went through the gate wherever figures may be seen."""
    return is_within_own_unit(user, unit) if audience == Audience.OWN else can_see_figures(user, unit)


def audience_of(user, unit, wanted: str = "") -> str:
    """The own office may also make a page to hand on; everybody else only that."""
    is_own = is_within_own_unit(user, unit) and wanted != Audience.OUTSIDE
    return Audience.OWN if is_own else Audience.OUTSIDE


def view_for(user, unit, audience: str, today) -> View:
    return replace(view_of(user, unit, ALL_TIME, today), is_own=audience == Audience.OWN)


def found_by(user, text: str) -> Snapshot | None:
    """By its number as typed; None alike where there is none and where this person may not see it.

    What was printed of a former unit is for those of the unit in which all of it lies today.
    """
    snapshot = Snapshot.objects.filter(number=clean_number(text)).select_related("unit__parent", "made_by").first()
    if snapshot is None:
        return None
    units = {snapshot.unit, whole_successor(snapshot.unit)}
    return snapshot if any(may_read(user, unit, snapshot.audience) for unit in units) else None


def snapshot_or_404(user, number: str) -> Snapshot:
    snapshot = found_by(user, number)
    if not snapshot:
        raise Http404
    return snapshot
