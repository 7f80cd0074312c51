"""What one class and one person who comes to classes add to the totals. Pure."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from ..gate import SMALLEST
from ..rollups import ZONE

OF_CLASSES = ("sessions", "told_sessions", "headcount")
OF_PEOPLE = ("attendances", "attendees")
MEASURES = OF_CLASSES + OF_PEOPLE


class ClassCell(NamedTuple):
    """One number of the totals of classes; the month is its first day."""

    month: date
    unit_id: int
    measure: str

    is_local = False


def of_session(session: Any) -> Counter[ClassCell]:
    """Of one class, in its commune; nothing where there is none or nobody came."""
    if session is None or not session.is_held:
        return Counter()
    numbers = {"sessions": 1, "told_sessions": int(session.present >= SMALLEST), "headcount": session.present}
    return Counter({_cell(session.starts_at, session.unit_id, measure): n for measure, n in numbers.items() if n})


def of_person(rows: Iterable[Any]) -> Counter[ClassCell]:
    """Of one person: each turn, and the person once with the first; where it is known where they lived then."""
    rows = list(rows)
    counts = Counter(_cell(row.attended_at, row.unit_id, "attendances") for row in rows if row.unit_id)
    first = min(rows, key=lambda row: (row.attended_at, row.session_id), default=None)
    if first and first.unit_id:
        counts[_cell(first.attended_at, first.unit_id, "attendees")] = 1
    return counts


def _cell(moment, unit, measure):
    return ClassCell(moment.astimezone(ZONE).date().replace(day=1), unit, measure)
