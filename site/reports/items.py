"""A question's figures by language and by where people live, and what of them must stay hidden. Pure.

Groups are looked at one way at a time, never crossed, so that all there is to hide is in these lines.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from quizzes.item_statistics import ChoiceSums, Finding, Sums, findings, percentage

from .suppression import SMALLEST, hidden_cells

EVERYBODY = "all"
WAYS = ("language", "kind", "province")
OPEN, MISSED = "open", "missed"


def group(way: str, value) -> str:
    return f"{way}-{'' if value is None else value}"


def groups_of(locale: str, kind: str | None, province: int | None) -> list[str]:
    return [EVERYBODY, *(group(way, value) for way, value in zip(WAYS, (locale, kind or "", province), strict=True))]


@dataclass(frozen=True)
class Figures:
    """What is shown of a group; None where it would tell of a few people, or where there is nobody."""

    people: int | None = None
    difficulty: int | None = None
    is_hidden: bool = False
    # Of 100 people, how many picked each choice, left it open, or missed it otherwise.
    rates: dict[str, int | None] = field(default_factory=dict)
    # For what no count can be told from; none where the share is hidden.
    sums: Sums | None = None


@dataclass
class Item:
    """A question of a quiz, with the first tries of all who sat it."""

    key: str
    stem: str = ""
    # (key, words, is it right), in the question's order; empty for kinds where nothing is picked.
    choices: list[tuple[str, str, bool]] = field(default_factory=list)
    is_single: bool = True
    sums: dict[str, Sums] = field(default_factory=lambda: defaultdict(Sums))
    picked: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))
    elsewhere: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, groups: Iterable[str], sums: Sums) -> None:
        for name in groups:
            self.sums[name] += sums

    def add_choice(self, groups: Iterable[str], key: str, people: int, paired: int, rest: int) -> None:
        for name in groups:
            self.picked[name][key] += people
        self.elsewhere[key].update(paired=paired, rest=rest)

    @cached_property
    def findings(self) -> list[Finding]:
        everybody, elsewhere = self.picked[EVERYBODY], self.elsewhere
        choices = [
            ChoiceSums(key, is_right, everybody[key], elsewhere[key]["paired"], elsewhere[key]["rest"])
            for key, _words, is_right in self.choices
        ]
        return findings(self.sums[EVERYBODY], choices)

    def of_way(self, way: str) -> list[str]:
        return sorted(name for name, sums in self.sums.items() if name.startswith(f"{way}-") and sums.people)

    def at(self, name: str) -> Figures:
        """What may be shown. Everybody together are no small group, unless they are too few altogether."""
        sums = self.sums.get(name, Sums())
        if self.sums[EVERYBODY].people < SMALLEST or (name != EVERYBODY and self.is_withheld):
            return Figures(is_hidden=bool(self.sums[EVERYBODY].people))
        if name == EVERYBODY:
            return Figures(sums.people, sums.difficulty, False, self._rates(name), sums)
        people = None if (name, "people") in self.hidden else sums.people
        if people is None or not self.hidden.isdisjoint([(name, "right"), (name, "wrong")]):
            return Figures(people, None, True, dict.fromkeys(self._measured))
        return Figures(people, sums.difficulty, False, self._rates(name), sums)

    @property
    def is_withheld(self) -> bool:
        """Whether the sum that is shown of everybody would tell too much beside any of its groups."""
        return not self.hidden.isdisjoint((EVERYBODY, measure) for measure in ("people", "right", "wrong"))

    @cached_property
    def hidden(self) -> set:
        return hidden_cells(self._counts, self._lines)

    @property
    def _measured(self):
        return [*dict.fromkeys([*(key for key, _words, _right in self.choices), *self.picked[EVERYBODY]]), OPEN, MISSED]

    def _rates(self, name):
        people = self.sums[name].people
        return {
            measure: None if (name, measure) in self.hidden else percentage(self._counts[name, measure], people)
            for measure in self._measured
        }

    @cached_property
    def _counts(self):
        counts = Counter()
        for name, sums in self.sums.items():
            wrong = sums.people - sums.right
            numbers = {"people": sums.people, "right": sums.right, "wrong": wrong, OPEN: sums.unanswered}
            numbers |= {MISSED: wrong - sums.unanswered} | self.picked[name]
            counts |= {(name, measure): number for measure, number in numbers.items()}
        return counts

    @property
    def _lines(self):
        """What adds up: within a group, and over the groups of each way to look at them."""
        for name in self.sums:
            yield [(name, "right"), (name, "wrong"), (name, "people")]
            yield [(name, MISSED), (name, OPEN), (name, "wrong")]
            if self.is_single:
                rights = {key for key, _words, is_right in self.choices if is_right}
                yield [*((name, key) for key in self.picked[name] if key in rights), (name, "right")]
                yield [*((name, key) for key in self.picked[name] if key not in rights), (name, MISSED)]
        for measure in ("people", "right", "wrong", *self._measured):
            for way in WAYS:
                yield [*((name, measure) for name in self.of_way(way)), (EVERYBODY, measure)]
