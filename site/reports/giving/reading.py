"""The totals of communes, row after row: nothing here holds them all."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from ..models import DailyTotals, MonthlyTotals
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


def so_far(units: Iterable[int] | QuerySet) -> dict[int, tuple[int, ...]]:
    """People of each place since the beginning, each once."""
    rows = MonthlyTotals.objects.of_people().filter(unit__in=units)
    return {unit: tuple(numbers) for unit, *numbers in rows.sums("unit")}
