"""How many adults there are in a unit, its groups and its hamlets, as officials entered it."""

from datetime import date

from django.apps import apps

from communes.models import Unit


def adults_by_group(unit: Unit, today: date) -> dict[str, int]:
    """{group: adults} of the whole unit, "" being all; the newest count of each up to today."""
    return _newest("group", today, unit=unit, hamlet=None)


def adults_by_hamlet(unit: Unit, today: date) -> dict[int, int]:
    """{hamlet: adults} of those where they were counted."""
    return _newest("hamlet_id", today, hamlet__unit=unit, group="")


def _newest(key, today, **where):
    try:
        counted = apps.get_model("communes", "Population").objects
    except LookupError:  # nobody can enter any yet
        return {}
    return dict(counted.filter(counted_on__lte=today, **where).order_by("counted_on", "pk").values_list(key, "adults"))
