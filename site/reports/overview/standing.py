"""Where a place stands: its figures beside what it is measured against. Pure."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..tables import Figures, per_cent

REACHED, NEAR, LATE, UNKNOWN = "reached", "near", "late", "unknown"
# In the order in which they are shown: what needs help first.
STATUSES = (LATE, NEAR, REACHED, UNKNOWN)
COLUMNS = ("name", "coverage", "certificates", "learners", "completions", "share", "first_pass", "gained")


@dataclass(frozen=True)
class Aim:
    """What a place is measured against, in people; None where nobody has said it.

    `goal`: how many are to hold a certificate on the `last` day; `status` as the target's pace says it.
    """

    adults: int | None = None
    goal: int | None = None
    status: str = UNKNOWN
    last: date | None = None
    age_from: int = 18

    @property
    def goal_share(self) -> int | None:
        """Of 100 adults, to the nearest: a target of 60 % stays one, though people come whole."""
        return round(self.goal * 100 / self.adults) if self.goal is not None and self.adults else None


@dataclass(frozen=True)
class Standing:
    """A line of the table: a place, its figures so far, and the certificates `gained` in the month that runs."""

    place: Any
    figures: Figures
    gained: int | None = 0
    aim: Aim = field(default_factory=Aim)

    @property
    def coverage(self) -> int | None:
        """Of 100 adults, how many hold a certificate; rounded down. None without a population or under five people."""
        return None if self.figures.certificates is None else per_cent(self.figures.certificates, self.aim.adults)

    @property
    def status(self) -> str:
        return self.aim.status

    @property
    def missing(self) -> int | None:
        """People still to be certified; None without a target."""
        return None if self.aim.goal is None else max(self.aim.goal - (self.figures.certificates or 0), 0)

    def value(self, column: str) -> float:
        """By what a table is sorted; what is not told stands below everything that is."""
        found = {
            "coverage": self.coverage,
            "share": self.figures.share,
            "first_pass": self.figures.first_pass_share,
            "gained": self.gained,
        }
        number = found[column] if column in found else getattr(self.figures, column)
        return -1 if number is None else number


@dataclass(frozen=True)
class Share:
    """A part of a whole, both shown; where it cannot be computed, why."""

    part: int | None
    whole: int | None
    reason: str = ""

    @property
    def value(self) -> int | None:
        return None if self.reason or self.part is None else per_cent(self.part, self.whole)
