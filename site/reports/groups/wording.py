"""Shares, gaps and what was not said, as the reader's language writes them."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from .counting import CHANNEL


def words_for_nothing(dimension) -> str:
    return _("Not recorded") if dimension == CHANNEL else _("Not stated")


def percent(value: float | None) -> str:
    """One decimal, as the language writes it; empty where it is not known."""
    return "" if value is None else f"{number_format(round(value, 1), 1)}\u00a0%"


def points(value: float | None) -> str:
    if value is None:
        return ""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{number_format(abs(value), 1)}"
