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
        places = self._numbers[dimension, value].values()
        sums = [sum(numbers) for numbers in zip(*places, strict=True)]
        if self.view.is_own:
            return Figures(*sums)
        return Figures(*(gate.shown_total(number, (one[at] for one in places)) for at, number in enumerate(sums)))

    @cached_property
    def _own(self):
        units = self.view.boundaries.units_of(self.view.unit.pk)
        rows = GroupTotals.objects.filter(unit__in=units).sums("dimension", "value")
        return {(dimension, value): numbers for dimension, value, *numbers in rows}

    @cached_property
    def _numbers(self) -> dict:
        """{(dimension, value): {place: numbers}}"""
        found = defaultdict(dict)
        if self.view.is_commune:
            for key, numbers in self._own.items():
                if key[0] != HAMLET:
                    found[key][self.view.unit.pk] = numbers
            return found
        rows = self.view.totals_in(GroupTotals).exclude(dimension=HAMLET)
        for dimension, value, unit, *numbers in rows.sums("dimension", "value", "unit"):
            place, places = self.view.boundaries.row_of(unit), found[dimension, value]
            places[place] = _plus(places.get(place, NONE), numbers)
        return found


# A hamlet may have gone into another, and that one into a third.
INTO = "merged_into__merged_into__merged_into"


def _plus(one, other):
    return tuple(a + b for a, b in zip(one, other, strict=True))
