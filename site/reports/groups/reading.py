"""Reading the totals of groups for one page, as the gate lets them through."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q, Sum

from communes.hamlets import in_order
from communes.models import Hamlet

from ..figures import View
from ..periods import FIRST_DAY
from ..tables import Figures
from . import showing
from .counting import HAMLET, MEASURES, NOT_STATED
from .models import GroupTotals

# A hamlet may have gone into another, and that one into a third.
INTO = "merged_into__merged_into__merged_into"


@dataclass(frozen=True)
class Times:
    """One thing summed since the beginning: up to before the period, up to its end, and up to today."""

    before: tuple = (0,) * len(MEASURES)
    until: tuple = (0,) * len(MEASURES)
    so_far: tuple = (0,) * len(MEASURES)

    def __add__(self, other: "Times") -> "Times":
        return Times(_plus(self.before, other.before), _plus(self.until, other.until), _plus(self.so_far, other.so_far))

    @property
    def in_period(self) -> Figures:
        """Exact: for the own commune."""
        return Figures(*(b - a for a, b in zip(self.before, self.until, strict=True)))


@dataclass(frozen=True)
class Groups:
    """Of one view: {group: Figures}, each person once in each dimension, in the month of the first time."""

    view: View

    def at(self, dimension: str) -> dict[str, Figures]:
        """In the view's period, of those groups in which there is anybody. From outside without who did not say.

        Were they shown too, the groups of a small place could be worked out from its sum.
        """
        return self._those(dimension, self._in_period)

    def so_far(self, dimension: str) -> dict[str, Figures]:
        """The same since the beginning."""
        return self._those(dimension, self._so_far)

    @cached_property
    def hamlets(self) -> dict[Hamlet | None, Times]:
        """Within the own commune only: all its hamlets of today, and last (None) those of whom none is known."""
        if not (self.view.is_own and self.view.is_commune):
            return {}
        known = {hamlet.pk: hamlet for hamlet in Hamlet.objects.filter(unit=self.view.unit).select_related(INTO)}
        sums = {hamlet: Times() for hamlet in in_order(known.values()) if hamlet.is_current}
        for (dimension, value), by_unit in self._numbers.items():
            if dimension == HAMLET:
                hamlet = known.get(int(value)) if value else None
                place = hamlet.present if hamlet else None
                sums[place] = sum(by_unit.values(), sums.get(place, Times()))
        elsewhere = sums.pop(None, Times())
        return sums | {None: elsewhere}

    def _those(self, dimension, shown) -> dict[str, Figures]:
        found = {value: shown(by_unit) for (own, value), by_unit in self._numbers.items() if own == dimension}
        if not self.view.is_own:
            found.pop(NOT_STATED, None)
        return {value: figures for value, figures in found.items() if not figures.is_nothing}

    def _in_period(self, by_unit: Mapping[int, Times]) -> Figures:
        if self.view.is_own:
            return sum(by_unit.values(), Times()).in_period
        before, until = (self._shown(by_unit, time) for time in ("before", "until"))
        return Figures(*(b - a or None for a, b in zip(before, until, strict=True)))

    def _so_far(self, by_unit: Mapping[int, Times]) -> Figures:
        if self.view.is_own:
            return Figures(*sum(by_unit.values(), Times()).so_far)
        return Figures(*(number or None for number in self._shown(by_unit, "so_far")))

    def _shown(self, by_unit, time):
        # At every time of the same units, so that a later sum is never shown smaller than an earlier one.
        numbers = {unit: getattr(by_unit.get(unit, Times()), time) for unit in self.view.units}
        return showing.shown(numbers, self.view.boundaries.today)

    @cached_property
    def _numbers(self) -> dict:
        """{(dimension, value): {unit: Times}} of all that is counted on the page."""
        rows = self.view.totals_in(GroupTotals)
        rows = rows if self.view.is_own else rows.exclude(dimension=HAMLET)
        found = defaultdict(dict)
        fields, sums = ("dimension", "value", "unit"), self._sums
        rows = rows.order_by().values(*fields).annotate(**sums).values_list(*fields, *sums)
        for dimension, value, unit, *numbers in rows:
            triples = [tuple(numbers[start : start + len(MEASURES)]) for start in range(0, len(numbers), len(MEASURES))]
            found[dimension, value][unit] = Times(*triples)
        return found

    @property
    def _sums(self):
        """{name: sum} of each measure at each time."""
        times = zip(("before", "until", "so_far"), self._times, strict=True)
        return {f"{name}_{m}": Sum(m, filter=time, default=0) for name, time in times for m in MEASURES}

    @property
    def _times(self):
        """Before, until, so far. A wrong clock says impossible months; they count in the first or in the last one."""
        period, today = self.view.period, self.view.today
        before = Q(month__lt=period.first.replace(day=1)) if period.first > FIRST_DAY else Q(month__lt=date.min)
        until = Q(month__lte=period.last) if period.last < today.replace(day=1) else None
        return before, until, None


def _plus(one, other):
    return tuple(a + b for a, b in zip(one, other, strict=True))
