"""What counts of people may leave their commune. Pure; the one place where it is decided.

From outside a commune each count is rounded down to fives, as it has come together since the beginning; what a month
or a year shows is the difference of two such counts. So whatever is added, subtracted or compared, also with what was
shown another day, comes out in fives. Fewer than five, nobody included, are None: “under 5”. A sum is rounded itself,
not added from rounded parts.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

SMALLEST = 5


def shown(number: int, is_own: bool = False) -> int | None:
    """What may be shown of a count since the beginning; exact within the own commune."""
    return number if is_own else _fives(number) or None


def between(before: int, after: int, is_own: bool = False) -> int | None:
    """What may be shown of a stretch of time, from the counts up to its beginning and up to its end."""
    return after - before if is_own else (shown(after) or 0) - (shown(before) or 0) or None


def shown_total(number: int, parts: Iterable[int]) -> int | None:
    """Of the sum of `parts`, all shown beside it."""
    parts = list(parts)
    return _shown_total(number, len(parts), sum(map(_fives, parts))) or None


def _shown_total(number, parts, known):
    """What is shown of each part leaves room for four more, beyond the `known` that they show together.

    Where the sum says that nearly all of this room is full, the parts would be known; then five less are shown.
    """
    room, total = parts * (SMALLEST - 1), _fives(number)
    return total - SMALLEST if parts > 1 and total - known > room - parts else total


def _fives(number):
    return number - number % SMALLEST


class Parts(NamedTuple):
    """Rows that are shown: how many they are, and what they show together, month by month since the beginning."""

    number: int
    known: Sequence[int]


def together(parts: Iterable[Parts], length: int) -> Parts:
    """`length`: the number of months."""
    parts = list(parts)
    known = [sum(column) for column in zip(*(part.known for part in parts), strict=True)] or [0] * length
    return Parts(sum(part.number for part in parts), known)


def over_time(
    counts: Mapping[Hashable, Sequence[int]],
    total: Hashable | None = None,
    groups: Mapping[Hashable, Sequence[Hashable]] | None = None,
    beneath: Mapping[Hashable, Sequence[Parts]] | None = None,
) -> dict[Hashable, list[int]]:
    """Counts month by month, by row → what may be shown of each month (0 for “under 5”).

    `groups` are rows that are each the sum of some others, which are shown too, perhaps on another page. `beneath` are
    rows that are sums of others which are shown on a page of theirs alone: what these show together, in two ways of
    putting them together. `total` is the row that is the sum of all, in either way.
    """
    sums = {row: [*accumulate(numbers)] for row, numbers in counts.items()}
    alone = {row: Parts(1, [*map(_fives, numbers)]) for row, numbers in sums.items()}
    grouped = {row: own for row, own in (groups or {}).items() if row in sums}
    length = len(next(iter(sums.values()), ()))
    ways = {row: [together((alone[part] for part in own), length)] for row, own in grouped.items()}
    for row, own in (beneath or {}).items():
        ways[row] = [*ways.get(row, []), *own]
    if total in sums:
        inner = {part for own in grouped.values() for part in own}
        finest = [row for row in sums if row != total and row not in grouped]
        coarsest = [row for row in sums if row != total and row not in inner]
        ways[total] = [together((alone[row] for row in way), length) for way in (finest, coarsest)]
        if beneath:
            leaves = zip((finest, coarsest), (0, 1), strict=True)
            ways[total] += [together((beneath[row][at] for row in way), length) for way, at in leaves]
    rows = {row: own.known for row, own in alone.items()}
    rows |= {
        row: [*map(min, *(_guarded(sums[row], way) for way in own), alone[row].known)] for row, own in ways.items()
    }
    return {row: [b - a for a, b in pairwise([0, *numbers])] for row, numbers in rows.items()}


def _guarded(total, parts):
    """The sum of some rows, month by month, so that it does not tell them."""
    return [_shown_total(number, parts.number, own) for number, own in zip(total, parts.known, strict=True)]
