"""What one person adds to the totals of groups. Pure: the same sum serves each new event and the recount.

Each person counts once, with the first beginning, completion and certificate, in one group of each dimension.
Dimensions are never crossed.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from learners.about import About

from ..rollups import ZONE, changed

MEASURES = ("learners", "completions", "certificates")
AGE_BAND, SEX, ETHNICITY, HAMLET, CHANNEL = "age_band", "sex", "ethnicity", "hamlet", "channel"
DIMENSIONS = (AGE_BAND, SEX, ETHNICITY, HAMLET, CHANNEL)
# The group of whoever did not say.
NOT_STATED = ""


@dataclass(frozen=True)
class Done:
    """A course was begun or completed, or its certificate issued; `unit_id`: where the person lived at the moment."""

    measure: str
    course_key: UUID
    moment: datetime
    unit_id: int | None
    channel: str


class GroupCell(NamedTuple):
    """One number of the totals of groups; the month is its first day."""

    month: date
    unit_id: int
    dimension: str
    value: str
    measure: str

    @property
    def is_local(self) -> bool:
        """Hamlets stay in their commune."""
        return self.dimension == HAMLET


def count(done: Iterable[Done], about: About) -> Counter[GroupCell]:
    """One person's share, by commune; nothing where it is not known where the person lived."""
    counts, done = Counter(), list(done)
    for measure in MEASURES:
        own = [one for one in done if one.measure == measure]
        first = min(own, key=lambda one: (one.moment, one.course_key), default=None)
        if first and first.unit_id:
            counts.update(_cells(first, about))
    return counts


def difference(
    before: Iterable[Done], after: Iterable[Done], about: About, about_after: About | None = None
) -> Counter[GroupCell]:
    """What to add, and to take away, when a person did more, or says something else of themselves."""
    return changed(count(before, about), count(after, about if about_after is None else about_after))


def _cells(first, about):
    month = first.moment.astimezone(ZONE).date().replace(day=1)
    values = {
        AGE_BAND: about.age_band,
        SEX: about.sex,
        ETHNICITY: about.ethnicity,
        HAMLET: str(about.hamlet_id or NOT_STATED),
        CHANNEL: first.channel,
    }
    return [GroupCell(month, first.unit_id, dimension, value, first.measure) for dimension, value in values.items()]
