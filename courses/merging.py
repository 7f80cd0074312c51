"""Progress of one person who was taken for two: of each thing the earliest moment and the best result."""

from collections.abc import Iterable
from copy import copy
from datetime import UTC, datetime

from django.db.models.base import ModelState

from learners.models import Learner

from .completion import earliest, is_later_step
from .models import CourseProgress, LessonProgress
from .projection import LearnerProgress
from .rehearsal_progress import count_rehearsals, drop_rehearsals, rehearsals_of
from .signals import lessons_changed, progress_changed

BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


def merge_progress(source: Learner, target: Learner) -> None:
    """The source's rows are folded into the target's; whoever counts people hears of both."""
    courses_of_source, lessons_of_source = list(source.course_progress.all()), list(source.lesson_progress.all())
    source.course_progress.all().delete()
    source.lesson_progress.all().delete()
    drop_rehearsals(source)
    if courses_of_source:
        progress_changed.send(CourseProgress, learner=source, before=courses_of_source, after=[])
    if lessons_of_source:
        lessons_changed.send(LessonProgress, learner=source, before=lessons_of_source, after=[])
    # Whether the events themselves have moved by now or not.
    count_rehearsals(target, rehearsals_of(source, target))
    progress = LearnerProgress(target, source)
    fold(progress, courses_of_source, lessons_of_source)
    progress.save()


def fold(progress: LearnerProgress, courses: Iterable[CourseProgress], lessons: Iterable[LessonProgress]) -> None:
    """What the same person did under another key: of two, the earliest beginning and end and the best result."""
    for row in lessons:
        progress.touch(row.lesson_key)
        own = progress.lessons.setdefault(row.lesson_key, _as_new(row, progress.learner))
        own.steps_done = sorted({*own.steps_done, *row.steps_done})
        for moment, unit in LessonProgress.MOMENTS.items():
            _keep_earlier(own, row, moment, unit)
        if row.last_step and is_later_step(row.last_step_at, row.last_step, own.last_step_at, own.last_step):
            own.last_step, own.last_step_at = row.last_step, row.last_step_at
    for row in courses:
        own = progress.courses.setdefault(row.course_key, _as_new(row, progress.learner))
        own.is_first_try_passed = _first_try(own, row)
        for moment, unit in CourseProgress.MOMENTS.items():
            _keep_earlier(own, row, moment, unit)
        progress.news[row.course_key] = BEFORE_ALL
        own.best_score = max((s for s in (own.best_score, row.best_score) if s is not None), default=None)
        own.passed_at = earliest(own.passed_at, row.passed_at)


def _as_new(row, learner):
    copied = copy(row)
    copied._state = ModelState()
    copied.pk, copied.learner = None, learner
    return copied


def _first_try(own, row):
    tries = [one for one in (own, row) if one.tried_at]
    return bool(tries) and min(tries, key=lambda one: one.tried_at).is_first_try_passed


def _keep_earlier(own, row, moment, unit):
    """The earlier moment with the place of that day; a place is better than none."""
    here, there = (getattr(own, moment), getattr(own, unit)), (getattr(row, moment), getattr(row, unit))
    first, second = sorted([here, there], key=lambda one: (one[0] is None, one[0] or 0))
    setattr(own, moment, first[0])
    setattr(own, unit, first[1] or second[1])
