"""What the happenings of one learner add to the totals. Pure: the same sum serves each new event and the rebuild."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
# In place of a course: rows in which each person counts once.
ANY_COURSE = UUID(int=0)
MEASURES = ("learners", "completions", "certificates", "reached", "tried", "first_passes")
# Of rehearsals: what people say to have done for real, what somebody has confirmed, what was rehearsed.
FOR_REAL = ("claimed", "confirmed", "rehearsed")


@dataclass(frozen=True)
class Fact:
    """One thing that a learner did in a course for the first time, or with what is rehearsed (by its key).

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
    firsts = {}
    for measure in (*MEASURES, *FOR_REAL):
        own = [fact for fact in facts if fact.measure == measure]
        if own:
            firsts[measure] = min(own, key=lambda fact: (fact.moment, fact.course_key))
    # Among all courses only the very first sitting is a first try.
    if "first_passes" in firsts and _occasion(firsts["first_passes"]) != _occasion(firsts["tried"]):
        del firsts["first_passes"]
    counts.update(_cell(fact, ANY_COURSE) for fact in firsts.values())
    return counts


def _occasion(fact):
    return fact.moment, fact.course_key


def difference(before: Iterable[Fact], after: Iterable[Fact]) -> Counter[Cell]:
    """What to add to the totals, and what to take away, when a learner's facts change."""
    return changed(count(before), count(after))


def changed(before: Mapping[Any, int], after: Mapping[Any, int]) -> Counter:
    """What to add to the one, and to take away, so that it becomes the other."""
    counts = Counter(after)
    counts.subtract(before)
    return Counter({cell: number for cell, number in counts.items() if number})


def by_month(delta: Mapping[Cell, int], parents: Mapping[int, int]) -> Counter[Cell]:
    """The same by month (its first day), for each unit and for the province it lies in; nowhere is left out."""
    months = Counter()
    for cell, number in delta.items():
        month = cell.day.replace(day=1)
        for place in {cell.unit_id, parents.get(cell.unit_id)} - {None}:
            months[cell._replace(day=month, unit_id=place)] += number
    return Counter({cell: number for cell, number in months.items() if number})


def _cell(fact, course_key):
    return Cell(fact.moment.astimezone(ZONE).date(), fact.unit_id, course_key, fact.measure)
