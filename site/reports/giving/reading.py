"""The totals of communes, row after row: nothing here holds them all."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import islice
from uuid import UUID

from ..figures import View
from ..models import DailyTotals, MonthlyTotals, TotalsQuerySet
from ..periods import ALL_TIME, month_of
from ..rollups import ANY_COURSE
from ..tables import Table, people_table
from .places import Places
from .running import Month, Parts, running, running_together

MEASURES = MonthlyTotals.measures
CHUNK = 2_000
# Places of several units whose months are put together at once.
TOGETHER = 50
NOTHING = (0,) * len(MEASURES)


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


def so_far(places: Places, course: UUID = ANY_COURSE, last: date | None = None) -> dict[int, Parts]:
    """What the units of each row had come to, up to the end of the month `last` if that is said."""
    rows = MonthlyTotals.objects.filter(course_key=course)
    if last:
        rows = rows.filter(month__lte=last)
    counts = {unit: tuple(numbers) for unit, *numbers in rows.filter(unit__in=places.single.values("pk")).sums("unit")}
    if places.joined:
        units = [unit for units in places.joined.values() for unit in units]
        counts |= {unit: tuple(numbers) for unit, *numbers in rows.filter(unit__in=units).sums("unit")}
    return {
        place.pk: tuple(counts.get(unit, NOTHING) for unit in places.units_of(place.pk)) for place in places.by_code
    }


def by_province(places: Places) -> dict[int, Table]:
    """Of each province the table from which its own page is made, never exact; ask it for the row ALL."""
    above = {unit: place.parent_id for place in places.by_code for unit in places.units_of(place.pk)}
    rows = defaultdict(list)
    for unit, month, *numbers in MonthlyTotals.objects.of_people().filter(unit__in=above).sums("unit", "month"):
        rows[above[unit]].append((unit, month_of(month, places.view.today), *numbers))
    within = defaultdict(list)
    for place in places.by_code:
        within[place.parent_id].append(place.pk)
    return {province: _table(rows[province], own, places.view) for province, own in within.items()}


def tables(view: View, course: UUID | None = None) -> dict[UUID, Table]:
    """Of each course, or of this one: the table from which the page of this place is made, but never exact."""
    kind = TotalsQuerySet.all if course is None else lambda totals: totals.filter(course_key=course)
    rows = defaultdict(list)
    for place, key, month, *numbers in view.sums_of(MonthlyTotals, kind, "course_key", "month"):
        rows[key].append((place, month_of(month, view.today), *numbers))
    places = [place.pk for place in view.places]
    return {key: _table(own, places, view) for key, own in rows.items()}


def _table(rows, places, view):
    periods = [period for period in view.choices if period.key == ALL_TIME]
    return people_table(rows, places, periods, False, placing=view.placing)
