"""Whom the campaign reaches less: a group's coverage less that of all. Pure.

Coverage is those with a certificate among the adults, in per cent; a gap is in percentage points.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .counting import AGE_BAND, ETHNICITY, SEX

# Group of the population → where its people stand among ours.
COMPARED = {"60+": (AGE_BAND, "60+"), "women": (SEX, "female"), "minority": (ETHNICITY, "other")}
ALL = ""


@dataclass(frozen=True)
class Gap:
    """`certified` None: fewer than may be told. `adults` None: not known."""

    group: str
    certified: int | None
    adults: int | None
    all_certified: int | None
    all_adults: int | None

    @property
    def coverage(self) -> float | None:
        return share(self.certified, self.adults)

    @property
    def all_coverage(self) -> float | None:
        return share(self.all_certified, self.all_adults)

    @property
    def points(self) -> float | None:
        """Above zero: the group is ahead. None where it can't be worked out."""
        if self.coverage is None or self.all_coverage is None:
            return None
        return round(self.coverage - self.all_coverage, 1)


def share(part: int | None, whole: int | None) -> float | None:
    """Per cent, unrounded; None where either is not known."""
    return None if part is None or not whole else part / whole * 100


def gaps(certified: Mapping[str, int | None], adults: Mapping[str, int]) -> list[Gap]:
    """`certified` and `adults` by group of the population, all people under ALL."""
    return [
        Gap(group, certified.get(group, 0), adults.get(group), certified.get(ALL), adults.get(ALL))
        for group in COMPARED
    ]
