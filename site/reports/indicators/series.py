"""The official figures about a place, and of the places it came of."""

from dataclasses import dataclass

from communes.models import Kind, Unit
from communes.succession import predecessors

from .models import Indicator, IndicatorValue


@dataclass(frozen=True)
class Series:
    indicator: Indicator
    values: list[IndicatorValue]  # oldest first

    @property
    def latest(self) -> IndicatorValue:
        return self.values[-1]


def series_of(unit: Unit) -> list[Series]:
    """Those of which something is known, in the order of the indicators; two queries beside the succession's."""
    places = [unit, *former_selves(unit)]
    rows = IndicatorValue.objects.standing().filter(unit__in=places).select_related("unit", "indicator")
    found = {}
    for row in rows.order_by("indicator__order", "indicator__key", "last_day", "first_day"):
        found.setdefault(row.indicator, []).append(row)
    return [Series(indicator, values) for indicator, values in found.items()]


def former_selves(unit: Unit) -> list[Unit]:
    """Units of the same kind that became part of it."""
    return [former for former in predecessors(unit) if former.kind == unit.kind]


def allowed_units(unit: Unit) -> set[int]:
    """Whose figures are brought at this unit's page: its own, its communes' and those of what they came of."""
    found = [unit, *former_selves(unit)]
    if unit.kind == Kind.PROVINCE:
        communes = Unit.objects.communes().filter(parent__in=found)
        districts = Unit.objects.communes().filter(parent__parent__in=found)
        found += [*communes, *districts]
    return {place.pk for place in found}
