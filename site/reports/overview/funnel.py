"""Where people stop in a course: from beginning to the certificate. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..tables import per_cent


@dataclass(frozen=True)
class Step:
    """`lost`: how many fewer than a step before; None where one of the two may not be told."""

    words: str
    people: int | None
    share: int | None
    lost: int | None = None
    is_worst: bool = False


def funnel(counts: Sequence[tuple[str, int | None]]) -> list[Step]:
    """From (words, people): shares are of the first; the step at which most are lost is marked, if any are."""
    whole = counts[0][1] if counts else None
    lost = [_lost(before, now) for (_a, before), (_b, now) in pairwise(counts)]
    most = max((number for number in lost if number), default=None)
    worst = lost.index(most) + 1 if most else None
    return [
        Step(
            words,
            people,
            None if people is None else per_cent(people, whole),
            lost[number - 1] if number else None,
            number == worst,
        )
        for number, (words, people) in enumerate(counts)
    ]


def _lost(before, now):
    """Some steps may be passed over: whoever knows the quiz needs no lesson."""
    return None if before is None or now is None else max(before - now, 0)
