"""Counts of months put together since the beginning. Pure."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from .. import gate
from ..periods import FIRST_DAY, month_of, months

Parts = Sequence[Sequence[int]]


def shown(parts: Parts, is_own: bool = False) -> list[int | None]:
    """What may be shown of a place since the beginning; a number for each measure, from those of each unit there."""
    if len(parts) == 1:
        return [gate.shown(number, is_own) for number in parts[0]]
    sums = [(sum(numbers), numbers) for numbers in zip(*parts, strict=True)]
    return [number if is_own else gate.shown_total(number, numbers) for number, numbers in sums]


class Month(NamedTuple):
    """What each unit of a place had in a course by the beginning of a month and by its end."""

    place: Hashable
    course: Hashable
    month: date
    before: Parts
    after: Parts

    def is_told(self, is_own: bool) -> bool:
        """Whether there is anything that may be told of."""
        return any(shown(self.after, is_own))

    def numbers(self, is_own: bool) -> list[int | None]:
        """Of the month alone."""
        pairs = zip(shown(self.before, is_own), shown(self.after, is_own), strict=True)
        found = [(after or 0) - (before or 0) for before, after in pairs]
        return found if is_own else [number or None for number in found]


def running(rows: Iterable[tuple], today: date) -> Iterator[Month]:
    """From rows (place, course, month, *numbers), those of one place and course one after the other: all its months."""
    every = list(months(FIRST_DAY, max(today, FIRST_DAY)))
    for (place, course), group in groupby(rows, key=lambda row: row[:2]):
        yield from _all_months(place, course, [_added((row[2:] for row in group), today)], every)


def running_together(
    rows: Iterable[tuple], units_of: Mapping[Hashable, Sequence[Hashable]], today: date
) -> Iterator[Month]:
    """The same of places made of several units, from rows (unit, course, month, *numbers) in any order."""
    every, found = list(months(FIRST_DAY, max(today, FIRST_DAY))), {}
    for unit, course, *row in rows:
        found.setdefault(course, {}).setdefault(unit, []).append(row)
    for place, units in units_of.items():
        for course in sorted(found):
            if any(unit in found[course] for unit in units):
                parts = [_added(found[course].get(unit, []), today) for unit in units]
                yield from _all_months(place, course, parts, every)


def _added(rows, today):
    added = {}
    for month, *numbers in rows:
        month = month_of(month, today)
        added[month] = _sum(added[month], numbers) if month in added else tuple(numbers)
    return added


def _all_months(place, course, parts, every):
    width = len(next(numbers for added in parts for numbers in added.values()))
    before = ((0,) * width,) * len(parts)
    for month in every:
        steps = zip(before, parts, strict=True)
        after = tuple(_sum(sums, added[month]) if month in added else sums for sums, added in steps)
        yield Month(place, course, month, before, after)
        before = after


def _sum(one, other):
    return tuple(a + b for a, b in zip(one, other, strict=True))
