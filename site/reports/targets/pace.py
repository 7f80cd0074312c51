"""Where a unit stands against its target, how fast it goes and when it arrives. Pure.

Counts come as (first day of the month, people up to its end), oldest first, the last up to today.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from math import ceil

FULL_MONTHS = 3
NEAR = Decimal("0.8")
DAYS_A_MONTH = 30.44
FURTHEST = 120  # months


class Status(StrEnum):
    REACHED = "reached"
    NEAR = "near"
    LATE = "late"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """Why something cannot be said."""

    NO_ADULTS = "no adults"
    NO_TARGET = "no target"
    OTHER_AGE = "other age"
    TOO_MANY = "more than adults"
    NO_MONTH = "no full month"
    NO_PACE = "no pace"
    TOO_FAR = "too far"


@dataclass(frozen=True)
class Goal:
    """A target without its unit: per cent of the adults, or a number of people."""

    is_share: bool
    number: Decimal
    first_day: date
    last_day: date

    def people(self, adults: int | None) -> int | None:
        if not self.is_share:
            return int(self.number)
        return ceil(self.number * adults / 100) if adults else None


@dataclass(frozen=True)
class Standing:
    """Everything there is to say; None where it cannot be said, with the reason in `why` or `why_no_forecast`."""

    people: int
    adults: int | None = None
    wanted: int | None = None  # people the target asks for
    expected: int | None = None  # people on the straight line, today
    pace: Decimal | None = None  # people a month
    arrives_on: date | None = None
    why: Why | None = None
    why_no_forecast: Why | None = None

    @property
    def share(self) -> Decimal | None:
        """Per cent of the adults, rounded down to tenths."""
        return share(self.people, self.adults)

    @property
    def gap(self) -> int | None:
        """People still missing."""
        return None if self.wanted is None else max(self.wanted - self.people, 0)

    @property
    def status(self) -> Status:
        if self.wanted is None or self.why:
            return Status.UNKNOWN
        if self.people >= self.wanted:
            return Status.REACHED
        return Status.NEAR if self.people >= NEAR * self.expected else Status.LATE


def share(part: int, whole: int | None) -> Decimal | None:
    """Rounded down to tenths, so that nobody arrives on a rounding."""
    return (Decimal(part * 100) / whole).quantize(Decimal("0.1"), ROUND_DOWN) if whole else None


def standing(
    counts: Sequence[tuple[date, int]], adults: int | None, goal: Goal | None, today: date, why: Why | None = None
) -> Standing:
    """`why` is a reason known before, such as adults counted from another age."""
    people = counts[-1][1] if counts else 0
    wanted = goal.people(adults) if goal else None
    speed = pace(counts, today)
    why = why or trouble(adults, goal, wanted)
    if wanted is None:
        return Standing(people, adults, pace=speed, why=why)
    line = expected(counts, goal, wanted, today)
    arrives_on, reason = arrival(wanted - people, speed, today)
    return Standing(people, adults, wanted, line, speed, arrives_on, why, reason)


def trouble(adults, goal, wanted) -> Why | None:
    if goal is None:
        return Why.NO_TARGET
    if wanted is None:
        return Why.NO_ADULTS
    return Why.TOO_MANY if adults and wanted > adults else None


def pace(counts: Sequence[tuple[date, int]], today: date) -> Decimal | None:
    """People a month over the last three full months, or as many as there are; None while there is none."""
    full = [number for month, number in counts if month < today.replace(day=1)][-FULL_MONTHS - 1 :]
    if not full:
        return None
    starts_at = full[0] if len(full) > FULL_MONTHS else 0
    months = min(len(full), FULL_MONTHS)
    return Decimal(full[-1] - starts_at) / months


def expected(counts: Sequence[tuple[date, int]], goal: Goal, wanted: int, today: date) -> int:
    """Where the straight line stands today: from the people there were before the first day to the target."""
    before = [number for month, number in counts if month < goal.first_day.replace(day=1)]
    start = min(before[-1] if before else 0, wanted)
    days = (goal.last_day - goal.first_day).days + 1
    gone = min(max((today - goal.first_day).days + 1, 0), days)
    return start + (wanted - start) * gone // days


def arrival(gap: int, speed: Decimal | None, today: date) -> tuple[date | None, Why | None]:
    """The first day of the month in which the target is reached at this pace, or why that cannot be said."""
    if gap <= 0:
        return None, None
    if speed is None:
        return None, Why.NO_MONTH
    if speed <= 0:
        return None, Why.NO_PACE
    months = gap / speed
    if months > FURTHEST:
        return None, Why.TOO_FAR
    return (today + timedelta(days=ceil(float(months) * DAYS_A_MONTH))).replace(day=1), None
