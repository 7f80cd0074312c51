"""The month a page is about: whole, or up to today. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..periods import FIRST_DAY, months


class BadMonth(ValueError):
    """Says in a sentence what to do."""


@dataclass(frozen=True)
class Month:
    """`last` is the last day that counts; `is_closed` once the month is over."""

    first: date
    last: date
    is_closed: bool

    @property
    def key(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def name(self) -> str:
        return month_name(self.first)


def month_name(first: date) -> str:
    # Translators: a month within a sentence, in the letters of Django's date filter.
    return date_format(first, pgettext("date format", "F Y"))


def month_of(first: date, today: date) -> Month:
    end = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return Month(first, min(end, today), end < today)


def choices(today: date) -> list[Month]:
    """The newest first."""
    return [month_of(first, today) for first in months(FIRST_DAY, today)][::-1]


def chosen(text: str, today: date) -> Month:
    """The month written as 2026-10 or 10/2026; without any, the last one that is over."""
    if not text.strip():
        known = choices(today)
        return next((month for month in known if month.is_closed), known[0])
    first = _read(text.strip())
    if first is None:
        raise BadMonth(_("This is no month. Choose one from the list."))
    if first > today:
        raise BadMonth(_("This month has not begun yet, so there is nothing to count. Choose one from the list."))
    if first < FIRST_DAY:
        raise BadMonth(_("The figures begin in July 2025. Choose a month from the list."))
    return month_of(first, today)


def _read(text):
    found = re.fullmatch(r"(?P<year>\d{4})-(?P<month>\d{1,2})|(?P<m>\d{1,2})/(?P<y>\d{4})", text, re.ASCII)
    try:
        return found and date(int(found["year"] or found["y"]), int(found["month"] or found["m"]), 1)
    except ValueError:
        return None
