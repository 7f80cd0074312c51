"""Small groups stay in their commune. Pure: counts in, the cells that must not be shown out.

A count of 1 to 4 people is hidden. Where the sums shown beside it would give it away, the next smallest is hidden too.
Hidden cells all look alike, so that nobody can tell which of them are the small ones.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence

SMALLEST = 5


def hidden_cells(counts: Mapping[Hashable, int], sums: Iterable[Sequence], start: Iterable = ()) -> set:
    """The keys of `counts` to hide. Each of `sums` is a list of keys, of which the last is the sum of the others.

    `start` are keys already hidden elsewhere. An empty cell tells of nobody and is never hidden.
    """
    lines = [line for line in sums if any(counts[key] for key in line)]
    hidden = {key for key, number in counts.items() if 0 < number < SMALLEST}
    hidden |= {key for key in start if counts[key]}
    pending = True
    while pending:
        pending = False
        for line in lines:
            if gives_away(line, counts, hidden) and (candidates := _shown(line, counts, hidden)):
                hidden.add(min(candidates, key=counts.__getitem__))
                pending = True
    return hidden


def gives_away(line: Sequence, counts: Mapping[Hashable, int], hidden: set) -> bool:
    """Whether somebody who sees the rest of the line can work out a hidden cell of it."""
    concealed = [key for key in line if key in hidden]
    if len(concealed) < 2:
        return bool(concealed)
    # With the sum in sight, several cells are known too if there is but one way to share it out: all 1, or all 4.
    known = sum(counts[key] for key in concealed)
    all_small = all(counts[key] < SMALLEST for key in concealed)
    one_way = known == len(concealed) or (all_small and known == (SMALLEST - 1) * len(concealed))
    return line[-1] not in hidden and one_way


def _shown(line, counts, hidden):
    return [key for key in line if counts[key] and key not in hidden]
