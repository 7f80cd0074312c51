"""People and figures in one sentence each."""

import uuid
from collections import Counter
from datetime import UTC, datetime

from certificates.models import Certificate
from certificates.signals import certificate_issued
from learners.models import Learner
from records.actions import take_in
from records.models import ObjectType, Verb
from records.statements import Statement
from reports.actions import apply
from reports.models import DailyTotals
from reports.rollups import ANY_COURSE, MEASURES, Cell


def moment(day, month=3, year=2026, hour=5):
    return datetime(year, month, day, hour, tzinfo=UTC)


def fake_courses(monkeypatch, number):
    """Courses of one lesson and no quiz, as the catalogue would give them."""
    from courses import catalogue
    from courses.completion import Rule
    from pages import generation

    found = [
        catalogue.Course(
            uuid.UUID(int=n + 1),
            lessons=[catalogue.Lesson(uuid.UUID(int=n + 101), [])],
            rule=Rule((uuid.UUID(int=n + 101),)),
            titles={"vi": f"Khóa {n}", "en": f"Course {n}"},
        )
        for n in range(number)
    ]
    monkeypatch.setattr(generation, "current", lambda: 7)
    catalogue._kept.update(generation=7, courses={course.key: course for course in found})
    return found


def tell(learner, course, verb, at):
    take_in(learner, [Statement(verb, ObjectType.LESSON, course.lesson_keys[0], at)])


def begin(learner, course, at):
    tell(learner, course, Verb.INITIALIZED, at)


def complete(learner, course, at):
    tell(learner, course, Verb.COMPLETED, at)


def certify(learner, course, at):
    before = list(learner.certificates.current())
    row, is_new = Certificate.objects.get_or_create(
        learner=learner,
        course_key=course.key,
        defaults={"course_title": "x", "unit": learner.unit, "locale": "vi", "issued_at": at},
    )
    if is_new:
        certificate_issued.send(Certificate, certificate=row, before=before)


def someone(unit=None):
    return Learner.objects.create(unit=unit)


def totals(unit, day, *numbers, course=ANY_COURSE):
    """Figures of one day as if they had happened."""
    apply(Counter({Cell(day, unit.pk, course, m): number for m, number in zip(MEASURES, numbers, strict=False)}))


def all_totals():
    """Of the days: how many began, completed and were certified."""
    rows = DailyTotals.objects.values_list("day", "unit_id", "course_key", *MEASURES[:3])
    return {row[:3]: row[3:] for row in rows if any(row[3:])}
