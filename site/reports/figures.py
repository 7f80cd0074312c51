"""Reading the totals for one page: which places it is about, and the tables of their figures."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from accounts.permissions import is_within_own_unit
from communes.models import Kind, Unit
from communes.register import REFORM
from courses.catalogue import course_titles

from .attendance.reading import Classes
from .beneath import MONTH, Beneath
from .boundaries import TIME, TODAY, Boundaries, between_provinces
from .for_real import ForReal
from .models import MonthlyTotals, TotalsQuerySet
from .periods import ALL_TIME, Period, choose, month_of, periods
from .rollups import MEASURES
from .sorting import Part
from .tables import ALL, Figures, Placing, Table, course_table, nowhere, people_table


@dataclass(frozen=True)
class View:
    """What one reader may see of one unit, or of the country (no unit), in a period.

    What the gate lets through of a place does not depend on any other, so that one page shows what all show.
    """

    unit: Unit | None
    period: Period
    choices: list[Period]
    today: date
    is_own: bool
    drawn: str = TODAY

    @cached_property
    def boundaries(self) -> Boundaries:
        """Of the time or of today. The page of a unit that is part of another shows it as it was."""
        found = Boundaries(self.drawn != TIME)
        is_gone = self.unit is not None and found.row_of(self.unit.pk) != self.unit.pk
        return Boundaries(is_today=False) if is_gone else found

    @cached_property
    def placing(self) -> Placing:
        return Placing(self.boundaries.today, self.boundaries.is_today)

    @cached_property
    def places(self) -> list[Unit]:
        """The places whose figures add up, in order of name."""
        if self.is_commune:
            return [self.unit]
        if self.unit is None:
            provinces = Unit.objects.provinces().since(REFORM)
            return list(provinces.current() if self.boundaries.is_today else provinces)
        above = self.unit if self.unit.kind == Kind.PROVINCE else self.unit.parent
        own, rows = Q(parent=above, valid_to=None), self.boundaries.rows_in(above.pk)
        return list(Unit.objects.communes().filter(own | Q(pk__in=rows)))

    @property
    def row(self) -> Any:
        """Where the unit itself stands in the tables."""
        return self.unit.pk if self.is_commune else ALL

    @property
    def is_commune(self) -> bool:
        return self.unit is not None and self.unit.kind == Kind.COMMUNE

    @cached_property
    def totals(self) -> QuerySet:
        return self.totals_in(MonthlyTotals)

    def totals_in(self, table) -> QuerySet:
        return table.objects.filter(unit__in=self.units)

    def sums_of(self, table, kind, *fields) -> list[tuple]:
        """(unit, *fields, *measures) of all that is counted on the page; `kind` chooses among the totals."""
        found = list(kind(self.totals_in(table)).sums("unit", *fields))
        if self.unit is None and (ways := self.boundaries.moved()):
            rows = kind(table.objects.filter(unit__in=ways)).sums("unit", *fields)
            found += between_provinces(rows, ways, len(fields) + 1)
        return found

    @cached_property
    def people(self) -> Table:
        """Each person once, by place, month and period."""
        sums = self.sums_of(MonthlyTotals, TotalsQuerySet.of_people, MONTH)
        beneath = self.beneath(MonthlyTotals.objects.of_people(), MONTH, self.in_month)
        return self.monthly_table(sums, beneath=beneath)

    @cached_property
    def by_course(self) -> Table:
        """By place and course, so far."""
        return self.table(self._course_rows, self.titles)

    def monthly_table(
        self, sums: Iterable[tuple], measures: tuple = MEASURES, beneath=nowhere, is_exact: bool = False
    ) -> Table:
        """By place, month and period, from sums (place, month, *numbers), as this reader may see it.

        `is_exact`: of what is about no person.
        """
        rows = [(place, self.in_month(month), *numbers) for place, month, *numbers in sums]
        is_exact = is_exact or self.is_own
        return people_table(rows, self.keys, self.choices, is_exact, measures, self.placing, beneath)

    def table(self, rows: Iterable[tuple], columns: Iterable, measures: tuple = MEASURES, beneath=nowhere) -> Table:
        """By place and column since the beginning, from rows (place, column, *numbers), as this reader may see it."""
        return course_table(rows, self.keys, list(columns), self.is_own, measures, self.placing, beneath)

    def beneath(self, totals: QuerySet, by: str, column: Callable = lambda value: value) -> Callable:
        """What the pages of provinces show of the same totals, for a table of the country."""
        return nowhere if self.unit else Beneath(totals, by, self.boundaries, column)

    def in_month(self, day: date) -> date:
        return month_of(day, self.today)

    @cached_property
    def for_real(self) -> ForReal:
        return ForReal(self)

    @cached_property
    def classes(self) -> Classes:
        return Classes(self)

    @cached_property
    def titles(self) -> dict:
        """The courses by key, in the reader's language: those on offer, then those that were."""
        offered = course_titles()
        former = sorted({key for _place, key, *_numbers in self._course_rows} - offered.keys())
        return offered | dict.fromkeys(former, gettext("A course no longer offered"))

    @property
    def figures(self) -> Figures:
        return self.people.at(self.row, self.period.key)

    @property
    def figures_so_far(self) -> Figures:
        return self.people.at(self.row, ALL_TIME)

    @property
    def parts_so_far(self) -> list[Part]:
        """The places listed on the page, always since the beginning: shorter spans would hide too many small groups."""
        return [] if self.is_commune else [Part(place, self.people.at(place.pk, ALL_TIME)) for place in self.places]

    @property
    def months(self) -> list[tuple[date, Figures]]:
        return [(month, self.people.at(self.row, month)) for month in self.period.months]

    @property
    def courses(self) -> list[tuple[str, Figures]]:
        return [(title, self.by_course.at(self.row, key)) for key, title in self.titles.items()]

    @cached_property
    def keys(self) -> list[int]:
        """The rows of its tables."""
        return [place.pk for place in self.places]

    @cached_property
    def units(self) -> list[int]:
        """Whose totals are read: all that are counted in one of the rows."""
        return [unit for row in self.keys for unit in self.boundaries.units_of(row)]

    @cached_property
    def _course_rows(self):
        return self.sums_of(MonthlyTotals, TotalsQuerySet.by_course, "course_key")


def view_of(user, unit: Unit | None, key: str, today: date, drawn: str = TODAY) -> View:
    """`drawn`: in the boundaries of the time or of today."""
    choices = periods(today)
    is_own = unit is not None and is_within_own_unit(user, unit)
    return View(unit, choose(key, choices), choices, today, is_own, drawn)
