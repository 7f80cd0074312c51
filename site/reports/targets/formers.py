"""Adults of a commune that nobody has counted since it came of others: the sum of those, or why there is none. Pure."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from communes.ledger.boundaries import divided

# The least sure first.
CONFIDENCES = ("low", "medium", "high")


class Count(NamedTuple):
    """The newest count of one former commune, by its name."""

    name: str
    adults: int
    age_from: int
    source: str
    counted_on: date
    confidence: str


class Origin(NamedTuple):
    """One commune becoming another, and its count, if there is one."""

    predecessor: Hashable
    successor: Hashable
    share: str
    name: str
    count: Count | None


class WhyNot(StrEnum):
    """Why there is no sum, though there are former communes."""

    DIVIDED = "divided"
    UNCOUNTED = "uncounted"
    OTHER_AGES = "other ages"


@dataclass(frozen=True)
class Inheritance:
    """What the former communes of one add up to. Nothing at all where there are none."""

    counts: tuple[Count, ...] = ()
    divided: tuple[str, ...] = ()
    uncounted: tuple[str, ...] = ()

    @property
    def why(self) -> WhyNot | None:
        if self.divided:
            return WhyNot.DIVIDED
        if self.uncounted:
            return WhyNot.UNCOUNTED
        return WhyNot.OTHER_AGES if len({count.age_from for count in self.counts}) > 1 else None

    @property
    def number(self) -> int | None:
        return sum(count.adults for count in self.counts) if self.counts and not self.why else None

    @property
    def confidence(self) -> str:
        """No better than that of its least sure part."""
        return min((count.confidence for count in self.counts), key=CONFIDENCES.index)

    @property
    def counted_on(self) -> date:
        """A sum is as old as its oldest part."""
        return min(count.counted_on for count in self.counts)

    @property
    def source(self) -> str:
        """The same in every language."""
        return "; ".join(f"{count.name}: {count.source}" for count in self.counts)


class Formers:
    """Of all communes that came of others, however often."""

    def __init__(self, origins: Iterable[Origin]):
        origins, found = list(origins), defaultdict(list)
        for origin in origins:
            found[origin.successor].append(origin)
        self._origins = dict(found)
        self._counts = {origin.predecessor: origin.count for origin in origins}
        self._successors = defaultdict(list)
        for origin in origins:
            self._successors[origin.predecessor].append(origin.successor)
        self._divided = divided(origin[:3] for origin in origins)

    def of(self, unit: Hashable) -> Inheritance:
        """A former commune without a count has what those before it add up to. Nobody guesses who of a divided one."""
        counts, parted, uncounted = [], [], []
        for origin in self._origins.get(unit, []):
            if origin.predecessor in self._divided:
                parted.append(origin.name)
            elif origin.count:
                counts.append(origin.count)
            elif origin.predecessor in self._origins:
                before = self.of(origin.predecessor)
                counts += before.counts
                parted += before.divided
                uncounted += before.uncounted
            else:
                uncounted.append(origin.name)
        return Inheritance(tuple(counts), tuple(parted), tuple(uncounted))

    def together(self, units: set) -> Iterator[tuple[set, list[Count]]]:
        """Some of these units that are known together, and the counts of all who live in them.

        Who of a divided commune lives in which of its parts is not known; but in all of its parts together live all.
        """
        left = {unit for unit in units if not self.of(unit).number}
        yield from (({unit}, list(self.of(unit).counts)) for unit in units - left)
        waiting = set(left)
        while waiting:
            group = self._connected(waiting.pop())
            waiting -= group
            ends, roots = group - self._counts.keys(), group - self._origins.keys()
            counts = [self._counts.get(root) for root in roots]
            if ends <= left and None not in counts:
                yield ends, counts

    def _connected(self, unit):
        group, waiting = set(), [unit]
        while waiting:
            one = waiting.pop()
            if one not in group:
                group.add(one)
                waiting += [origin.predecessor for origin in self._origins.get(one, [])]
                waiting += self._successors.get(one, [])
        return group

    def whole_parts(self, unit: Hashable) -> set:
        """The communes that it came of, where each went over whole; else nothing."""
        parts = {origin.predecessor for origin in self._origins.get(unit, [])}
        return set() if parts & self._divided else parts
