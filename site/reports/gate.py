"""What counts of people may leave their commune. Pure; the one place where it is decided.

From outside a commune each count is rounded down to fives, as it has come together since the beginning; what a month
or a year shows is the difference of two such counts. So whatever is added, subtracted or compared, also with what was
shown another day, comes out in fives. Fewer than five, nobody included, are None: “under 5”. A sum is rounded itself,
not added from rounded parts.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import accumulate, pairwise

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


def over_time(
    counts: Mapping[Hashable, Sequence[int]],
    total: Hashable | None = None,
    groups: Mapping[Hashable, Sequence[Hashable]] | None = None,
) -> dict[Hashable, list[int]]:
    """Counts month by month, by row → what may be shown of each month (0 for “under 5”).

    `groups` are rows that are each the sum of some others, which are shown too, perhaps on another page. `total` is
    the row that is the sum of all, in either way of putting them together.
    """
    sums = {row: [*accumulate(numbers)] for row, numbers in counts.items()}
    fives = {row: [*map(_fives, numbers)] for row, numbers in sums.items()}
    parts = {row: own for row, own in (groups or {}).items() if row in sums}
    rows = fives | {row: _guarded(sums[row], [fives[part] for part in own]) for row, own in parts.items()}
    if total in sums:
        grouped = {part for own in parts.values() for part in own}
        finest = [own for row, own in fives.items() if row != total and row not in parts]
        coarsest = [own for row, own in fives.items() if row != total and row not in grouped]
        both = (_guarded(sums[total], way) for way in (finest, coarsest))
        rows[total] = [*map(min, *both)]
    return {row: [b - a for a, b in pairwise([0, *numbers])] for row, numbers in rows.items()}


def _guarded(total, parts):
    """The sum of some rows, month by month, so that it does not tell them."""
    known = [sum(column) for column in zip(*parts, strict=True)] or [0] * len(total)
    return [_shown_total(number, len(parts), own) for number, own in zip(total, known, strict=True)]
