"""Counts arranged for a page, as the gate lets them through. Pure: rows of totals in, figures out."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from . import gate
from .periods import ALL_TIME, Period
from .rollups import MEASURES

# The row of all places together.
ALL = "all places"
# A row as it would stand the other way, in the boundaries that are not drawn.
OTHERWISE = "otherwise"


@dataclass(frozen=True)
class Figures:
    """How many people; None where there are fewer than may be told."""

    learners: int | None = 0
    completions: int | None = 0
    certificates: int | None = 0
    reached: int | None = 0
    tried: int | None = 0
    first_passes: int | None = 0

    @property
    def is_hidden(self) -> bool:
        return None in (self.learners, self.completions, self.certificates)

    @property
    def is_nothing(self) -> bool:
        return not any((self.learners, self.completions, self.certificates))

    @property
    def is_share_hidden(self) -> bool:
        return None in (self.learners, self.completions)

    @property
    def share(self) -> int | None:
        """Of 100 who began, how many completed; rounded down. None if nobody began or a small group is hidden."""
        return None if self.is_share_hidden else per_cent(self.completions, self.learners)

    @property
    def first_pass_share(self) -> int | None:
        """Of 100 who sat a quiz, how many passed at the first try."""
        return None if None in (self.tried, self.first_passes) else per_cent(self.first_passes, self.tried)


def per_cent(part: int, whole: int | None) -> int | None:
    """Rounded down; None of nothing."""
    return part * 100 // whole if whole else None


class Table:
    """Figures by row and column, as they may be shown."""

    def __init__(self, measures: tuple = MEASURES):
        self.measures = measures
        self.counts = {measure: defaultdict(int) for measure in measures}
        # Once set, what these are from outside.
        self.shown = None

    def add(self, row: Hashable, column: Hashable, numbers: Iterable[int]) -> None:
        for measure, number in zip(self.measures, numbers, strict=True):
            self.counts[measure][row, column] += number

    def at(self, row: Hashable, column: Hashable) -> Figures:
        return Figures(*self.numbers(row, column))

    def numbers(self, row: Hashable, column: Hashable) -> list[int | None]:
        key = (row, column)
        if self.shown is None:
            return [self.counts[name].get(key, 0) for name in self.measures]
        return [self.shown[name].get(key) or None for name in self.measures]


@dataclass(frozen=True)
class Placing:
    """Where the figures of a place stand, if not in a row of its own; see `boundaries`.

    `today` leads from a place to its row of today. The way that is not drawn is kept beside, for the gate.
    """

    today: dict = field(default_factory=dict)
    is_today: bool = True

    @cached_property
    def joined(self) -> dict:
        """{row of today: its places}, of those with more than one."""
        found = defaultdict(list)
        for place, row in self.today.items():
            found[row].append(place)
        return {row: places for row, places in found.items() if len(places) > 1}

    def rows(self, place) -> list:
        """The row in which it is drawn, and the one in which it would be the other way."""
        row = self.today.get(place, place)
        if row not in self.joined:
            return [place]
        return [row, (OTHERWISE, place)] if self.is_today else [place, (OTHERWISE, row)]

    def groups(self, rows) -> dict:
        """{row of several places: the rows of each}, for the gate, of the rows that there are."""
        places = {place for row in rows for place in self.joined.get(row, [row])}
        whole = {row: parts for row, parts in self.joined.items() if not places.isdisjoint(parts)}
        if self.is_today:
            return {row: [(OTHERWISE, part) for part in parts] for row, parts in whole.items()}
        here = {row: [part for part in parts if part in places] for row, parts in whole.items()}
        return {(OTHERWISE, row): parts for row, parts in here.items() if len(parts) > 1}


def people_table(
    rows: Iterable[tuple], places: list, periods: list[Period], is_own: bool, measures=MEASURES, placing=None
) -> Table:
    """People by place and time, from rows (place, month, *numbers); its columns are months and the keys of periods."""
    table, placing = Table(measures), placing or Placing()
    spans = {period.key: period.months for period in periods}
    for place, month, *numbers in rows:
        columns = [month, *(key for key, months in spans.items() if month in months)]
        for row in (*placing.rows(place), ALL):
            for column in columns:
                table.add(row, column, numbers)
    if not is_own:
        _round_over_time(table, [*places, ALL], spans, placing.groups(places))
    return table


def _round_over_time(table, rows, spans, groups=None):
    months, groups = spans[ALL_TIME], groups or {}
    rows = dict.fromkeys([*rows, *groups, *(part for parts in groups.values() for part in parts)])
    table.shown = {}
    for measure, counts in table.counts.items():
        by_month = {row: [counts.get((row, month), 0) for month in months] for row in rows}
        found = table.shown[measure] = {}
        for row, numbers in gate.over_time(by_month, ALL, groups).items():
            own = dict(zip(months, numbers, strict=True))
            found |= {(row, month): number for month, number in own.items()}
            found |= {(row, key): sum(own[month] for month in wanted) for key, wanted in spans.items()}


def course_table(
    rows: Iterable[tuple], places: list, courses: list, is_own: bool, measures=MEASURES, placing=None
) -> Table:
    """By place and course since the beginning, from rows (place, course, *numbers)."""
    table, placing = Table(measures), placing or Placing()
    for place, course, *numbers in rows:
        for row in (*placing.rows(place), ALL):
            table.add(row, course, numbers)
    if not is_own:
        groups = placing.groups(places)
        table.shown = {
            measure: {
                (row, course): number
                for course in courses
                for row, number in _round_course(counts, places, course, groups).items()
            }
            for measure, counts in table.counts.items()
        }
    return table


def _round_course(counts, places, course, groups):
    rows = [*places, ALL, *groups, *(part for parts in groups.values() for part in parts)]
    own = {row: [counts.get((row, course), 0)] for row in rows}
    return {row: number for row, (number,) in gate.over_time(own, ALL, groups).items()}


def monthly_course_table(rows: Iterable[tuple], periods: list[Period], courses: list, is_own: bool) -> Table:
    """One place by course and month, from rows (course, month, *numbers)."""
    rows = list(rows)
    tables = people_table(rows, courses, periods, True)
    if not is_own:
        spans = {period.key: period.months for period in periods}
        _round_over_time(tables, courses, spans)
    return tables
