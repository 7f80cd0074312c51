"""How well a question asks. Pure and exact: whole numbers are added up, and figures come only from their sums.

What a person's first try of a quiz adds (its *part*), for each of its questions:

- the share of the points earned, and the *rest*: the share earned in the other questions, both in thousandths;
- which choices were picked, never what was typed;
- the seconds it took, where they were measured.

Discrimination is Pearson's correlation of share and rest: the point-biserial one where a question is right or not.
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from .interactions import PICKED

WHOLE = 1000
# With fewer people a figure is more chance than anything else.
ENOUGH = 30
TOO_EASY = 95  # per cent
# A wrong choice that so few picked misleads nobody: in per cent of all.
NOTICED = 10
# By how much those who picked it have to be better elsewhere, in thousandths.
CLEARLY_BETTER = 50
# The ends of the spans in which seconds are counted; the last span has none.
SPANS = (5, 10, 20, 30, 60, 120, 300)
LONGEST = 3600
TIMES = (*(f"within_{end}" for end in SPANS), f"over_{SPANS[-1]}")
PAIRED = ("paired", "share", "share_squared", "rest", "rest_squared", "share_rest")
OF_QUESTION = ("people", "right", "unanswered", *PAIRED, *TIMES)
OF_CHOICE = ("people", "paired", "rest")


class Place(NamedTuple):
    """What a number of the totals is about; without a choice, the question as a whole."""

    question: str
    choice: str | None
    locale: str
    unit: int | None


def part_of(sheet: Iterable[dict], locale: str, unit: int | None) -> dict:
    """What a marked sheet adds, as plain values; what nobody has read yet adds nothing."""
    read = [row for row in sheet if row["share"] is not None]
    earned = sum(Fraction(row["share"]) * row["points"] for row in read)
    possible = sum(row["points"] for row in read)
    answers = {row["key"]: _answer(row, earned, possible) for row in read}
    return {"locale": locale, "unit": unit, "answers": answers}


def _answer(row, earned, possible):
    others = possible - row["points"]
    rest = (earned - Fraction(row["share"]) * row["points"]) / others if others else None
    return {
        "right": row["is_right"],
        "share": _thousandths(Fraction(row["share"])),
        "rest": None if rest is None else _thousandths(rest),
        "picked": row["given"] if row["interaction"] in PICKED else [],
        "open": not row["given"],
        "seconds": row.get("seconds"),
    }


def _thousandths(share):
    return math.floor(share * WHOLE)


def numbers(part: dict | None) -> dict[Place, Counter]:
    """What a part adds to each place."""
    found = {}
    for question, answer in (part or {"answers": {}})["answers"].items():
        where = (part["locale"], part["unit"])
        found[Place(question, None, *where)] = _of_question(answer)
        for choice in answer["picked"]:
            found[Place(question, choice, *where)] = _of_choice(answer)
    return found


def _of_question(answer):
    counts = Counter(people=1, right=int(answer["right"]), unanswered=int(answer["open"]))
    share, rest = answer["share"], answer["rest"]
    if rest is not None:
        values = (1, share, share * share, rest, rest * rest, share * rest)
        counts.update(dict(zip(PAIRED, values, strict=True)))
    if answer["seconds"] is not None:
        counts[span(answer["seconds"])] += 1
    return counts


def _of_choice(answer):
    rest = answer["rest"]
    return Counter(people=1) if rest is None else Counter(people=1, paired=1, rest=rest)


def span(seconds: int) -> str:
    """In which span of time it falls; each has its end."""
    return next((name for end, name in zip(SPANS, TIMES, strict=False) if seconds <= end), TIMES[-1])


def difference(before: dict | None, after: dict | None) -> dict[Place, Counter]:
    """What to add to the totals when one part takes the place of another."""
    found = {place: Counter(counts) for place, counts in numbers(after).items()}
    for place, counts in numbers(before).items():
        found.setdefault(place, Counter()).subtract(counts)
    return found


@dataclass(frozen=True)
class Sums:
    """The numbers of a question, added up over people."""

    people: int = 0
    right: int = 0
    unanswered: int = 0
    paired: int = 0
    share: int = 0
    share_squared: int = 0
    rest: int = 0
    rest_squared: int = 0
    share_rest: int = 0
    times: tuple[int, ...] = (0,) * len(TIMES)

    @classmethod
    def of(cls, values: Iterable[int]) -> "Sums":
        """From the numbers of `OF_QUESTION`, in their order."""
        values = list(values)
        plain = len(OF_QUESTION) - len(TIMES)
        return cls(*values[:plain], times=tuple(values[plain:]))

    def __add__(self, other: "Sums") -> "Sums":
        return Sums.of(a + b for a, b in zip(self.values, other.values, strict=True))

    @property
    def values(self) -> tuple[int, ...]:
        return (*(getattr(self, name) for name in OF_QUESTION if name not in TIMES), *self.times)

    @property
    def difficulty(self) -> int | None:
        """Of 100 people, how many were right at the first try; rounded."""
        return percentage(self.right, self.people)

    @property
    def covariance(self) -> int:
        """Times the square of the people, to stay whole; so are the spreads."""
        return self.paired * self.share_rest - self.share * self.rest

    @property
    def spread_of_shares(self) -> int:
        return self.paired * self.share_squared - self.share**2

    @property
    def spread_of_rests(self) -> int:
        return self.paired * self.rest_squared - self.rest**2

    @property
    def why_no_discrimination(self) -> "Unknown | None":
        if self.people and not self.paired:
            return Unknown.ALONE
        if self.paired < ENOUGH:
            return Unknown.TOO_FEW
        if not self.spread_of_shares:
            return Unknown.ALL_THE_SAME
        return None if self.spread_of_rests else Unknown.REST_THE_SAME

    @property
    def discrimination(self) -> float | None:
        """−1 … 1; None where it can't be told, for a reason that `why_no_discrimination` gives."""
        if self.why_no_discrimination:
            return None
        return self.covariance / math.sqrt(self.spread_of_shares * self.spread_of_rests)

    @property
    def is_surely_negative(self) -> bool:
        """Below nothing by more than two standard errors, which are 1/√n each: what chance alone hardly does."""
        if self.discrimination is None or self.covariance >= 0:
            return False
        return self.covariance**2 * self.paired > 4 * self.spread_of_shares * self.spread_of_rests

    @property
    def timed(self) -> int:
        return sum(self.times)

    @property
    def median_span(self) -> tuple[int, int | None] | None:
        """Between how many seconds the person in the middle took; None where nobody's time was measured."""
        passed = 0
        for number, count in enumerate(self.times):
            passed += count
            if count and passed * 2 >= self.timed:
                return (SPANS[number - 1] if number else 0), (SPANS[number] if number < len(SPANS) else None)
        return None


@dataclass(frozen=True)
class ChoiceSums:
    """Who picked a choice, and how they did elsewhere."""

    key: str
    is_right: bool
    people: int = 0
    paired: int = 0
    rest: int = 0


def percentage(some: int, of: int) -> int | None:
    """Rounded to the nearest whole."""
    return (some * 200 + of) // (2 * of) if of else None


class Unknown(StrEnum):
    """Why there is no discrimination."""

    ALONE = "alone"
    TOO_FEW = "too-few"
    ALL_THE_SAME = "all-the-same"
    REST_THE_SAME = "rest-the-same"


class Flag(StrEnum):
    """What a trainer should look at, the gravest first."""

    WRONG_KEY = "wrong-key"
    MISLEADING = "misleading"
    TOO_EASY = "too-easy"
    FINE = "fine"
    TOO_FEW = "too-few"


class Finding(NamedTuple):
    flag: Flag
    choice: str | None = None


def findings(sums: Sums, choices: Iterable[ChoiceSums] = ()) -> list[Finding]:
    """What stands out, the gravest first; at least one."""
    if sums.people < ENOUGH:
        return [Finding(Flag.TOO_FEW)]
    choices = list(choices)
    found = [Finding(Flag.WRONG_KEY)] if sums.is_surely_negative else []
    found += [Finding(Flag.MISLEADING, choice.key) for choice in choices if _misleads(choice, choices, sums)]
    found += [Finding(Flag.TOO_EASY)] if sums.right * 100 >= TOO_EASY * sums.people else []
    return found or [Finding(Flag.FINE)]


def _misleads(choice, choices, sums):
    """A wrong choice picked more often than a right one, or by those who do clearly better elsewhere than all do."""
    if choice.is_right or choice.people * 100 < NOTICED * sums.people:
        return False
    rights = [other.people for other in choices if other.is_right]
    if rights and choice.people > min(rights):
        return True
    if not choice.paired or not sums.paired:
        return False
    better = Fraction(choice.rest, choice.paired) - Fraction(sums.rest, sums.paired)
    return choice.paired * 3 >= ENOUGH and better >= CLEARLY_BETTER
