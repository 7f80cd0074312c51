"""What places of today came of since July 2025, with what was counted there."""

from collections.abc import Iterator
from datetime import date

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from communes.models import Group, Kind, Population, Succession, Unit
from communes.register import REFORM

from .formers import Count, Origin

FIELDS = ("adults", "age_from", "source", "counted_on", "confidence")


def is_reorganised(first_day: date | None) -> bool:
    """Whether a unit that began then may have come of others that were counted."""
    return first_day is not None and first_day > REFORM


def origins(on: date, group: str = Group.ALL) -> Iterator[Origin]:
    """Every step of one commune to another, with the newest count of the first up to a day. One query."""
    newest = Population.objects.standing().filter(unit=OuterRef("predecessor"), hamlet=None, group=group)
    newest = newest.filter(counted_on__lte=on).order_by("-counted_on", "-pk")
    count = Subquery(newest.annotate(found=JSONObject(**{name: name for name in FIELDS})).values("found")[:1])
    steps = Succession.objects.filter(effective_on__gt=REFORM, predecessor__kind=Kind.COMMUNE).order_by("pk")
    fields = ("predecessor", "successor", "share", "predecessor__name", "newest")
    for before, after, share, name, row in steps.annotate(newest=count).values_list(*fields):
        yield Origin(before, after, share, name, _count(name, row))


def _count(name, row):
    if row is None:
        return None
    day = date.fromisoformat(row["counted_on"])
    return Count(name, row["adults"], row["age_from"], row["source"], day, row["confidence"])


def former_units(selves: list[int]) -> list[Unit]:
    """What a place came of, other than itself under another name; `selves` are the ids of its units."""
    units = Unit.objects.filter(successions__successor__in=selves, successions__effective_on__gt=REFORM)
    return list(units.exclude(pk__in=selves).distinct().order_by("pk"))
