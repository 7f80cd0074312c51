"""The read API: what a province's operations centre may poll. Always from outside: all counts are rounded."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from communes.models import Unit
from courses.catalogue import course_titles

from ..boundaries import TIME, TODAY
from ..figures import View
from ..periods import last_day
from ..rollups import ANY_COURSE
from ..tables import Table
from ..targets.reading import Adults
from . import openapi, reading
from .aims import Aims, told_coverage
from .answering import answered, with_key
from .asking import ANY, boundaries_asked, course_asked, month_asked, months_asked, told, unit_asked
from .places import Places
from .reading import CERTIFICATES, from_outside


@answered
def description(request):
    return openapi.document(request.build_absolute_uri("/").rstrip("/"))


@with_key
def units(request, key):
    """The unit of the key, and those within it."""
    view = view_asked(request, key)
    parts = [] if view.is_commune else Places(view).by_code
    found = aims(view, [view.unit, *parts], view.people)
    return {
        "unit": told(view.unit) | found.told(view.unit),
        "boundaries": way(view),
        "units": [told(part) | found.told(part) for part in parts],
    }


@with_key
def unit(request, key, code):
    view = view_asked(request, key, code)
    return {"unit": told(view.unit) | aims(view, [view.unit], view.people).told(view.unit), "boundaries": way(view)}


@with_key
def courses(request, key):
    return {"courses": [{"key": str(course), "title": title} for course, title in course_titles().items()]}


@with_key
def totals(request, key):
    """One unit by month and course; beside it what it had come to by the last of these months."""
    view = view_asked(request, key, request.GET.get("unit"))
    first, last = months_asked(request.GET.get("from"), request.GET.get("to"), view.today)
    course = course_asked(request.GET.get("course"))
    found = reading.tables(view, course)
    wanted = aims(view, [view.unit], found[course or ANY_COURSE], last, course)
    adults = wanted.targets.adults(view.unit)
    return {
        "unit": told(view.unit) | wanted.told(view.unit),
        "boundaries": way(view),
        "from": f"{first:%Y-%m}",
        "to": f"{last:%Y-%m}",
        "totals": [
            {"course": course_key(key)} | line
            for key in sorted(found)
            for line in lines(view, found[key], first, last, adults)
        ],
    }


def lines(view: View, table: Table, first: date, last: date, adults: Adults) -> Iterator[dict]:
    """A course by month, from the first in which five people have come together."""
    for month, in_month, so_far in reading.month_by_month(table, view.row, last):
        if first <= month and any(so_far):
            counts = named(so_far)
            yield {
                "month": f"{month:%Y-%m}",
                "in_month": named(in_month),
                "so_far": counts,
                "coverage": told_coverage(counts[CERTIFICATES], adults),
            }


@with_key
def places(request, key):
    """What each place within the key's unit had come to by the end of a month."""
    view = view_asked(request, key)
    asked, this_month = request.GET.get("month"), view.today.replace(day=1)
    month = this_month if asked is None else month_asked(asked, "month", view.today)
    course = course_asked(request.GET.get("course")) or ANY_COURSE
    listed, table = Places(view).by_code, reading.tables(view, course)[course]
    found = aims(view, listed, table, month, course)
    return {
        "unit": told(view.unit),
        "boundaries": way(view),
        "month": f"{month:%Y-%m}",
        "course": course_key(course),
        "places": [brief(place) | so_far(table, place, month) | found.told(place) for place in listed],
    }


def so_far(table: Table, place: Unit, month: date) -> dict:
    *_before, (_month, _in_month, numbers) = reading.month_by_month(table, place.pk, month)
    return named(numbers)


def aims(view: View, units: list[Unit], table: Table, month: date | None = None, course: UUID | None = None) -> Aims:
    """Of the unit of a view and those listed there, at the end of a month; today unless said otherwise."""
    on = min(last_day(month), view.today) if month else view.today
    counts = {one.pk: table.certificates(view.row if one == view.unit else one.pk, on) for one in units}
    return Aims(view, units, counts, on, course or ANY_COURSE)


def view_asked(request, key, code: str | None = None) -> View:
    """Of the unit with that code, or of the key's own."""
    drawn = boundaries_asked(request.GET.get("boundaries"))
    return from_outside(unit_asked(key.unit, code, drawn), drawn)


def way(view: View) -> str:
    return TODAY if view.boundaries.is_today else TIME


def brief(place: Unit) -> dict:
    return {name: told(place)[name] for name in ("code", "name", "valid_to")}


def named(numbers) -> dict:
    return dict(zip(reading.MEASURES, numbers, strict=True))


def course_key(course: UUID) -> str:
    return ANY if course == ANY_COURSE else str(course)
