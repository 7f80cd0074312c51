"""At which lesson of a course people stop, for the page of the course."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import get_language

from courses.catalogue import courses, in_language

from ..figures import View
from ..tables import Figures, per_cent
from .counting import MEASURES
from .models import LessonTotals


@dataclass(frozen=True)
class LessonLine:
    """`share`: of 100 who began the lesson, how many did it; `stopped`: the others. None where it may not be told."""

    title: str
    figures: Figures
    share: int | None = None
    stopped: int | None = None
    is_worst: bool = False


def lessons_of(view: View, course_key: UUID) -> list[LessonLine]:
    """In the order of the course as it is offered now; none of a course that is no longer offered."""
    course, language = courses().get(course_key), get_language()
    if course is None:
        return []
    rows = view.sums_of(LessonTotals, lambda totals: totals.filter(lesson_key__in=course.lesson_keys), "lesson_key")
    table = view.table(rows, course.lesson_keys, MEASURES)
    titles = [in_language(lesson.titles, language) for lesson in course.lessons]
    found = [table.at(view.row, key) for key in course.lesson_keys]
    return lines(zip(titles, found, strict=True))


def lines(lessons: Iterable[tuple[str, Figures]]) -> list[LessonLine]:
    """From (title, figures); the lesson at which most stop is marked, if any do. Pure."""
    found = [_line(title, figures) for title, figures in lessons]
    most = max((line.stopped for line in found if line.stopped), default=None)
    worst = next((line for line in found if most and line.stopped == most), None)
    return [replace(line, is_worst=line is worst) for line in found]


def _line(title, figures):
    began, did = figures.learners, figures.completions
    if began is None or did is None:
        return LessonLine(title, figures)
    return LessonLine(title, figures, per_cent(did, began), max(began - did, 0))
