"""In whose row a unit's figures stand, at the time or today, where it was reorganised since July 2025."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from communes.ledger.boundaries import TIME, TODAY, divided, placement
from communes.models import Kind, Succession, Unit
from communes.register import REFORM

__all__ = ["TIME", "TODAY", "Boundaries", "between_provinces"]


@dataclass(frozen=True)
class Boundaries:
    """One query; nothing else where nothing was reorganised."""

    is_today: bool

    @cached_property
    def _steps(self):
        later = Succession.objects.filter(effective_on__gt=REFORM)
        fields = ("predecessor", "successor", "share", "predecessor__parent", "successor__parent")
        return list(later.order_by("pk").values_list(*fields))

    @cached_property
    def _province_of(self) -> dict:
        above = {}
        for old, new, _share, old_above, new_above in self._steps:
            above |= {old: old_above, new: new_above}
        return above

    @cached_property
    def today(self) -> dict:
        """{unit: row} of today, of the units that were ever reorganised."""
        return placement(self._province_of, [step[:3] for step in self._steps], is_today=True)

    @cached_property
    def divided(self) -> set:
        """Units that nobody shares out."""
        return divided(step[:3] for step in self._steps)

    @property
    def reorganised(self) -> list:
        """Units that became another, or that others became."""
        return [*self._province_of]

    def within(self, province, is_today: bool) -> list[list]:
        """Of the communes ever reorganised, those counted on the page of a province, by the rows of today."""
        found = defaultdict(list)
        for unit, above in self._province_of.items():
            row = self.today.get(unit, unit)
            there = self.today.get(now := self._province_of[row], now) if is_today else above
            if there == province:
                found[row].append(unit)
        return [*found.values()]

    def row_of(self, unit):
        return self.today.get(unit, unit) if self.is_today else unit

    def rows_in(self, province) -> set:
        """The rows of a province that stand for a commune which is no more or has others counted in it."""
        rows = {self.row_of(unit) for unit in self._province_of}
        return {row for row in rows if self.row_of(self._province_of[row]) == province}

    def units_of(self, row) -> list:
        """The units counted in a row."""
        return [unit for unit in self._province_of if self.row_of(unit) == row] or [row]

    def touches(self, unit: Unit | None) -> bool:
        """Whether the two ways of drawing differ there."""
        if unit is None:
            return bool(self._ways) or any(above is None for above in self._province_of.values())
        if unit.kind == Kind.PROVINCE:
            return unit.pk in self._province_of.values()
        return list(self.today.values()).count(unit.pk) > 1

    def moved(self) -> dict:
        """{unit: (province of the time, province of today)}, where today's are drawn and the two differ."""
        return self._ways if self.is_today else {}

    @cached_property
    def _ways(self):
        above = self._province_of
        # In today's boundaries a province that has become another is the same.
        now = {unit: self.today.get(province, province) for unit, province in above.items()}
        pairs = {unit: (now[unit], now[row]) for unit, row in self.today.items()}
        return {unit: pair for unit, pair in pairs.items() if pair[0] != pair[1]}


def between_provinces(rows: Iterable[tuple], ways: dict, keys: int) -> Iterator[tuple]:
    """Of totals of communes (unit and other keys, then numbers): what one province loses by them, and another gets."""
    for unit, *row in rows:
        before, after = ways[unit]
        others, numbers = row[: keys - 1], row[keys - 1 :]
        yield before, *others, *(-number for number in numbers)
        yield after, *others, *numbers
