"""Marking. Pure and exact: plain values in, plain values out, shares of a question's points as fractions.

What counts, for each kind of question (an answer is a list of texts):

- choice, true-false, hot-spot: the keys picked. Exactly the right ones earn the points. With partial credit each right
  one earns its part, each wrong one takes such a part away; an author's own weights (in per cent) stand above both.
- sequencing: all keys in order. With partial credit: neighbours in the right order, of all neighbours.
- matching: "key=match". With partial credit: right pairs, of all pairs.
- fill-in, numeric: the text typed. The best of the accepted answers that it fits, by its weight.
- long-fill-in: a trainer reads it; until then it has no share.

No question takes points of another away, unless its author asked for it (`takes_away`): then a share may be down to −1.
"""

import itertools
from collections.abc import Iterable
from fractions import Fraction
from hashlib import sha256

from .interactions import PICKED, Interaction
from .notation import numbers, same_words

# Thirds are written as 33.33333 per cent; three of them are the whole.
ROUNDING = Fraction(1, 1000)
ANYTHING = "*"
LONGEST_TEXT = 2000


def percentage(earned: Fraction | int, possible: int) -> int:
    """Rounded down, so that nobody passes on a rounding; never below nothing."""
    return max(0, int(Fraction(earned) * 100 // possible)) if possible else 0


def mark(questions: list[dict], answers: dict[str, list[str]]) -> list[dict]:
    """The sheet of an attempt: each question as sat, with `given`, `share` (as "1/3"; None: not read yet), `is_right`.

    `questions`: as `sheets.question_sheet` makes them; `answers`: {question key: [text, …]}. What a question does not
    offer counts as nothing.
    """
    return [_marked(question, answers.get(question["key"], [])) for question in questions]


def _marked(question, sent):
    given = clean(question, sent)
    part = share(question, given)
    return question | {"given": given, "share": None if part is None else str(part), "is_right": part == 1}


def earned(sheet: Iterable[dict]) -> Fraction:
    """The points of a marked sheet; what is not read yet has none."""
    return sum((Fraction(row["share"]) * row["points"] for row in sheet if row["share"]), Fraction(0))


def possible(sheet: Iterable[dict]) -> int:
    return sum(row["points"] for row in sheet)


def is_waiting(sheet: Iterable[dict]) -> bool:
    """Whether a trainer still has something of it to read."""
    return any(row["share"] is None for row in sheet)


def clean(question: dict, sent: list[str]) -> list[str]:
    """What was sent, without what this question can't have been answered with."""
    keys = {choice["key"] for choice in question["choices"]}
    interaction = question["interaction"]
    if interaction in PICKED:
        return sorted(keys.intersection(sent))
    if interaction == Interaction.SEQUENCING:
        order = list(dict.fromkeys(key for key in sent if key in keys))
        return order if len(order) == len(keys) else []
    if interaction == Interaction.MATCHING:
        return _clean_pairs(question, sent)
    return [text.strip()[:LONGEST_TEXT] for text in sent[:1] if text.strip()]


def _clean_pairs(question, sent):
    lefts = [choice["key"] for choice in question["choices"] if choice["text"]]
    matches = {match_key(question, choice["match"]) for choice in question["choices"]}
    chosen = {}
    for pair in sent:
        left, _sign, match = pair.partition("=")
        if left in lefts and match in matches:
            chosen[left] = match
    return [f"{left}={chosen[left]}" for left in lefts if left in chosen]


def match_key(question: dict, match: str) -> str:
    """A name for what things are matched with; it does not tell what belongs to what."""
    return sha256(f"{question['key']} {match}".encode()).hexdigest()[:12]


def share(question: dict, given: list[str]) -> Fraction | None:
    """The part of the points that a clean answer earns, −1 … 1; None while only a person can tell."""
    interaction = question["interaction"]
    if interaction == Interaction.LONG_FILL_IN:
        return None if given else Fraction(0)
    if not given:
        return Fraction(0)
    part = _exact(SHARES[interaction](question, given))
    if not question["is_partial"] and interaction not in (Interaction.FILL_IN, Interaction.NUMERIC):
        part = part if part in (1, -1) else Fraction(0)
    return part if question["takes_away"] else max(part, Fraction(0))


def _exact(part):
    part = max(Fraction(-1), min(Fraction(1), part))
    return Fraction(1) if part > 1 - ROUNDING else part


def _picked(question, given):
    choices = question["choices"]
    if any(choice["weight"] is not None for choice in choices):
        return sum((weight(choice) for choice in choices if choice["key"] in given), Fraction(0))
    rights = {choice["key"] for choice in choices if choice["is_right"]}
    hits, misses = len(rights.intersection(given)), len(set(given) - rights)
    return Fraction(hits - misses, len(rights)) if rights else Fraction(0)


def weight(choice: dict) -> Fraction:
    """What a choice is worth, as a share: its own weight in per cent, else all or nothing."""
    return Fraction(choice["weight"]) / 100 if choice["weight"] is not None else Fraction(bool(choice["is_right"]))


def _sequence(question, given):
    order = [choice["key"] for choice in question["choices"]]
    wanted = set(itertools.pairwise(order))
    return Fraction(len(wanted & set(itertools.pairwise(given))), len(wanted))


def _pairs(question, given):
    wanted = {f"{c['key']}={match_key(question, c['match'])}" for c in question["choices"] if c["text"]}
    return Fraction(len(wanted.intersection(given)), len(wanted))


def _typed(question, given):
    fitting = [choice for choice in question["choices"] if fits(question, choice, given[0])]
    return max((weight(choice) for choice in fitting), default=Fraction(0))


def fits(question: dict, choice: dict, text: str) -> bool:
    """Whether what was typed is this accepted answer; "*" is whatever nothing else is."""
    if choice["text"] == ANYTHING:
        return True
    if question["interaction"] == Interaction.NUMERIC:
        tolerance = Fraction(choice["tolerance"] or 0)
        return any(abs(a - b) <= tolerance for a in numbers(text) for b in numbers(choice["text"]))
    if same_words(text, choice["text"], question["ignores_case"], question["ignores_accents"]):
        return True
    return bool(numbers(text) & numbers(choice["text"]))


SHARES = {
    Interaction.CHOICE: _picked,
    Interaction.TRUE_FALSE: _picked,
    Interaction.HOT_SPOT: _picked,
    Interaction.SEQUENCING: _sequence,
    Interaction.MATCHING: _pairs,
    Interaction.FILL_IN: _typed,
    Interaction.NUMERIC: _typed,
}


def right_answer(question: dict) -> list[str]:
    """What earns all the points; nothing where a person reads the answer."""
    choices, interaction = question["choices"], question["interaction"]
    if interaction == Interaction.SEQUENCING:
        return [choice["key"] for choice in choices]
    if interaction == Interaction.MATCHING:
        return [f"{c['key']}={match_key(question, c['match'])}" for c in choices if c["text"]]
    rights = [choice for choice in choices if choice["is_right"]]
    if interaction in (Interaction.FILL_IN, Interaction.NUMERIC):
        return [max(rights, key=weight)["text"]] if rights else []
    return [choice["key"] for choice in rights]


def told(question: dict) -> list[dict]:
    """The choices of a marked question whose feedback the answer earns, in their order."""
    if question["interaction"] in PICKED:
        return [choice for choice in question["choices"] if choice["key"] in question["given"]]
    if question["interaction"] in (Interaction.FILL_IN, Interaction.NUMERIC) and question["given"]:
        fitting = [choice for choice in question["choices"] if fits(question, choice, question["given"][0])]
        return sorted(fitting, key=weight, reverse=True)[:1]
    return []
