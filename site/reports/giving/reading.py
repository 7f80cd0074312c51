"""The totals of communes, row after row: nothing here holds them all."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone

from communes.models import Unit

from ..boundaries import TODAY
from ..figures import View
from ..models import DailyTotals, MonthlyTotals, TotalsQuerySet
from ..periods import ALL_TIME, FIRST_DAY, choose, month_of, months, periods
from ..rollups import ANY_COURSE
from ..tables import ALL, Table, course_table, people_table
from .places import Places
from .running import Month, Parts, running, running_together

MEASURES = MonthlyTotals.measures
CERTIFICATES = "certificates"
CHUNK = 2_000
# Places of several units whose months are put together at once.
TOGETHER = 50
NOTHING = (0,) * len(MEASURES)


def from_outside(unit: Unit | None, drawn: str = TODAY) -> View:
    """What may be seen of a unit, or of the country, by those who are not there; since the beginning."""
    today = timezone.localdate()
    choices = periods(today)
    return View(unit, choose(ALL_TIME, choices), choices, today, is_own=False, drawn=drawn)


def by_month(places: Places) -> Iterator[Month]:
    """Each place and course (any course among them) since the beginning; those of several units come last."""
    rows, today = MonthlyTotals.objects.order_by("unit", "course_key", "month"), places.view.today
    fields = ("unit", "course_key", "month", *MEASURES)
    single = rows.filter(unit__in=places.single.values("pk")).values_list(*fields)
    yield from running(single.iterator(chunk_size=CHUNK), today)
    waiting = iter(places.joined.items())
    while some := dict(islice(waiting, TOGETHER)):
        found = rows.filter(unit__in=[unit for units in some.values() for unit in units])
        yield from running_together(found.values_list(*fields), some, today)


def by_day(places: Places) -> Iterator[tuple]:
    """(day, course, *numbers) of one commune."""
    units = places.units_of(places.view.unit.pk)
    rows = DailyTotals.objects.filter(unit__in=units).sums("day", "course_key")
    return rows.order_by("day", "course_key").iterator(chunk_size=CHUNK)


def so_far(places: Places, last: date | None = None) -> dict[int, Parts]:
    """What people in the units of each row had come to, up to the end of the month `last` if that is said."""
    rows = MonthlyTotals.objects.of_people()
    if last:
        rows = rows.filter(month__lte=last)
    counts = {unit: tuple(numbers) for unit, *numbers in rows.filter(unit__in=places.single.values("pk")).sums("unit")}
    if places.joined:
        units = [unit for units in places.joined.values() for unit in units]
        counts |= {unit: tuple(numbers) for unit, *numbers in rows.filter(unit__in=units).sums("unit")}
    return {
        place.pk: tuple(counts.get(unit, NOTHING) for unit in places.units_of(place.pk)) for place in places.by_code
    }


class Province(NamedTuple):
    """What may be shown of one so far, a number for each measure; and its certificates by month, in the row ALL."""

    numbers: list[int | None]
    certificates: Table


def by_province(places: Places) -> dict[int, Province]:
    """As the page of each province shows it, never exact."""
    found, above, within = so_far(places), {}, defaultdict(list)
    for place in places.by_code:
        within[place.parent_id].append(place.pk)
        above |= dict.fromkeys(places.units_of(place.pk), place.parent_id)
    certificates = defaultdict(list)
    rows = MonthlyTotals.objects.of_people().filter(unit__in=above).values_list("unit", "month", CERTIFICATES)
    for unit, month, number in rows.iterator(chunk_size=CHUNK):
        certificates[above[unit]].append((unit, month_of(month, places.view.today), number))
    return {
        province: Province(
            _sum(places, own, found), _table(certificates[province], own, places.view, measures=(CERTIFICATES,))
        )
        for province, own in within.items()
    }


def _sum(places, rows, found):
    counts = (
        (unit, ALL_TIME, *numbers)
        for row in rows
        for unit, numbers in zip(places.units_of(row), found[row], strict=True)
    )
    return course_table(counts, rows, [ALL_TIME], False, placing=places.view.placing).numbers(ALL, ALL_TIME)


def tables(view: View, course: UUID | None = None) -> dict[UUID, Table]:
    """Of each course (any course among them), or of this one: the table of the page of this place, but never exact."""
    kind = TotalsQuerySet.all if course is None else lambda totals: totals.filter(course_key=course)
    rows = defaultdict(list, {course or ANY_COURSE: []})
    for place, key, month, *numbers in view.sums_of(MonthlyTotals, kind, "course_key", "month"):
        rows[key].append((place, month_of(month, view.today), *numbers))
    return {key: _table(own, view.keys, view) for key, own in rows.items()}


def month_by_month(table: Table, row: Hashable, last: date) -> Iterator[tuple]:
    """(month, numbers of the month, numbers since the beginning), as they may be shown."""
    so_far = table.nothing
    for month in months(FIRST_DAY, last):
        in_month = table.numbers(row, month)
        so_far = [before + (number or 0) for before, number in zip(so_far, in_month, strict=True)]
        yield month, in_month, [number or None for number in so_far]


def _table(rows, places, view, measures=MEASURES):
    periods = [period for period in view.choices if period.key == ALL_TIME]
    return people_table(rows, places, periods, False, measures, placing=view.placing)
