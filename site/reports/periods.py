"""The stretches of time an official may look at: whole months, the last one up to today. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

# The communes of today exist since 1 July 2025, and so do the figures.
FIRST_DAY = date(2025, 7, 1)
ALL_TIME = "all"


@dataclass(frozen=True)
class Period:
    key: str
    first: date
    last: date

    @property
    def label(self) -> str:
        names = {"12-months": _("Last 12 months"), ALL_TIME: _("Since July 2025")}
        return names.get(self.key) or _("Year %(year)s") % {"year": self.key}

    @property
    def months(self) -> tuple[date, ...]:
        """The first day of each month, oldest first."""
        return tuple(months(self.first, self.last))


def months(first: date, last: date):
    number = first.year * 12 + first.month - 1
    while number <= last.year * 12 + last.month - 1:
        yield date(number // 12, number % 12 + 1, 1)
        number += 1


def last_day(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def month_of(moment: date, today: date) -> date:
    """The month in which a day counts. A wrong clock says impossible days; they count in the nearest possible month."""
    return min(max(moment, FIRST_DAY), today).replace(day=1)


def periods(today: date) -> list[Period]:
    """What may be chosen; the first is the usual one."""
    today = max(today, FIRST_DAY)
    year_ago = list(months(date(today.year - 1, today.month, 1), today))[1]
    years = range(today.year, FIRST_DAY.year - 1, -1)
    return [
        Period("12-months", max(year_ago, FIRST_DAY), today),
        Period(ALL_TIME, FIRST_DAY, today),
        *(Period(str(year), max(date(year, 1, 1), FIRST_DAY), min(date(year, 12, 31), today)) for year in years),
    ]


def choose(key: str, choices: list[Period]) -> Period:
    """The period of that key, or the usual one."""
    return next((period for period in choices if period.key == key), choices[0])
