"""Progress as it follows from events and attempts. May be asked again and again, in any order, for the same result."""

from collections.abc import Iterable
from copy import copy
from datetime import datetime

from django.db import transaction
from django.utils.functional import cached_property

from learners.models import Learner
from quizzes.models import Attempt
from records.models import Event, ObjectType, Verb

from .catalogue import Course, course_of_lesson, course_of_quiz, courses, courses_that_need
from .channelling import settle_channels
from .completion import Done, completed_at, earliest, is_later_step
from .models import CourseProgress, LessonProgress
from .rehearsal_progress import locate_rehearsals, project_rehearsals
from .signals import lessons_changed, progress_changed
from .writing import write


class LearnerProgress:
    """All rows of one learner, read once, changed in memory, written once, and told about."""

    def __init__(self, learner: Learner, *others: Learner):
        """`others` are keys under which the same person did something, whose events may not have moved yet."""
        self.learner = learner
        self.people = [learner, *others]
        self.courses = {row.course_key: row for row in learner.course_progress.all()}
        self.lessons = {row.lesson_key: row for row in learner.lesson_progress.all()}
        self.before = [copy(row) for row in self.courses.values()]
        self.touched_lessons: dict = {}  # lesson key → the row as it was, None if new
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
        self.touch(event.object_key)
        row = self.lessons.get(event.object_key)
        if row is None:
            row = self.lessons[event.object_key] = LessonProgress(
                learner=self.learner,
                course_key=course.key,
                lesson_key=event.object_key,
                started_at=event.occurred_at,
                started_unit_id=self.learner.unit_id,
                steps_done=[],
            )
        row.started_at = earliest(row.started_at, event.occurred_at)
        step = str(event.data.get("step", ""))[:36]
        if step and event.verb == Verb.PROGRESSED:
            row.steps_done = sorted({*row.steps_done, step})
        if step and is_later_step(event.occurred_at, step, row.last_step_at, row.last_step):
            row.last_step, row.last_step_at = step, event.occurred_at
        own = self._course(course, event.occurred_at)
        if event.verb == Verb.COMPLETED:
            self._happened(row, "completed_at", event.occurred_at)
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

    def touch(self, lesson_key) -> None:
        """About to be changed."""
        self.touched_lessons.setdefault(lesson_key, copy(self.lessons.get(lesson_key)))

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
            setattr(row, row.MOMENTS[name], self.learner.unit_id)
        setattr(row, name, earliest(getattr(row, name), moment))

    def save(self) -> None:
        for row in self.courses.values():
            self._settle(row)
        before = {row.course_key: _facts(row) for row in self.before}
        settle_channels(self.courses.values(), {row.course_key: row for row in self.before}, self.people, self.heard)
        changed = [row for row in self.courses.values() if before.get(row.course_key) != _facts(row)]
        lessons = [self.lessons[key] for key in self.touched_lessons]
        write(LessonProgress, lessons, LESSON_FIELDS)
        write(CourseProgress, changed, COURSE_FIELDS)
        if lessons:
            before_lessons = [row for row in self.touched_lessons.values() if row]
            lessons_changed.send(LessonProgress, learner=self.learner, before=before_lessons, after=lessons)
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
LESSON_FIELDS = [
    *(name for pair in LessonProgress.MOMENTS.items() for name in pair),
    "steps_done",
    "last_step",
    "last_step_at",
]
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


def _live_at(unit_id, row):
    for moment, unit in row.MOMENTS.items():
        if getattr(row, moment):
            setattr(row, unit, getattr(row, unit) or unit_id)


@transaction.atomic
def locate(learner: Learner) -> None:
    """What was done before the person said where they live counts there."""
    progress = LearnerProgress(learner)
    for row in progress.courses.values():
        _live_at(learner.unit_id, row)
    for key, row in progress.lessons.items():
        progress.touch(key)
        _live_at(learner.unit_id, row)
    progress.save()
    locate_rehearsals(learner)
