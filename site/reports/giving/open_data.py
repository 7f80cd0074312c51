"""What everybody may have: each commune at the end of a month that is over, rounded. Nothing by the minute."""

from datetime import date, timedelta
from typing import NamedTuple

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from ..periods import FIRST_DAY, last_day, months
from ..targets.reading import Adults, Targets
from . import reading
from .aims import (
    cells_of,
    cells_of_target,
    columns_of_adults,
    columns_of_target,
    told_adults,
    told_coverage,
    told_target,
)
from .figures import columns_of_province, measures, name_of, remark_from_outside, told, under
from .places import Places
from .reading import CERTIFICATES, from_outside
from .running import shown
from .sheets import Column, Sheet, Type

KEPT_SECONDS = 60 * 60
# Those that say something to everybody; the rest is for those who run the campaign.
OPEN = ("learners", "completions", "certificates")


def closed_months() -> list[date]:
    """The first days of the months that are over, the latest first."""
    yesterday = timezone.localdate().replace(day=1) - timedelta(days=1)
    return list(months(FIRST_DAY, yesterday))[::-1] if yesterday >= FIRST_DAY else []


class Row(NamedTuple):
    """A commune: code and name of its province, its own; what people have done there, of how many, what is wanted."""

    words: tuple[str, str, str, str]
    counts: list[int | None]
    adults: Adults
    target: dict | None

    @property
    def certificates(self) -> int | None:
        return self.counts[OPEN.index(CERTIFICATES)]


def communes(month: date) -> list[Row]:
    """Each commune of today, by code; kept an hour."""
    key = f"open-data-with-targets:{month:%Y-%m}"
    found = cache.get(key)
    if found is None:
        found = _communes(month)
        cache.set(key, found, KEPT_SECONDS)
    return found


def _communes(month):
    places = Places(from_outside(None))
    counts, targets = reading.so_far(places, last=month), Targets(places.by_code, last_day(month))
    return [_row(place, chosen(shown(counts[place.pk])), month, targets) for place in places.by_code]


def _row(place, counts, month, targets):
    words = place.parent.code, place.parent.name, place.code, name_of(place)
    # Where one should be by now would ask for every month; what is wanted and missing asks for the last alone.
    found = targets.standing(place, [(month, counts[OPEN.index(CERTIFICATES)] or 0)])
    return Row(words, counts, targets.adults(place), told_target(targets.target(place), place, found))


def chosen(numbers) -> list:
    return [number for name, number in zip(reading.MEASURES, numbers, strict=True) if name in OPEN]


def sheet(month: date) -> Sheet:
    """The same as a table to take away."""
    day = last_day(month)
    columns = [
        *columns_of_province(),
        Column(_("code")),
        Column(pgettext("of a place", "name")),
        Column(_("up to"), Type.DAY),
        *chosen(measures()),
        *columns_of_adults(),
        *columns_of_target(),
    ]
    few = under()
    rows = (
        [*row.words, day, *told(row.counts, few), *cells_of(row.adults, row.certificates), *cells_of_target(row.target)]
        for row in communes(month)
    )
    return Sheet(title(month), remark_from_outside(), tuple(columns), rows)


def document(month: date, licence: dict) -> dict:
    """The same as JSON; null for fewer than five people."""
    names = ("province_code", "province", "code", "name", *OPEN)
    return {
        "title": title(month),
        "language": get_language(),
        "up_to": last_day(month).isoformat(),
        "rule": remark_from_outside(),
        "licence": licence,
        "communes": [
            dict(zip(names, (*row.words, *row.counts), strict=True))
            | {"adults": told_adults(row.adults), "coverage": told_coverage(row.certificates, row.adults)}
            | {"target": row.target}
            for row in communes(month)
        ],
    }


def title(month: date) -> str:
    return _("Communes on %(day)s") % {"day": f"{last_day(month):%d/%m/%Y}"}
