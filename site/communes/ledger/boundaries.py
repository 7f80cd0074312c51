"""In whose row a unit's figures stand: in the boundaries of the time, or in today's. Pure."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from typing import NamedTuple

WHOLE = "whole"
TIME, TODAY = "time", "today"


class Step(NamedTuple):
    """One unit becoming another, by their keys; `share` as in Succession."""

    predecessor: Hashable
    successor: Hashable
    share: str


def placement(units: Iterable[Hashable], successions: Iterable[tuple], is_today: bool) -> dict[Hashable, Hashable]:
    """{unit: the unit in whose row it is counted}, for every unit given, each in exactly one row.

    At the time, each stands for itself. Today, what went over wholly is counted in what it became, however often;
    what was divided stays a row of its own, because nobody knows who went where.
    """
    if not is_today:
        return {unit: unit for unit in units}
    ways = whole_ways(successions)
    return {unit: _end(unit, ways) for unit in units}


def whole_ways(successions: Iterable[tuple]) -> dict[Hashable, Hashable]:
    """{predecessor: successor} of those with one successor alone, which took all of it."""
    steps = defaultdict(list)
    for step in map(Step._make, successions):
        steps[step.predecessor].append(step)
    return {unit: own[0].successor for unit, own in steps.items() if len(own) == 1 and own[0].share == WHOLE}


def renamed(successions: Iterable[tuple]) -> dict[Hashable, Hashable]:
    """{predecessor: successor} of those that became another whole and alone: the same place, under a new name."""
    steps = [Step._make(step) for step in successions]
    parts = Counter(step.successor for step in steps)
    return {old: new for old, new in whole_ways(steps).items() if parts[new] == 1}


def divided(successions: Iterable[tuple]) -> set[Hashable]:
    """The units that became several, or of which only a part is known to have gone anywhere."""
    successions = [Step._make(step) for step in successions]
    return {step.predecessor for step in successions} - whole_ways(successions).keys()


def _end(unit, ways):
    seen = set()
    while unit in ways and unit not in seen:
        seen.add(unit)
        unit = ways[unit]
    return unit
