"""What may be shown of a sum of places that are shown too, in either way of drawing boundaries. Pure."""

from collections import defaultdict
from collections.abc import Hashable, Mapping

from .. import gate


def shown(by_unit: Mapping[Hashable, tuple[int, ...]], row_of: Mapping[Hashable, Hashable]) -> list[int]:
    """Of counts since the beginning (0 for “under 5”), measure by measure.

    The same units are shown as they were and in the rows of today (`row_of`); the sum must be safe beside both.
    """
    by_row = defaultdict(list)
    for unit, numbers in by_unit.items():
        by_row[row_of.get(unit, unit)].append(numbers)
    rows = [_sum(parts) for parts in by_row.values()]
    ways = [list(by_unit.values()), rows]
    return [
        min(gate.shown_total(number, [part[at] for part in way]) or 0 for way in ways)
        for at, number in enumerate(_sum(rows))
    ]


def _sum(rows):
    return tuple(sum(numbers) for numbers in zip(*rows, strict=True))
