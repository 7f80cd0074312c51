"""The totals of communes, row after row: nothing here holds them all."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import TruncMonth

from ..models import DailyTotals
from .running import Month, running

MEASURES = DailyTotals.measures
CHUNK = 2_000


def by_month(units: Iterable[int] | QuerySet, today: date, course: UUID | None = None) -> Iterator[Month]:
    """Each place and course (any course among them), or this one, since the beginning; in the places' own order."""
    rows = (
        DailyTotals.objects.filter(unit__in=units)
        .annotate(month=TruncMonth("day"))
        .values("unit", "course_key", "month")
    )
    if course is not None:
        rows = rows.filter(course_key=course)
    sums = rows.annotate(**{f"n_{m}": Sum(m) for m in MEASURES}).order_by("unit", "course_key", "month")
    fields = sums.values_list("unit", "course_key", "month", *(f"n_{m}" for m in MEASURES))
    return running(fields.iterator(chunk_size=CHUNK), today)


def by_day(unit: int) -> Iterator[tuple]:
    """(day, course, *numbers) of one commune."""
    rows = DailyTotals.objects.filter(unit=unit).order_by(F("day"), "course_key")
    return rows.values_list("day", "course_key", *MEASURES).iterator(chunk_size=CHUNK)


def so_far(units: Iterable[int] | QuerySet, before: date | None = None) -> dict[int, tuple[int, ...]]:
    """People of each place since the beginning, each once; up to the day before `before`."""
    rows = DailyTotals.objects.of_people().filter(unit__in=units)
    if before:
        rows = rows.filter(day__lt=before)
    return {unit: tuple(numbers) for unit, *numbers in rows.sums("unit")}
