"""Places on a grid, one a cell: each as near to where it lies as the others leave room. Pure.

A map of tiles gives every commune the same room, town and mountain alike; neighbours stay in order where they can.
"""

from collections.abc import Hashable, Sequence
from functools import lru_cache
from math import ceil, cos, radians, sqrt
from typing import NamedTuple

# Of ten cells of the grid, about seven are filled: the rest leaves the outline.
FILLED = 0.72
# Towns lie close together: half by where they lie, half by their rank, so that fewer have to give way.
BY_RANK = 0.5


class Point(NamedTuple):
    key: Hashable
    latitude: float | None
    longitude: float | None


class Cell(NamedTuple):
    column: int
    row: int


@lru_cache(maxsize=64)
def placed(points: tuple[Point, ...], most_columns: int = 13) -> dict[Hashable, Cell]:
    """Each key's own cell. Places that lie nowhere known come last, in rows of their own."""
    known = sorted((p for p in points if None not in p), key=lambda p: str(p.key))
    columns, rows = grid_of(known, most_columns)
    wanted = {p.key: at for p, at in zip(known, _spread(known, columns, rows), strict=True)}
    cells = _settled(_first_come(wanted, columns, rows), wanted, columns, rows)
    start = max((cell.row for cell in cells.values()), default=-1) + 1
    others = [p.key for p in points if None in p]
    width = max(columns, min(most_columns, len(others)))
    return cells | {key: Cell(n % width, start + n // width) for n, key in enumerate(others)}


def grid_of(points: Sequence[Point], most_columns: int) -> tuple[int, int]:
    """(columns, rows) in about the proportions of the place."""
    if not points:
        return 0, 0
    latitudes, longitudes = sorted(p.latitude for p in points), sorted(p.longitude for p in points)
    height = _between(latitudes) or 0.01
    width = _between(longitudes) * cos(radians(latitudes[0])) or 0.01
    shape = min(max(width / height, 0.4), 2.5)
    columns = min(max(round(sqrt(len(points) / FILLED * shape)), 1), most_columns)
    return columns, ceil(len(points) / FILLED / columns)


def _between(values):
    """Without the outermost: one far island says nothing of the shape of the land."""
    edge = len(values) // 20
    return values[-1 - edge] - values[edge]


def _spread(points, columns, rows):
    xs = _scaled([p.longitude for p in points], columns)
    ys = _scaled([-p.latitude for p in points], rows)
    return list(zip(xs, ys, strict=True))


def _scaled(values, size):
    least, most = min(values, default=0), max(values, default=0)
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = {n: rank for rank, n in enumerate(order)}
    last = max(len(values) - 1, 1)
    return [
        (size - 1) * ((1 - BY_RANK) * (value - least) / ((most - least) or 1) + BY_RANK * ranks[n] / last)
        for n, value in enumerate(values)
    ]


def _first_come(wanted, columns, rows):
    """From the middle outwards, each takes the free cell nearest to it."""
    free = {Cell(x, y) for x in range(columns) for y in range(rows)}
    middle = ((columns - 1) / 2, (rows - 1) / 2)
    found = {}
    for key in sorted(wanted, key=lambda key: (_far(wanted[key], middle), str(key))):
        found[key] = min(free, key=lambda cell: (_far(wanted[key], cell), cell))
        free.discard(found[key])
    return found


def _settled(cells, wanted, columns, rows):
    """Two change cells where that brings them nearer, and whoever is nearer to a free cell moves there."""
    holder = {cell: key for key, cell in cells.items()}
    every = [Cell(x, y) for y in range(rows) for x in range(columns)]
    for _round in range(12):
        has_moved = False
        for key in sorted(cells, key=str):
            at, own = wanted[key], cells[key]
            gain, best = 1e-9, None
            for cell in every:
                other = holder.get(cell)
                now, then = _far(at, own), _far(at, cell)
                if other is not None:
                    now, then = now + _far(wanted[other], cell), then + _far(wanted[other], own)
                if now - then > gain:
                    gain, best = now - then, cell
            if best is not None:
                has_moved, other = True, holder.pop(best, None)
                holder.pop(own)
                cells[key], holder[best] = best, key
                if other is not None:
                    cells[other], holder[own] = own, other
        if not has_moved:
            break
    return cells


def _far(a, b):
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2
