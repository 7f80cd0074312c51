"""What counts of people may leave their commune. Pure; the one place where it is decided.

From outside a commune each count is rounded down to fives, as it has come together since the beginning; what a month
or a year shows is the difference of two such counts. So whatever is added, subtracted or compared, also with what was
shown another day, comes out in fives. Fewer than five, nobody included, are None: “under 5”. A sum is rounded itself,
not added from rounded parts.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence

SMALLEST = 5


def shown(number: int, is_own: bool = False) -> int | None:
    """What may be shown of a count since the beginning; exact within the own commune."""
    return number if is_own else number // SMALLEST * SMALLEST or None


def between(before: int, after: int, is_own: bool = False) -> int | None:
    """What may be shown of a stretch of time, from the counts up to its beginning and up to its end."""
    return after - before if is_own else (shown(after) or 0) - (shown(before) or 0) or None


def shown_total(number: int, parts: Iterable[int]) -> int | None:
    """Of the sum of `parts`, all shown beside it.

    What is shown of each part leaves room for four more. Where the sum says that nearly all of this room is full, the
    parts would be known; then five less are shown.
    """
    parts = list(parts)
    known, room = sum(shown(part) or 0 for part in parts), len(parts) * (SMALLEST - 1)
    total = shown(number) or 0
    return (total - SMALLEST if len(parts) > 1 and total - known > room - len(parts) else total) or None


def over_time(
    counts: Mapping[Hashable, Sequence[int]],
    total: Hashable | None = None,
    groups: Mapping[Hashable, Sequence[Hashable]] | None = None,
) -> dict[Hashable, list[int]]:
    """Counts month by month, by row → what may be shown of each month (0 for “under 5”).

    `groups` are rows that are each the sum of some others, which are shown too, perhaps on another page. `total` is
    the row that is the sum of all, in either way of putting them together.
    """
    groups = groups or {}
    sums = {row: _running(numbers) for row, numbers in counts.items()}
    parts = {row: own for row, own in groups.items() if row in sums}
    rows = {row: [shown(number) or 0 for number in numbers] for row, numbers in sums.items() if row not in parts}
    rows |= {row: _guarded(sums, row, own) for row, own in parts.items()}
    if total in sums:
        grouped = {part for own in parts.values() for part in own}
        finest = [row for row in sums if row != total and row not in parts]
        coarsest = [*parts, *(row for row in finest if row not in grouped)]
        both = zip(_guarded(sums, total, finest), _guarded(sums, total, coarsest), strict=True)
        rows[total] = [min(pair) for pair in both]
    return {row: [b - a for a, b in zip([0, *numbers], numbers, strict=False)] for row, numbers in rows.items()}


def _guarded(sums, total, parts):
    """The sum of some rows, month by month, so that it does not tell them."""
    return [shown_total(number, (sums[row][at] for row in parts)) or 0 for at, number in enumerate(sums[total])]


def _running(numbers):
    found, total = [], 0
    for number in numbers:
        total += number
        found.append(total)
    return found
