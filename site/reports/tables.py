"""Counts arranged for a page, with what must stay hidden. Pure: rows of totals in, figures out."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from .periods import ALL_TIME, Period
from .rollups import MEASURES
from .suppression import hidden_cells

# The row of all places together.
ALL = "all places"


@dataclass(frozen=True)
class Figures:
    """How many people; None where a small group is hidden."""

    learners: int | None = 0
    completions: int | None = 0
    certificates: int | None = 0

    @property
    def is_hidden(self) -> bool:
        return None in (self.learners, self.completions, self.certificates)

    @property
    def is_share_hidden(self) -> bool:
        return None in (self.learners, self.completions)

    @property
    def share(self) -> int | None:
        """Of 100 who began, how many completed; rounded down. None if nobody began or a small group is hidden."""
        if self.is_share_hidden or not self.learners:
            return None
        return self.completions * 100 // self.learners


class Table:
    """Figures by row and column."""

    def __init__(self, sums: Iterable[list] = (), measures: tuple = MEASURES):
        self.measures = measures
        self.counts = {measure: defaultdict(int) for measure in measures}
        self.hidden = {measure: set() for measure in measures}
        self.lines = list(sums)

    def add(self, row: Hashable, column: Hashable, numbers: Iterable[int]) -> None:
        for measure, number in zip(self.measures, numbers, strict=True):
            self.counts[measure][row, column] += number

    def hide(self, start: dict | None = None) -> None:
        for measure, counts in self.counts.items():
            self.hidden[measure] = hidden_cells(counts, self.lines, (start or {}).get(measure, ()))

    def at(self, row: Hashable, column: Hashable) -> Figures:
        return Figures(*self.numbers(row, column))

    def numbers(self, row: Hashable, column: Hashable) -> list[int | None]:
        key = (row, column)
        return [None if key in self.hidden[name] else self.counts[name].get(key, 0) for name in self.measures]


def people_table(rows: Iterable[tuple], places: list, periods: list[Period]) -> Table:
    """People by place and time, from rows (place, month, *numbers); its columns are months and the keys of periods."""
    columns = {period.key: period.months for period in periods}
    table = Table(_lines(places, columns))
    for place, month, *numbers in rows:
        spans = [key for key, months in columns.items() if month in months]
        for row in (place, ALL):
            for column in (month, *spans):
                table.add(row, column, numbers)
    return table


def _lines(places, columns):
    """What adds up: months and years to a period, a shorter one and more months to a longer one, places to all."""
    years = [key for key in columns if key.isdigit()]
    nested = [(a, b) for a in columns for b in columns if set(columns[a]) < set(columns[b])]
    every = {*columns, *(month for months in columns.values() for month in months)}
    for row in (*places, ALL):
        for key, months in columns.items():
            yield [(row, column) for column in (*months, key)]
        yield [(row, column) for column in (*years, ALL_TIME)]
        for shorter, longer in nested:
            others = [month for month in columns[longer] if month not in columns[shorter]]
            yield [(row, column) for column in (shorter, *others, longer)]
    for column in every:
        yield [(row, column) for row in (*places, ALL)]


def course_table(
    rows: Iterable[tuple], places: list, courses: list, people: Table | None = None, measures=MEASURES
) -> Table:
    """By place and course, from rows (place, course, *numbers).

    A place hidden among all people is hidden in each course too: they may be the same people.
    """
    table = Table([[(place, course) for place in (*places, ALL)] for course in courses], measures)
    for place, course, *numbers in rows:
        table.add(place, course, numbers)
        table.add(ALL, course, numbers)
    if people:
        table.hide({measure: _in_each_course(people.hidden[measure], courses) for measure in measures})
    return table


def _in_each_course(hidden, courses):
    return {(place, course) for place, column in hidden if column == ALL_TIME for course in courses}


def monthly_course_table(rows: Iterable[tuple], place, periods: list[Period], courses: list, shown=None) -> Table:
    """One place by course and month, from rows (course, month, *numbers).

    `shown` are the tables (of all people, and by course) about the same place: what they hide is hidden here too.
    """
    months = next(period.months for period in periods if period.key == ALL_TIME)
    table = Table([[(course, column) for column in (*months, ALL_TIME)] for course in courses])
    for course, month, *numbers in rows:
        table.add(course, month, numbers)
        table.add(course, ALL_TIME, numbers)
    if shown:
        people, by_course = shown
        table.hide({m: _hidden_before(people.hidden[m], by_course.hidden[m], place, courses) for m in MEASURES})
    return table


def _hidden_before(people, by_course, place, courses):
    months = {(course, column) for row, column in people if row == place for course in courses}
    return months | {(course, ALL_TIME) for row, course in by_course if row == place}
