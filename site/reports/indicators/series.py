"""The official figures about a place, and of the places it came of."""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from communes import naming
from communes.models import Kind, Succession, Unit
from communes.renaming import Renamings
from communes.succession import predecessors

from .models import Indicator, IndicatorValue


class Figure(NamedTuple):
    """A value, and whose it was, in words, if not the unit's of today: nobody adds up ranks or shares of several."""

    value: IndicatorValue
    whose: str


@dataclass(frozen=True)
class Series:
    indicator: Indicator
    figures: list[Figure]  # oldest first


def series_of(unit: Unit) -> list[Series]:
    """Those of which something is known, in the order of the indicators; two queries beside the succession's."""
    formers = former_units(unit)
    rows = IndicatorValue.objects.standing().filter(unit__in=[unit, *formers]).select_related("indicator")
    whose, found = _whose(unit, formers), {}
    for row in rows.order_by("indicator__order", "indicator__key", "last_day", "first_day"):
        found.setdefault(row.indicator, []).append(Figure(row, whose.get(row.unit_id, "")))
    return [Series(indicator, figures) for indicator, figures in found.items()]


def _whose(unit, formers):
    """{former unit: in words}"""
    if not formers:
        return {}
    selves = Renamings(Succession.objects.filter(predecessor__in=formers)).selves(unit.pk)
    return {former.pk: _under_its_name(former) if former.pk in selves else _alone(former) for former in formers}


def _under_its_name(former):
    words = {"unit": former.full_name, "day": date_format(former.valid_to, "d/m/Y")}
    return _("called %(unit)s until %(day)s") % words


def _alone(former):
    words = {"unit": naming.in_a_sentence(former.full_name), "day": date_format(former.valid_to, "d/m/Y")}
    return _("of the former %(unit)s alone, until %(day)s") % words


def former_units(unit: Unit) -> list[Unit]:
    """Units of the same kind that became part of it."""
    return [former for former in predecessors(unit) if former.kind == unit.kind]


def allowed_units(unit: Unit) -> set[int]:
    """Whose figures are brought at this unit's page: its own, its communes' and those of what they came of."""
    found = [unit, *former_units(unit)]
    if unit.kind == Kind.PROVINCE:
        communes = Unit.objects.communes().filter(parent__in=found)
        districts = Unit.objects.communes().filter(parent__parent__in=found)
        found += [*communes, *districts]
    return {place.pk for place in found}
