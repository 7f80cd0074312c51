"""How many adults there are in a unit, its groups and its hamlets, as officials entered it."""

from datetime import date

from communes.models import Group, Kind, Population, Unit

from ..targets.formers import Formers
from ..targets.origins import is_reorganised, origins


def adults_by_group(unit: Unit, today: date, is_today: bool = True) -> dict[str, int]:
    """{group: adults} of the whole unit, "" being all; the newest count of each up to today.

    In today's boundaries, a commune that came of others has their sum of each group which nobody has counted since.
    """
    rows = Population.objects.filter(unit=unit, hamlet=None).newest(today)
    found = dict(rows.values_list("group", "adults"))
    if is_today and unit.kind == Kind.COMMUNE and is_reorganised(unit.valid_from):
        for group in set(Group.values) - found.keys():
            if number := Formers(origins(today, group)).of(unit.pk).number:
                found[group] = number
    return found


def adults_by_hamlet(unit: Unit, today: date) -> dict[int, int]:
    """{hamlet: adults} of those where they were counted."""
    rows = Population.objects.filter(hamlet__unit=unit, group="").newest(today)
    return dict(rows.values_list("hamlet_id", "adults"))
