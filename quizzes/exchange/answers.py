"""Answers as several formats write them. Pure."""

from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from .items import Area, RefusedError, number, plain


def without_wildcards(answers):
    """Accepted forms, and what is said to any other answer (“*”)."""
    otherwise = next((a.feedback for a in answers if a.text == "*" and a.weight <= 0), "")
    accepted = [a for a in answers if not (a.text == "*" and a.weight <= 0)]
    if any("*" in a.text.replace("\\*", "") for a in accepted):
        raise RefusedError(_("It accepts anything that fits a pattern with “*”; we compare whole answers."))
    return [replace(a, text=a.text.replace("\\*", "*")) for a in accepted], otherwise


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
