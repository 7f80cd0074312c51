"""Counts of months put together since the beginning. Pure."""

from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from .. import gate
from ..periods import FIRST_DAY, month_of, months


class Month(NamedTuple):
    """What a place and course had by the beginning of a month and by its end, a number for each measure."""

    place: Hashable
    course: Hashable
    month: date
    before: tuple[int, ...]
    after: tuple[int, ...]

    def is_told(self, is_own: bool) -> bool:
        """Whether there is anything that may be told of."""
        return any(gate.shown(number, is_own) for number in self.after)

    def numbers(self, is_own: bool) -> list[int | None]:
        """Of the month alone."""
        return [gate.between(b, a, is_own) for b, a in zip(self.before, self.after, strict=True)]

    def so_far(self, is_own: bool) -> list[int | None]:
        return [gate.shown(number, is_own) for number in self.after]


def running(rows: Iterable[tuple], today: date) -> Iterator[Month]:
    """From rows (place, course, month, *numbers), those of one place and course one after the other: all its months."""
    every = list(months(FIRST_DAY, max(today, FIRST_DAY)))
    for (place, course), group in groupby(rows, key=lambda row: row[:2]):
        added = {}
        for _place, _course, month, *numbers in group:
            month, width = month_of(month, today), len(numbers)
            added[month] = _sum(added.get(month, [0] * width), numbers)
        before = (0,) * width
        for month in every:
            after = _sum(before, added[month]) if month in added else before
            yield Month(place, course, month, before, after)
            before = after


def _sum(one, other):
    return tuple(a + b for a, b in zip(one, other, strict=True))
