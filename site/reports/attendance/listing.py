"""The classes of a commune, one by one, for its own official."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language, gettext

from classes.models import ClassSession
from courses.catalogue import courses, in_language

from ..figures import View


@dataclass(frozen=True)
class Held:
    session: ClassSession
    course: str


def held_in(view: View) -> list[Held]:
    """Of the period, newest first."""
    days = view.period.first, view.period.last
    rows = ClassSession.objects.held().filter(unit__in=view.units, starts_at__date__range=days)
    return with_courses(rows.select_related("hamlet").order_by("-starts_at", "-pk"))


def with_courses(rows: Iterable[ClassSession]) -> list[Held]:
    return [Held(row, course_title(row.course_key)) for row in rows]


def course_title(key: UUID | None) -> str:
    """In the reader's language; empty where no single course is meant."""
    if key is None:
        return ""
    course = courses().get(key)
    return in_language(course.titles, get_language()) if course else gettext("A course no longer offered")
