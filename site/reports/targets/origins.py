"""What communes of today came of since July 2025, with what was counted and wanted there."""

from collections.abc import Iterator
from datetime import date

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from communes.models import Group, Kind, Population, Succession, Unit
from communes.register import REFORM

from .formers import Count, Origin
from .models import Target

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


def running_targets(unit: Unit, on: date, course_key) -> list[Target]:
    """The last own target of each commune that this one came of, where it would still run."""
    rows = Target.objects.on(on).filter(unit__successions__successor=unit, course_key=course_key)
    rows = rows.filter(unit__successions__effective_on__gt=REFORM).select_related("unit").order_by("set_at", "pk")
    return list({row.unit_id: row for row in rows}.values())
