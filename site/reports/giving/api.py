"""The read API: what a province's operations centre may poll. Always from outside: all counts are rounded."""

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language

from communes.models import Kind, Unit
from courses.catalogue import courses as offered_courses
from courses.catalogue import in_language

from .. import gate
from ..rollups import ANY_COURSE
from . import openapi, reading
from .answering import answered, with_key
from .asking import ANY, course_asked, month_asked, months_asked, told, unit_asked
from .running import Month


@answered
def description(request):
    return openapi.document(request.build_absolute_uri("/").rstrip("/"))


@with_key
def units(request, key):
    """The unit of the key, and those within it."""
    scope = unit_asked(key.unit, None)
    parts = Unit.objects.current().filter(parent=scope).select_related("parent").order_by("code")
    return {"unit": told(scope), "units": [told(part) for part in parts]}


@with_key
def unit(request, key, code):
    return {"unit": told(unit_asked(key.unit, code))}


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
    today = timezone.localdate()
    found = unit_asked(key.unit, request.GET.get("unit"))
    first, last = months_asked(request.GET.get("from"), request.GET.get("to"), today)
    course = course_asked(request.GET.get("course"))
    places = list(communes_of(found).values_list("pk", flat=True))
    lines = {}
    for month in reading.by_month(places, today, course):
        lines.setdefault((month.course, month.month), []).append(month)
    return {
        "unit": told(found),
        "from": f"{first:%Y-%m}",
        "to": f"{last:%Y-%m}",
        "totals": [
            line
            for (which, month), parts in sorted(lines.items())
            if first <= month <= last and (line := line_of(which, month, parts, len(places)))
        ],
    }


@with_key
def places(request, key):
    """What each place within the key's unit had come to by the end of a month."""
    today = timezone.localdate()
    scope = unit_asked(key.unit, None)
    asked = request.GET.get("month")
    month = today.replace(day=1) if asked is None else month_asked(asked, "month", today)
    course = course_asked(request.GET.get("course")) or ANY_COURSE
    communes = communes_of(scope).order_by("code")
    # This month also holds what clocks gone wrong have put into the future.
    last = None if (month.year, month.month) == (today.year, today.month) else month
    counts = reading.so_far(communes.order_by().values("pk"), course, last)
    nothing = (0,) * len(reading.MEASURES)
    return {
        "unit": told(scope),
        "month": f"{month:%Y-%m}",
        "course": course_key(course),
        "places": [
            {"code": place.code, "name": place.name} | named(map(gate.shown, counts.get(place.pk, nothing)))
            for place in communes
        ],
    }


def communes_of(unit: Unit):
    found = Unit.objects.current().communes()
    return found.filter(pk=unit.pk) if unit.kind == Kind.COMMUNE else found.filter(parent=unit)


def line_of(course: UUID, month: date, parts: list[Month], count: int) -> dict | None:
    """The sum of a month over all `count` places; None where fewer than five people have come together."""
    # Places with nobody count too: the gate asks how much room there is in all.
    empty = [(0,) * len(reading.MEASURES)] * (count - len(parts))
    so_far = shown_sum([*(part.after for part in parts), *empty])
    if not any(so_far):
        return None
    in_month = [
        (after or 0) - (before or 0) or None
        for before, after in zip(shown_sum([*(part.before for part in parts), *empty]), so_far, strict=True)
    ]
    return {
        "month": f"{month:%Y-%m}",
        "course": course_key(course),
        "in_month": named(in_month),
        "so_far": named(so_far),
    }


def shown_sum(parts: list[tuple[int, ...]]) -> list[int | None]:
    return [gate.shown_total(sum(numbers), numbers) for numbers in zip(*parts, strict=True)]


def named(numbers) -> dict:
    return dict(zip(reading.MEASURES, numbers, strict=True))


def course_key(course: UUID) -> str:
    return ANY if course == ANY_COURSE else str(course)
