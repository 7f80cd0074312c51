"""What the happenings of one learner add to the totals. Pure: the same sum serves each new event and the rebuild."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
# In place of a course: rows in which each person counts once.
ANY_COURSE = UUID(int=0)
MEASURES = ("learners", "completions", "certificates")
# Of rehearsals: what people say to have done for real, and what somebody has confirmed.
FOR_REAL = ("claimed", "confirmed")


@dataclass(frozen=True)
class Fact:
    """One learner began a course, completed it or was certified, or did for real what is rehearsed (by its key).

    `unit_id`: where the person lived at the moment (None: unknown).
    """

    measure: str
    course_key: UUID
    moment: datetime
    unit_id: int | None


class Cell(NamedTuple):
    """One number of the totals."""

    day: date
    unit_id: int | None
    course_key: UUID
    measure: str


def count(facts: Iterable[Fact]) -> Counter[Cell]:
    """One learner's share of the totals: each fact under its course, the first of each measure under any course."""
    facts = list(facts)
    counts = Counter(_cell(fact, fact.course_key) for fact in facts)
    for measure in (*MEASURES, *FOR_REAL):
        own = [fact for fact in facts if fact.measure == measure]
        if own:
            first = min(own, key=lambda fact: (fact.moment, fact.course_key))
            counts[_cell(first, ANY_COURSE)] += 1
    return counts


def difference(before: Iterable[Fact], after: Iterable[Fact]) -> Counter[Cell]:
    """What to add to the totals, and what to take away, when a learner's facts change."""
    counts = count(after)
    counts.subtract(count(before))
    return Counter({cell: number for cell, number in counts.items() if number})


def _cell(fact, course_key):
    return Cell(fact.moment.astimezone(ZONE).date(), fact.unit_id, course_key, fact.measure)
