"""Reading the totals of groups for one page, as the gate lets them through."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from communes.models import Hamlet

from .. import gate
from ..figures import View
from ..tables import Figures
from .counting import HAMLET, MEASURES, NOT_STATED
from .models import GroupTotals

NONE = (0,) * len(MEASURES)


@dataclass(frozen=True)
class Groups:
    """Of one view, since the beginning; {group: Figures}, each person once in each dimension."""

    view: View

    def at(self, dimension: str) -> dict[str, Figures]:
        """Of those groups in which there is anybody. From outside without those who did not say.

        Were they shown too, the groups of a small place could be worked out from its sum.
        """
        found = {value: self._figures(dimension, value) for (own, value) in self._numbers if own == dimension}
        if not self.view.is_own:
            found.pop(NOT_STATED, None)
        return {value: figures for value, figures in found.items() if not figures.is_nothing}

    @cached_property
    def hamlets(self) -> dict[Hamlet | None, Figures]:
        """Within the own commune only: all its hamlets of today, and last (None) those of whom none is known."""
        if not (self.view.is_own and self.view.is_commune):
            return {}
        known = {hamlet.pk: hamlet for hamlet in Hamlet.objects.filter(unit=self.view.unit).select_related(INTO)}
        sums = {hamlet: NONE for hamlet in sorted(known.values(), key=lambda h: h.search_name) if hamlet.is_current}
        for (dimension, value), numbers in self._own.items():
            if dimension == HAMLET:
                hamlet = known.get(int(value)) if value else None
                place = hamlet.present if hamlet else None
                sums[place] = _plus(sums.get(place, NONE), numbers)
        elsewhere = sums.pop(None, NONE)
        return {hamlet: Figures(*numbers) for hamlet, numbers in sums.items()} | {None: Figures(*elsewhere)}

    def _figures(self, dimension, value):
        by_unit = self._numbers[dimension, value]
        sums = [sum(numbers) for numbers in zip(*by_unit.values(), strict=True)]
        if self.view.is_own:
            return Figures(*sums)
        # The same units are shown as they were and in the rows of today; the sum must be safe beside both.
        by_row = defaultdict(lambda: NONE)
        for unit, numbers in by_unit.items():
            row = self.view.boundaries.today.get(unit, unit)
            by_row[row] = _plus(by_row[row], numbers)
        ways = [list(by_unit.values()), list(by_row.values())]
        return Figures(*(_shown(number, ([one[at] for one in way] for way in ways)) for at, number in enumerate(sums)))

    @cached_property
    def _own(self):
        """Of a commune: {(dimension, value): numbers}"""
        rows = defaultdict(lambda: NONE)
        for key, by_unit in self._numbers.items():
            for numbers in by_unit.values():
                rows[key] = _plus(rows[key], numbers)
        return rows

    @cached_property
    def _numbers(self) -> dict:
        """{(dimension, value): {unit: numbers}} of all that is counted on the page."""
        found, view = defaultdict(dict), self.view
        if view.is_commune:
            rows = GroupTotals.objects.filter(unit__in=view.boundaries.units_of(view.unit.pk))
        else:
            rows = view.totals_in(GroupTotals)
        rows = rows if view.is_own else rows.exclude(dimension=HAMLET)
        for dimension, value, unit, *numbers in rows.sums("dimension", "value", "unit"):
            found[dimension, value][unit] = tuple(numbers)
        return found


# A hamlet may have gone into another, and that one into a third.
INTO = "merged_into__merged_into__merged_into"


def _plus(one, other):
    return tuple(a + b for a, b in zip(one, other, strict=True))


def _shown(number, ways):
    return min(gate.shown_total(number, parts) or 0 for parts in ways) or None
