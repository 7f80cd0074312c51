"""Where one class would move the figure most, and why. Pure: standings in, the places to go to first out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

# How many people a class has room for.
CLASS = 20
FILLS, TOWARDS, UNCOVERED, UNFINISHED = "fills", "towards", "uncovered", "unfinished"


@dataclass(frozen=True)
class Advice:
    """A place (or course) and why: `people` are those a class could still help there.

    `kind`: FILLS a class is enough for the target; TOWARDS the target is farther; UNCOVERED there is no target, but a
    population; UNFINISHED only people who began are known. `points`: tenths of a point of coverage that a class adds.
    """

    what: Any
    kind: str
    people: int
    points: int | None = None

    @property
    def classes(self) -> int:
        """How many classes it takes."""
        return -(-self.people // CLASS)


def advise(standings: Iterable, most: int = 5) -> list[Advice]:
    """Those that lie farthest behind, by what is still missing of what is wanted; first where one class is enough.

    Places with a target come first, then those with a population; if no place has one, those where most people have
    begun and hold no certificate yet.
    """
    standings = list(standings)
    found = [(_wanting(one), one) for one in standings]
    ranked = sorted((pair for pair in found if pair[0]), key=lambda pair: pair[0][0])
    if not ranked and not any(one.aim.adults for one in standings):
        ranked = sorted(
            (pair for pair in ((_unfinished(one), one) for one in standings) if pair[0]), key=lambda p: p[0][0]
        )
    return [Advice(one.place, kind, people, _points(people, one)) for (_order, kind, people), one in ranked[:most]]


def stops(courses: Iterable[tuple[Any, Any]], most: int = 5) -> list[Advice]:
    """Of (course, figures): where most people have begun and have no certificate yet."""
    found = [(title, (figures.learners or 0) - (figures.certificates or 0)) for title, figures in courses]
    wanting = sorted((one for one in found if one[1] > 0), key=lambda one: -one[1])
    return [Advice(title, UNFINISHED, people) for title, people in wanting[:most]]


@dataclass(frozen=True)
class HamletAdvice:
    """A hamlet and its people, each counted once; `adults` None where nobody has counted them."""

    what: Any
    adults: int | None
    learners: int
    certified: int

    @property
    def left(self) -> int:
        """How many a class could still bring to a certificate: of all adults, or of those who are known to learn."""
        return max((self.learners if self.adults is None else self.adults) - self.certified, 0)


def hamlets(found: Iterable[HamletAdvice], most: int = 3) -> list[HamletAdvice]:
    """Where a class reaches most people without a certificate: of the hamlets whose adults are known, else of all.

    What is known of some is not compared with what is not known of others.
    """
    found = list(found)
    counted = [one for one in found if one.adults is not None]
    wanting = [one for one in counted or found if one.left]
    return sorted(wanting, key=lambda one: -one.left)[:most]


def _wanting(one):
    adults, certified = one.aim.adults, one.figures.certificates or 0
    if one.missing:
        kind = FILLS if one.missing <= CLASS else TOWARDS
        return (kind == TOWARDS, -one.missing / one.aim.goal, adults or 0), kind, one.missing
    if one.aim.goal is None and adults and adults > certified:
        return (2, certified / adults, adults), UNCOVERED, adults - certified
    return None


def _unfinished(one):
    people = (one.figures.learners or 0) - (one.figures.certificates or 0)
    return ((-people,), UNFINISHED, people) if people > 0 else None


def _points(people, one):
    return min(CLASS, people) * 1000 // one.aim.adults if one.aim.adults else None
