"""What one person's lessons add to the totals. Pure."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from ..rollups import ZONE

# Where each measure is recorded: the moment, and the unit of that moment.
MOMENTS = {"learners": ("started_at", "started_unit"), "completions": ("completed_at", "completed_unit")}
MEASURES = tuple(MOMENTS)


class LessonCell(NamedTuple):
    """One number of the totals of lessons; the month is its first day."""

    month: date
    unit_id: int
    lesson_key: UUID
    measure: str

    is_local = False


def count(rows: Iterable[Any]) -> Counter[LessonCell]:
    """Of rows of progress in lessons; nothing where it is not known where the person lived."""
    return Counter(cell for row in rows for cell in _cells(row))


def _cells(row):
    for measure, (moment, unit) in MOMENTS.items():
        at, place = getattr(row, moment), getattr(row, f"{unit}_id")
        if at and place:
            yield LessonCell(at.astimezone(ZONE).date().replace(day=1), place, row.lesson_key, measure)
