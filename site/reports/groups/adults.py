"""How many adults there are in a unit, its groups and its hamlets, as officials entered it."""

from datetime import date

from communes.models import Group, Hamlet, Kind, Population, Unit
from communes.renaming import Renamings

from ..targets.formers import Formers
from ..targets.origins import is_reorganised, origins


def adults_by_group(unit: Unit, today: date, is_today: bool = True) -> dict[str, int]:
    """{group: adults} of the whole unit, "" being all; the newest count of each up to today.

    In today's boundaries, a commune that came of others has their sum of each group which nobody has counted since.
    """
    follows = is_today and is_reorganised(unit.valid_from)
    selves = Renamings().selves(unit.pk) if follows else [unit.pk]
    rows = Population.objects.filter(unit__in=selves, hamlet=None).newest(today).order_by("counted_on", "pk")
    found = dict(rows.values_list("group", "adults"))
    if follows and unit.kind == Kind.COMMUNE:
        for group in set(Group.values) - found.keys():
            if number := Formers(origins(today, group)).of(unit.pk).number:
                found[group] = number
    return found


def adults_by_hamlet(unit: Unit, today: date) -> dict[int, int]:
    """{hamlet: adults} of those of today where they were counted; see `with_merged`."""
    # A hamlet may have been counted when it belonged to another commune: the last one holds.
    rows = Population.objects.filter(hamlet__unit=unit, group=Group.ALL).newest(today).order_by("counted_on", "pk")
    counts = {hamlet: (adults, day) for hamlet, adults, day in rows.values_list("hamlet", "adults", "counted_on")}
    if not counts:
        return {}
    hamlets = list(Hamlet.objects.filter(unit=unit).values_list("pk", "merged_into", "valid_to"))
    found = {pk: with_merged(pk, counts, hamlets) for pk, _into, last_day in hamlets if last_day is None}
    return {pk: adults for pk, adults in found.items() if adults is not None}


def with_merged(hamlet: int, counts: dict[int, tuple[int, date]], hamlets: list[tuple]) -> int | None:
    """Adults of a hamlet and of those merged into it since it was counted; None where one of them was not. Pure.

    `counts`: {hamlet: (adults, day)}; `hamlets`: (hamlet, merged into, last day) of all.
    """
    number, day = counts.get(hamlet, (None, None))
    later = [pk for pk, into, last_day in hamlets if into == hamlet and not (day and day > last_day)]
    parts = [number, *(with_merged(pk, counts, hamlets) for pk in later)]
    return None if None in parts else sum(parts)
