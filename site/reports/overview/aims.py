"""What places are measured against, read for many of them at once."""

from collections.abc import Sequence
from datetime import date

from communes.models import Unit

from ..targets.reading import Targets
from .standing import Aim


def aims_of(units: Sequence[Unit], counts: dict[int, list[tuple[date, int]]], targets: Targets) -> dict[int, Aim]:
    """By the unit's id. `counts`: (month, certificates so far) by the unit's id, as they may be shown."""
    return {unit.pk: _aim(targets, unit, counts[unit.pk]) for unit in units}


def _aim(targets, unit, counts):
    adults, target, found = targets.adults(unit), targets.target(unit), targets.standing(unit, counts)
    return Aim(adults.number, found.wanted, found.status.value, target.last_day if target else None, adults.age_from)
