"""Aiken, in: a line that asks, lettered choices, ANSWER: and a letter. Pure."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from .gift import warned
from .items import RIGHT, Item, ItemChoice, RefusedError, row, unique
from .letters import text_of
from .words import tidy

CHOICE = re.compile(r"^\s*([A-Z])[.)]\s*(.*)$", re.DOTALL)
ANSWER = re.compile(r"^\s*ANSWER:\s*(.*?)\s*$", re.IGNORECASE)


def rows(file):
    """A row for each question of the file."""
    text, warnings = text_of(file.read())
    return unique(warned(_rows(text), warnings))


def _rows(text):
    start, stem, choices = 1, [], []
    for n, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if not line.strip():
            continue
        if not stem and not choices:
            start = n
        if answer := ANSWER.match(line):
            yield _row(start, stem, choices, answer[1])
            stem, choices = [], []
        elif (found := CHOICE.match(line)) and (stem or choices):
            choices.append((found[1], found[2]))
        elif choices:
            yield _row(start, stem, choices, "")
            start, stem, choices = n, [line], []
        else:
            stem.append(line)
    if stem or choices:
        yield _row(start, stem, choices, "")


def _row(line, stem, choices, answer):
    return row(item_of, stem, choices, answer, line=line, title=tidy(" ".join(stem))[:80])


def item_of(stem, choices, answer, changes) -> Item:
    letters = [letter for letter, words in choices]
    if not stem:
        raise RefusedError(_("It asks nothing: there are no words and no picture."))
    if not answer:
        raise RefusedError(_("The line “ANSWER:” with the letter of the right choice is missing."))
    rights = set(re.split(r"[\s,;]+", answer.upper()))
    if not rights <= set(letters) or len(set(letters)) < len(letters):
        raise RefusedError(_("The right answer “%(letter)s” is not among its choices.") % {"letter": answer[:20]})
    if len(rights) > 1:
        raise RefusedError(_("Aiken knows one right answer for each question; this one has several."))
    weighed = [ItemChoice(tidy(words), RIGHT if letter in rights else Decimal(0)) for letter, words in choices]
    return Item("choice", tidy("\n".join(stem)), tuple(weighed))
