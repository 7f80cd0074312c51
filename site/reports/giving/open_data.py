"""What everybody may have: each commune at the end of a month that is over, rounded. Nothing by the minute."""

from datetime import date, timedelta

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from ..figures import View
from ..periods import FIRST_DAY, last_day, months, periods
from ..targets.reading import Targets
from . import reading
from .aims import cells_of, columns_of_adults, told_adults, told_coverage
from .figures import measures, name_of, remark_from_outside, told, under
from .places import Places
from .reading import CERTIFICATES
from .running import shown
from .sheets import Column, Sheet, Type

KEPT_SECONDS = 60 * 60
# Those that say something to everybody; the rest is for those who run the campaign.
OPEN = ("learners", "completions", "certificates")


def closed_months() -> list[date]:
    """The first days of the months that are over, the latest first."""
    yesterday = timezone.localdate().replace(day=1) - timedelta(days=1)
    return list(months(FIRST_DAY, yesterday))[::-1] if yesterday >= FIRST_DAY else []


def communes(month: date) -> list[tuple]:
    """(code of the province, province, code, name, *counts or None, adults).

    Each commune of today, by code; kept an hour.
    """
    key = f"open-data-with-adults:{month:%Y-%m}"
    found = cache.get(key)
    if found is None:
        found = _communes(month)
        cache.set(key, found, KEPT_SECONDS)
    return found


def _communes(month):
    places = Places(of_everybody())
    counts, targets = reading.so_far(places, last=month), Targets(places.by_code, last_day(month))
    return [
        (
            *(place.parent.code, place.parent.name, place.code, name_of(place)),
            *chosen(shown(counts[place.pk])),
            targets.adults(place),
        )
        for place in places.by_code
    ]


def of_everybody() -> View:
    """The country as anybody may see it."""
    today = timezone.localdate()
    choices = periods(today)
    return View(None, choices[0], choices, today, is_own=False)


def chosen(numbers) -> list:
    return [number for name, number in zip(reading.MEASURES, numbers, strict=True) if name in OPEN]


def sheet(month: date) -> Sheet:
    """The same as a table to take away."""
    day = last_day(month)
    columns = [
        Column(_("code of the province")),
        Column(_("province")),
        Column(_("code")),
        Column(pgettext("of a place", "name")),
        Column(_("up to"), Type.DAY),
        *chosen(measures()),
        *columns_of_adults(),
    ]
    few = under()
    rows = (
        [*words, day, *told(numbers, few), *cells_of(adults, certified(numbers))]
        for words, numbers, adults in map(parted, communes(month))
    )
    title = _("Communes on %(day)s") % {"day": f"{day:%d/%m/%Y}"}
    return Sheet(title, remark_from_outside(), tuple(columns), rows)


def document(month: date, licence: dict) -> dict:
    """The same as JSON; null for fewer than five people."""
    names = ("province_code", "province", "code", "name", *OPEN)
    return {
        "title": _("Communes on %(day)s") % {"day": f"{last_day(month):%d/%m/%Y}"},
        "language": get_language(),
        "up_to": last_day(month).isoformat(),
        "rule": remark_from_outside(),
        "licence": licence,
        "communes": [
            dict(zip(names, (*words, *numbers), strict=True))
            | {"adults": told_adults(adults), "coverage": told_coverage(certified(numbers), adults)}
            for words, numbers, adults in map(parted, communes(month))
        ],
    }


def parted(row: tuple) -> tuple:
    """Who, the counts, and of how many adults."""
    return row[:4], row[4:-1], row[-1]


def certified(numbers) -> int | None:
    return numbers[OPEN.index(CERTIFICATES)]
