"""The classes of a commune, one by one, for its own official."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from classes.models import ClassSession
from courses.catalogue import course_titles

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
    """The course in the reader's language; empty where no single one is meant."""
    titles = course_titles() | {None: ""}
    return [Held(row, titles.get(row.course_key, gettext("A course no longer offered"))) for row in rows]
