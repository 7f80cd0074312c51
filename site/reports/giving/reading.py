"""The totals of communes, row after row: nothing here holds them all."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from ..models import DailyTotals, MonthlyTotals
from ..rollups import ANY_COURSE
from .running import Month, running

MEASURES = MonthlyTotals.measures
CHUNK = 2_000


def by_month(units: Iterable[int] | QuerySet, today: date, course: UUID | None = None) -> Iterator[Month]:
    """Each place and course (any course among them), or this one, since the beginning; in the places' own order."""
    rows = MonthlyTotals.objects.filter(unit__in=units).order_by("unit", "course_key", "month")
    if course is not None:
        rows = rows.filter(course_key=course)
    return running(rows.values_list("unit", "course_key", "month", *MEASURES).iterator(chunk_size=CHUNK), today)


def by_day(unit: int) -> Iterator[tuple]:
    """(day, course, *numbers) of one commune."""
    rows = DailyTotals.objects.filter(unit=unit).order_by("day", "course_key")
    return rows.values_list("day", "course_key", *MEASURES).iterator(chunk_size=CHUNK)


def so_far(
    units: Iterable[int] | QuerySet, course: UUID = ANY_COURSE, last: date | None = None
) -> dict[int, tuple[int, ...]]:
    """What each place had come to, up to the end of the month `last` if that is said."""
    rows = MonthlyTotals.objects.filter(unit__in=units, course_key=course)
    if last:
        rows = rows.filter(month__lte=last)
    return {unit: tuple(numbers) for unit, *numbers in rows.sums("unit")}
