"""Answers as several formats write them. Pure."""

from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from communes.folding import fold

from .items import ANYTHING, Area, ItemChoice, RefusedError, number, plain


def accepted(answers: list[ItemChoice]) -> list[ItemChoice]:
    """Accepted forms; “*” alone is whatever nothing else is, and \\* the sign itself."""
    if any("*" in a.text.replace("\\*", "") and a.text != ANYTHING for a in answers) or any(
        a.text == "\\*" for a in answers
    ):
        raise RefusedError(_("It accepts anything that fits a pattern with “*”; we compare whole answers."))
    return [replace(a, text=a.text.replace("\\*", "*")) for a in answers]


def unpatterned(text: str) -> str:
    """The words of an accepted form, with the signs in them that are no pattern."""
    return text if text == ANYTHING else text.replace("*", "\\*")


TRUE = {"true", "dung", "yes", "co", "t", "right"}
FALSE = {"false", "sai", "no", "khong", "f", "wrong"}


def truth_first(choices) -> tuple:
    """The two choices of a true-or-false question, the one that says “true” first."""
    first, second = choices
    return (second, first) if fold(first.text) in FALSE or fold(second.text) in TRUE else (first, second)


def numeral(text) -> str:
    """A number as the bank writes it; what is none stays, and is refused."""
    found = number(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
    return text if found is None else plain(found)


def within(left, top, width, height, size) -> Area:
    """Pixels as per cent of the picture, cut at its edges."""
    across, down = Decimal(size[0]), Decimal(size[1])
    right, bottom = min(left + width, across), min(top + height, down)
    left, top = max(left, Decimal(0)), max(top, Decimal(0))
    sides = (left / across, top / down, (right - left) / across, (bottom - top) / down)
    return Area(*(Decimal(plain((side * 100).quantize(Decimal("0.0001")))) for side in sides))
