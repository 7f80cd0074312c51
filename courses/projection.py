"""Progress as it follows from events and attempts. May be asked again and again, in any order, for the same result."""

from collections.abc import Iterable
from copy import copy
from datetime import UTC, datetime

from django.db import transaction
from django.db.models.base import ModelState
from django.utils.functional import cached_property

from learners.models import Learner
from quizzes.models import Attempt
from records.models import Event, ObjectType, Verb

from .catalogue import Course, course_of_lesson, course_of_quiz, courses, courses_that_need
from .channelling import settle_channels
from .completion import Done, completed_at, earliest, is_later_step
from .models import CourseProgress, LessonProgress
from .rehearsal_progress import (
    count_rehearsals,
    drop_rehearsals,
    locate_rehearsals,
    project_rehearsals,
    rehearsals_of,
)
from .signals import progress_changed
from .writing import write

BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


class LearnerProgress:
    """All rows of one learner, read once, changed in memory, written once, and told about."""

    def __init__(self, learner: Learner, *others: Learner):
        """`others` are keys under which the same person did something, whose events may not have moved yet."""
        self.learner = learner
        self.people = [learner, *others]
        self.courses = {row.course_key: row for row in learner.course_progress.all()}
        self.lessons = {row.lesson_key: row for row in learner.lesson_progress.all()}
        self.before = [copy(row) for row in self.courses.values()]
        self.touched_lessons: set = set()
        self.news: dict = {}  # course key → the earliest moment of what is new
        self.heard: set = set()  # the moments of all that is new

    @cached_property
    def rehearsed(self) -> dict:
        return {row.rehearsal_key: row.rehearsed for row in self.learner.rehearsal_progress.all()}

    def hear(self, course: Course, moment: datetime) -> None:
        """Something that may count for the course was done then."""
        self.news[course.key] = earliest(self.news.get(course.key), moment)
        self.heard.add(moment)

    def add_event(self, event: Event, course: Course) -> None:
        row = self.lessons.get(event.object_key)
        if row is None:
            row = self.lessons[event.object_key] = LessonProgress(
                learner=self.learner,
                course_key=course.key,
                lesson_key=event.object_key,
                started_at=event.occurred_at,
                steps_done=[],
            )
        self.touched_lessons.add(event.object_key)
        row.started_at = earliest(row.started_at, event.occurred_at)
        step = str(event.data.get("step", ""))[:36]
        if step and event.verb == Verb.PROGRESSED:
            row.steps_done = sorted({*row.steps_done, step})
        if step and is_later_step(event.occurred_at, step, row.last_step_at, row.last_step):
            row.last_step, row.last_step_at = step, event.occurred_at
        own = self._course(course, event.occurred_at)
        if event.verb == Verb.COMPLETED:
            row.completed_at = earliest(row.completed_at, event.occurred_at)
            self._happened(own, "reached_at", event.occurred_at)

    def add_attempt(self, attempt: Attempt, course: Course) -> None:
        row = self._course(course, attempt.submitted_at)
        if row.tried_at is None or attempt.submitted_at < row.tried_at:
            self._happened(row, "tried_at", attempt.submitted_at)
            row.is_first_try_passed = False
        if attempt.submitted_at == row.tried_at:
            # Marked anew, it may have become a pass; never the other way round.
            row.is_first_try_passed |= attempt.is_passed
        row.best_score = max(row.best_score or 0, attempt.score)
        if attempt.is_passed:
            row.passed_at = earliest(row.passed_at, attempt.submitted_at)

    def fold(self, courses: Iterable[CourseProgress], lessons: Iterable[LessonProgress]) -> None:
        """What the same person did under another key: of two, the earliest beginning and end and the best result."""
        for row in lessons:
            own = self.lessons.setdefault(row.lesson_key, _as_new(row, self.learner))
            self.touched_lessons.add(row.lesson_key)
            own.started_at = earliest(own.started_at, row.started_at)
            own.steps_done = sorted({*own.steps_done, *row.steps_done})
            own.completed_at = earliest(own.completed_at, row.completed_at)
            if row.last_step and is_later_step(row.last_step_at, row.last_step, own.last_step_at, own.last_step):
                own.last_step, own.last_step_at = row.last_step, row.last_step_at
        for row in courses:
            own = self.courses.setdefault(row.course_key, _as_new(row, self.learner))
            own.is_first_try_passed = _first_try(own, row)
            for moment, unit in CourseProgress.MOMENTS.items():
                _keep_earlier(own, row, moment, unit)
            self.news[row.course_key] = BEFORE_ALL
            own.best_score = max((s for s in (own.best_score, row.best_score) if s is not None), default=None)
            own.passed_at = earliest(own.passed_at, row.passed_at)

    def _course(self, course, moment):
        self.hear(course, moment)
        row = self.courses.get(course.key)
        if row is None:
            row = self.courses[course.key] = CourseProgress(
                learner=self.learner,
                course_key=course.key,
                started_at=moment,
                started_unit_id=self.learner.unit_id,
            )
        row.started_at = earliest(row.started_at, moment)
        return row

    def _happened(self, row, name, moment):
        """For the first time, or earlier than was known."""
        if getattr(row, name) is None:
            setattr(row, CourseProgress.MOMENTS[name], self.learner.unit_id)
        setattr(row, name, earliest(getattr(row, name), moment))

    def save(self) -> None:
        for row in self.courses.values():
            self._settle(row)
        before = {row.course_key: _facts(row) for row in self.before}
        settle_channels(self.courses.values(), {row.course_key: row for row in self.before}, self.people, self.heard)
        changed = [row for row in self.courses.values() if before.get(row.course_key) != _facts(row)]
        write(LessonProgress, [self.lessons[key] for key in self.touched_lessons], LESSON_FIELDS)
        write(CourseProgress, changed, COURSE_FIELDS)
        if changed:
            progress_changed.send(
                CourseProgress, learner=self.learner, before=self.before, after=list(self.courses.values())
            )

    def _settle(self, row):
        """A completion once reached is never taken away or moved by a later change of the course.

        It is only moved by news of what was done before it.
        """
        course, news = courses().get(row.course_key), self.news.get(row.course_key)
        if course is None or (row.completed_at and not (news and news < row.completed_at)):
            return
        rehearsed = self.rehearsed if course.rule.rehearsals else {}
        done = Done({key: r.completed_at for key, r in self.lessons.items()}, row.passed_at, rehearsed)
        moment = completed_at(done, course.rule)
        if moment:
            self._happened(row, "completed_at", moment)


# Said about a lesson; nothing is learnt by it.
WORDS = {Verb.COMMENTED, Verb.VOIDED}
LESSON_FIELDS = ["started_at", "steps_done", "last_step", "last_step_at", "completed_at"]
COURSE_FIELDS = [
    *(name for pair in CourseProgress.MOMENTS.items() for name in pair),
    "is_first_try_passed",
    "best_score",
    "passed_at",
    "started_channel",
    "completed_channel",
]


def _facts(row):
    return tuple(getattr(row, name) for name in COURSE_FIELDS)


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


def project_events(learner: Learner, events: Iterable[Event]) -> None:
    rehearsed = [e for e in events if e.object_type == ObjectType.REHEARSAL and e.verb == Verb.COMPLETED]
    project_rehearsals(learner, rehearsed)
    lessons = [e for e in events if e.object_type == ObjectType.LESSON and e.verb not in WORDS]
    known = [(event, course) for event in lessons if (course := course_of_lesson(event.object_key))]
    needed = [(event, course) for event in rehearsed for course in courses_that_need([event.object_key])]
    if known or needed:
        progress = LearnerProgress(learner)
        for event, course in known:
            progress.add_event(event, course)
        for event, course in needed:
            progress.hear(course, event.occurred_at)
        progress.save()


def project_attempts(learner: Learner, attempts: Iterable[Attempt]) -> None:
    known = [(attempt, course) for attempt in attempts if (course := course_of_quiz(attempt.quiz_key))]
    if known:
        progress = LearnerProgress(learner)
        for attempt, course in known:
            progress.add_attempt(attempt, course)
        progress.save()


@transaction.atomic
def locate(learner: Learner) -> None:
    """What was done before the person said where they live counts there."""
    progress = LearnerProgress(learner)
    for row in progress.courses.values():
        for moment, unit in CourseProgress.MOMENTS.items():
            if getattr(row, moment):
                setattr(row, unit, getattr(row, unit) or learner.unit_id)
    progress.save()
    locate_rehearsals(learner)


def merge_progress(source: Learner, target: Learner) -> None:
    """The source's rows are folded into the target's; whoever counts people hears of both."""
    courses_of_source, lessons_of_source = list(source.course_progress.all()), list(source.lesson_progress.all())
    source.course_progress.all().delete()
    source.lesson_progress.all().delete()
    drop_rehearsals(source)
    if courses_of_source:
        progress_changed.send(CourseProgress, learner=source, before=courses_of_source, after=[])
    # Whether the events themselves have moved by now or not.
    count_rehearsals(target, rehearsals_of(source, target))
    progress = LearnerProgress(target, source)
    progress.fold(courses_of_source, lessons_of_source)
    progress.save()
