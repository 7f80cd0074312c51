"""How many adults there are in a unit, its groups and its hamlets, as officials entered it."""

from datetime import date

from communes.models import Population, Unit


def adults_by_group(unit: Unit, today: date) -> dict[str, int]:
    """{group: adults} of the whole unit, "" being all; the newest count of each up to today."""
    rows = Population.objects.filter(unit=unit, hamlet=None).newest(today)
    return dict(rows.values_list("group", "adults"))


def adults_by_hamlet(unit: Unit, today: date) -> dict[int, int]:
    """{hamlet: adults} of those where they were counted."""
    rows = Population.objects.filter(hamlet__unit=unit, group="").newest(today)
    return dict(rows.values_list("hamlet_id", "adults"))
