"""Counts arranged for a page, as the gate lets them through. Pure: rows of totals in, figures out."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import accumulate, repeat

from . import gate
from .periods import ALL_TIME, FIRST_DAY, Period, months
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
        self.counts: dict[tuple, list[int]] = {}  # (row, column) → a number for each measure
        # Once set, what these are from outside.
        self.shown: dict[tuple, list[int]] | None = None

    def add(self, row: Hashable, column: Hashable, numbers: Sequence[int]) -> None:
        kept = self.counts.get((row, column))
        self.counts[row, column] = [a + b for a, b in zip(kept, numbers, strict=True)] if kept else list(numbers)

    def at(self, row: Hashable, column: Hashable) -> Figures:
        return Figures(*self.numbers(row, column))

    def numbers(self, row: Hashable, column: Hashable) -> list[int | None]:
        if self.shown is None:
            return self.counts.get((row, column)) or self.nothing
        return [number or None for number in self.shown.get((row, column), self.nothing)]

    def certificates(self, row: Hashable, today: date) -> list[tuple[date, int]]:
        """(month, people with one up to its end), since the beginning."""
        every, at = list(months(FIRST_DAY, max(today, FIRST_DAY))), self.measures.index("certificates")
        return list(zip(every, accumulate(self.numbers(row, month)[at] or 0 for month in every), strict=True))

    @property
    def nothing(self) -> list[int]:
        return [0] * len(self.measures)


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


def nowhere(rows: list, columns: list) -> Iterator[dict]:
    """Of rows that nothing else is shown of."""
    return repeat({})


def people_table(
    rows: Iterable[tuple],
    places: list,
    periods: list[Period],
    is_own: bool,
    measures=MEASURES,
    placing=None,
    beneath=nowhere,
) -> Table:
    """People by place and time, from rows (place, month, *numbers); its columns are months and the keys of periods.

    `beneath(rows, columns)` gives for each measure what `gate.over_time` must know of pages further down.
    """
    table, placing = Table(measures), placing or Placing()
    for place, month, *numbers in rows:
        for row in (*placing.rows(place), ALL):
            table.add(row, month, numbers)
    if not is_own:
        (every,) = (period.months for period in periods if period.key == ALL_TIME)
        table.shown = _shown(table, places, every, placing.groups(places), beneath)
    _add_spans(table, [*places, ALL], periods)
    return table


def _shown(table, places, columns, groups, beneath) -> dict:
    """{(row, column): what may be shown}; the columns are months, or one that is no month."""
    rows = [*dict.fromkeys([*places, *groups, *(part for parts in groups.values() for part in parts)])]
    series = zip(_series(table, [*rows, ALL], columns), beneath(rows, columns), strict=False)
    found = [gate.over_time(counts, ALL, groups, below) for counts, below in series]
    return {(row, column): [one[row][at] for one in found] for row in (*rows, ALL) for at, column in enumerate(columns)}


def _add_spans(table, rows, periods):
    """Whole periods beside their months; from outside a period is what its months show."""
    spans = {period.key: period.months for period in periods}
    kept = table.counts if table.shown is None else table.shown
    for row in rows:
        for key, wanted in spans.items():
            own = [kept[row, month] for month in wanted if (row, month) in kept]
            if own:
                kept[row, key] = [sum(numbers) for numbers in zip(*own, strict=True)]


def _series(table, rows, columns) -> list[dict]:
    """For each measure {row: its numbers in these columns}."""
    nothing, counts = table.nothing, table.counts
    found = {row: [*zip(*(counts.get((row, column), nothing) for column in columns), strict=True)] for row in rows}
    return [{row: own[at] for row, own in found.items()} for at in range(len(table.measures))]


def course_table(
    rows: Iterable[tuple],
    places: list,
    courses: list,
    is_own: bool,
    measures=MEASURES,
    placing=None,
    beneath=nowhere,
) -> Table:
    """By place and course since the beginning, from rows (place, course, *numbers)."""
    table, placing = Table(measures), placing or Placing()
    for place, course, *numbers in rows:
        for row in (*placing.rows(place), ALL):
            table.add(row, course, numbers)
    if not is_own:
        groups = placing.groups(places)
        table.shown = {}
        for course in courses:
            table.shown |= _shown(table, places, [course], groups, beneath)
    return table
