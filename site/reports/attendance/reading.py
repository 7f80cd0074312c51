"""Classes of one page's places: how many were held and who came, as the gate lets it through."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from ..beneath import MONTH
from ..periods import ALL_TIME
from ..sorting import HIDDEN
from ..tables import Table
from .counting import MEASURES
from .models import ClassTotals

NUMBERS = ("sessions", "attendees", "attendances", "headcount")


@dataclass(frozen=True)
class Line:
    """Of a place or a month (`of`). People are None where there are fewer than may be told."""

    of: Any
    sessions: int
    attendees: int | None
    attendances: int | None
    headcount: int | None

    @property
    def is_nothing(self) -> bool:
        return not any(self.numbers)

    @property
    def numbers(self) -> list[int | None]:
        return [getattr(self, name) for name in NUMBERS]

    def value(self, column: str) -> float:
        """To sort by."""
        number = getattr(self, column)
        return HIDDEN if number is None else number


class Classes:
    """Of the places of one view."""

    def __init__(self, view):
        self.view = view

    @property
    def own(self) -> Line:
        return self._line(self.view.row, self.view.period.key)

    @property
    def is_known(self) -> bool:
        """Whether there ever was one that may be told of."""
        return not self._line(self.view.row, ALL_TIME).is_nothing

    @property
    def months(self) -> list[Line]:
        """Of the period, newest first, those with anything to tell."""
        return self.months_of(self.view.row)[::-1]

    def months_of(self, row) -> list[Line]:
        lines = [self._line(row, month, month) for month in self.view.period.months]
        return [line for line in lines if not line.is_nothing]

    @property
    def places(self) -> list[Line]:
        """In order of name."""
        key = self.view.period.key
        return [] if self.view.is_commune else [self._line(place.pk, key, place) for place in self.view.places]

    def _line(self, row, column, of=None) -> Line:
        (sessions,) = self._held.numbers(row, column)
        people = dict(zip(MEASURES, self._people.numbers(row, column), strict=True))
        return Line(of, sessions, people["attendees"], people["attendances"], people["headcount"])

    @cached_property
    def _people(self) -> Table:
        beneath = self.view.beneath(ClassTotals.objects.all(), MONTH, self.view.in_month)
        return self.view.monthly_table(self._sums, MEASURES, beneath)

    @cached_property
    def _held(self) -> Table:
        """Exact also from outside, but then without classes of fewer than five people; so it is added, not rounded."""
        measure = "sessions" if self.view.is_own else "told_sessions"
        at = MEASURES.index(measure)
        rows = [(place, month, numbers[at]) for place, month, *numbers in self._sums]
        return self.view.monthly_table(rows, (measure,), is_exact=True)

    @cached_property
    def _sums(self) -> list[tuple]:
        return self.view.sums_of(ClassTotals, QuerySet.all, MONTH)
