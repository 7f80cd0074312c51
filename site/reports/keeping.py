"""Totals kept by month, of communes and of their provinces: adding to them, and finding where they are wrong.

A table of them names its `measures`, its `KEYS` beside the unit, and its `cell`: a named tuple of keys, `unit_id` and
`measure`, whose `is_local` says that it is not counted to the province.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from communes.totals import add_to_totals, hold_provinces

# PostgreSQL and SQLite both take so many values in one statement.
ROWS_AT_ONCE = 2000


@dataclass(frozen=True)
class Difference:
    """One number of a table that is not what the records say."""

    table: Any
    cell: Any
    kept: int
    counted: int


def add(table, delta: Mapping[Any, int]) -> None:
    """To the totals of communes and of their provinces."""
    if delta:
        parents = hold_provinces({cell.unit_id for cell in delta})
        sums = Counter(delta)
        sums.update(above(delta, parents))
        write(table, sums)


def above(counts: Mapping[Any, int], parents: Mapping[int, int]) -> Counter:
    """Summed for the province of each commune, but for what stays in the commune."""
    found = Counter()
    for cell, number in counts.items():
        if not cell.is_local and (province := parents.get(cell.unit_id)):
            found[cell._replace(unit_id=province)] += number
    return found


def write(table, delta: Mapping[Any, int]) -> None:
    """In one order, so that nobody waits in a circle."""
    rows = defaultdict(dict)
    for cell, number in delta.items():
        rows[(cell.unit_id, *(getattr(cell, key) for key in table.KEYS))][cell.measure] = number
    values = [
        (*keys, unit, *(numbers.get(measure, 0) for measure in table.measures))
        for (unit, *keys), numbers in sorted(rows.items())
    ]
    for start in range(0, len(values), ROWS_AT_ONCE):
        add_to_totals(table, table.KEYS, table.measures, values[start : start + ROWS_AT_ONCE], is_nowhere=False)


def mend(found: Iterable[Difference]) -> None:
    """Bring each cell of one table from what was kept to what was counted."""
    found = list(found)
    for table in {one.table for one in found}:
        write(table, {one.cell: one.counted - one.kept for one in found if one.table is table})


def differences(
    table, parts: Iterable[list[int]], count: Callable[[list[int]], Counter], parents: Mapping[int, int]
) -> Iterator[Difference]:
    """In these communes, all of one province and some at a time, and in that province."""
    provinces = Counter()
    for some in parts:
        counted = count(some)
        provinces.update(above(counted, parents))
        yield from compare(table, kept_cells(table, some), counted)
    yield from compare(table, kept_cells(table, set(parents.values())), provinces)


def compare(table, kept: Counter, counted: Counter) -> Iterator[Difference]:
    for cell in sorted({*kept, *counted}, key=lambda cell: (cell.unit_id or 0, cell)):
        if kept[cell] != counted[cell]:
            yield Difference(table, cell, kept[cell], counted[cell])


def kept_cells(table, units: Iterable[int]) -> Counter:
    cells, number_of_keys = Counter(), len(table.KEYS)
    rows = table.objects.filter(unit__in=units).values_list(*table.KEYS, "unit_id", *table.measures)
    for row in rows.iterator(chunk_size=5000):
        keys = dict(zip((*table.KEYS, "unit_id"), row, strict=False))
        for measure, number in zip(table.measures, row[number_of_keys + 1 :], strict=True):
            cells[table.cell(**keys, measure=measure)] = number
    return cells
