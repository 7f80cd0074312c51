"""Small groups stay in their commune. Pure: counts in, the cells that must not be shown out.

A count of 1 to 4 people is hidden. Where the sums shown beside it would give it away, the next smallest is hidden too.
Hidden cells all look alike, so that nobody can tell which of them are the small ones.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

SMALLEST = 5


def hidden_cells(counts: Mapping[Hashable, int], sums: Iterable[Sequence], start: Iterable = ()) -> set:
    """The keys of `counts` to hide. Each of `sums` is a list of keys, of which the last is the sum of the others.

    `start` are keys already hidden elsewhere. An empty cell tells of nobody and is never hidden.
    """
    counts = {key: number for key, number in counts.items() if number}
    hidden = {key for key, number in counts.items() if number < SMALLEST} | (counts.keys() & start)
    lines = [line for line in ([key for key in line if key in counts] for line in sums) if line]
    lines_of = defaultdict(list)
    for line in lines:
        for key in line:
            lines_of[key].append(line)
    pending = [line for line in lines if not hidden.isdisjoint(line)]
    while pending:
        line = pending.pop()
        while gives_away(line, counts, hidden) and (shown := [key for key in line if key not in hidden]):
            # The sum says most, so it is the last to go.
            chosen = min(shown, key=lambda key: (key == line[-1], counts[key]))
            hidden.add(chosen)
            pending += lines_of[chosen]
    return hidden


def gives_away(line: Sequence, counts: Mapping[Hashable, int], hidden: set) -> bool:
    """Whether somebody who sees the rest of the line can work out a hidden cell of it."""
    concealed = [counts[key] for key in line if key in hidden]
    if len(concealed) < 2 or line[-1] in hidden:
        return len(concealed) == 1
    # With the sum in sight, several cells are known too if there is but one way to share it out: all 1, or all 4.
    return max(concealed) == 1 or min(concealed) == max(concealed) == SMALLEST - 1
