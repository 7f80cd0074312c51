"""The read API: what a province's operations centre may poll. Always from outside: all counts are rounded."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language

from communes.models import Unit
from courses.catalogue import courses as offered_courses
from courses.catalogue import in_language

from ..boundaries import TIME, TODAY
from ..figures import View
from ..periods import ALL_TIME, choose, periods
from ..rollups import ANY_COURSE
from ..tables import Table
from . import openapi, reading
from .aims import Aims
from .answering import answered, with_key
from .asking import ANY, boundaries_asked, course_asked, month_asked, months_asked, told, unit_asked
from .places import Places
from .running import shown


@answered
def description(request):
    return openapi.document(request.build_absolute_uri("/").rstrip("/"))


@with_key
def units(request, key):
    """The unit of the key, and those within it."""
    scope, drawn = unit_asked(key.unit, None), boundaries_asked(request.GET.get("boundaries"))
    view = from_outside(scope, drawn)
    parts = [] if view.is_commune else Places(view).by_code
    found = wanted(view, parts)
    return {
        "unit": told(scope) | found.told(scope),
        "boundaries": way(view),
        "units": [told(part) | found.told(part) for part in parts],
    }


@with_key
def unit(request, key, code):
    drawn = boundaries_asked(request.GET.get("boundaries"))
    view = from_outside(unit_asked(key.unit, code, drawn), drawn)
    return {"unit": told(view.unit) | wanted(view, []).told(view.unit), "boundaries": way(view)}


def wanted(view: View, parts: list[Unit]) -> Aims:
    rows = {part.pk: part.pk for part in parts} | {view.unit.pk: view.row}
    counts = {pk: view.people.certificates(row, view.today) for pk, row in rows.items()}
    return Aims([view.unit, *parts], counts, view.today)


@with_key
def courses(request, key):
    language = get_language()
    return {
        "courses": [
            {"key": str(course), "title": in_language(found.titles, language)}
            for course, found in offered_courses().items()
        ]
    }


@with_key
def totals(request, key):
    """One unit by month and course."""
    drawn = boundaries_asked(request.GET.get("boundaries"))
    view = from_outside(unit_asked(key.unit, request.GET.get("unit"), drawn), drawn)
    first, last = months_asked(request.GET.get("from"), request.GET.get("to"), view.today)
    found = reading.tables(view, course_asked(request.GET.get("course")))
    return {
        "unit": told(view.unit),
        "boundaries": way(view),
        "from": f"{first:%Y-%m}",
        "to": f"{last:%Y-%m}",
        "totals": [line for course in sorted(found) for line in lines(view, course, found[course], first, last)],
    }


def lines(view: View, course: UUID, table: Table, first: date, last: date) -> Iterator[dict]:
    """A course by month, from the first in which five people have come together."""
    so_far = [0] * len(reading.MEASURES)
    for month in view.period.months:
        in_month = table.numbers(view.row, month)
        so_far = [before + (number or 0) for before, number in zip(so_far, in_month, strict=True)]
        if first <= month <= last and any(so_far):
            yield {
                "month": f"{month:%Y-%m}",
                "course": course_key(course),
                "in_month": named(in_month),
                "so_far": named(number or None for number in so_far),
            }


@with_key
def places(request, key):
    """What each place within the key's unit had come to by the end of a month."""
    view = from_outside(unit_asked(key.unit, None), boundaries_asked(request.GET.get("boundaries")))
    asked, this_month = request.GET.get("month"), view.today.replace(day=1)
    month = this_month if asked is None else month_asked(asked, "month", view.today)
    course = course_asked(request.GET.get("course")) or ANY_COURSE
    listed = Places(view)
    # This month also holds what clocks gone wrong have put into the future.
    counts = reading.so_far(listed, course, None if month == this_month else month)
    return {
        "unit": told(view.unit),
        "boundaries": way(view),
        "month": f"{month:%Y-%m}",
        "course": course_key(course),
        "places": [brief(place) | named(shown(counts[place.pk])) for place in listed.by_code],
    }


def from_outside(unit: Unit, drawn: str) -> View:
    """What everybody with a key may see of a unit, since the beginning."""
    today = timezone.localdate()
    choices = periods(today)
    return View(unit, choose(ALL_TIME, choices), choices, today, is_own=False, drawn=drawn)


def way(view: View) -> str:
    return TODAY if view.boundaries.is_today else TIME


def brief(place: Unit) -> dict:
    return {name: told(place)[name] for name in ("code", "name", "valid_to")}


def named(numbers) -> dict:
    return dict(zip(reading.MEASURES, numbers, strict=True))


def course_key(course: UUID) -> str:
    return ANY if course == ANY_COURSE else str(course)
