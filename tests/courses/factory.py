"""Courses for tests, in Vietnamese and English with the same keys. The Vietnamese page is returned.

They hang below the home pages that the fixture `site_tree` makes.
"""

import uuid
from datetime import date, timedelta

from django.utils import timezone
from django.utils.text import slugify

from courses.models import CoursePage, LessonPage, Rehearsal
from pages.models import HomePage
from quizzes.actions import submit_answers
from records.actions import take_in
from records.models import ObjectType, Verb
from records.statements import Statement
from tests.quizzes.factory import LANGUAGES, in_language, locale, question, quiz, right_answers, worded

__all__ = ["course", "finish", "in_language", "lead_to", "lesson", "pass_quiz", "read_lesson", "rehearsal", "start"]


def course(title="VNeID", lessons=2, questions=4, languages=LANGUAGES, **fields):
    """A live course with its lessons and, where there are questions, its quiz."""
    exam = quiz(f"Bài kiểm tra: {title}", questions, languages=languages) if questions else None
    key = uuid.uuid4()
    rows = [_course(code, key, title, exam, fields) for code in languages]
    for number in range(1, lessons + 1):
        lesson(rows[0], f"Bài {number}", languages=languages)
    return rows[0]


def lesson(course, title="Bài mới", steps=2, check=True, checks=(), languages=LANGUAGES, **fields):
    """A live lesson at the end of a course; its last step asks a check question, or as many steps as many of them."""
    asked = [question(f"{title}: kiểm tra?", languages=languages)] if check and not checks else list(checks)
    steps = max(steps, len(asked))
    key, step_keys = uuid.uuid4(), [str(uuid.uuid4()) for _step in range(steps)]
    rows = [_lesson(in_language(course, code), key, step_keys, title, asked, fields) for code in languages]
    course.__dict__.pop("lessons", None)
    return rows[0]


def rehearsal(screens, title="Tập thử", languages=LANGUAGES, **fields):
    """A live rehearsal with the same raw screens in every language."""
    key = uuid.uuid4()
    words = {"intro": "Bà con tập thử.", "source": "Trang hướng dẫn"}
    rows = [
        Rehearsal(
            title=worded(title, code), locale=locale(code), translation_key=key, screens=screens, **words | fields
        )
        for code in languages
    ]
    for row in rows:
        row.save()
        row.save_revision().publish()
    return rows[0]


def lead_to(page, rehearsal):
    """A step of a lesson, the second one, gets the card of a rehearsal, in every language."""
    for code in LANGUAGES:
        own = in_language(page, code)
        raw = list(own.steps.raw_data)
        raw[1]["value"]["body"].append({"type": "rehearsal", "value": in_language(rehearsal, code).pk})
        own.steps = raw
        own.save_revision().publish()


def start(learner, course, at=None):
    """The learner opens the first lesson."""
    _tell(learner, Verb.INITIALIZED, course.lessons[0], at)


def read_lesson(learner, lesson, at=None):
    """The learner goes through all steps of a lesson."""
    for step in lesson.steps:
        _tell(learner, Verb.PROGRESSED, lesson, at, step=step.id)
    _tell(learner, Verb.COMPLETED, lesson, at)


def pass_quiz(learner, course, at=None):
    return submit_answers(learner, course.quiz, right_answers(course.quiz), at=at or timezone.now())


def finish(learner, course, at=None):
    """The learner does the whole course: every lesson, and the quiz where there is one."""
    at = at or timezone.now()
    for number, lesson in enumerate(LessonPage.objects.child_of(course)):
        read_lesson(learner, lesson, at + timedelta(seconds=number))
    return pass_quiz(learner, course, at + timedelta(minutes=1)) if course.quiz else None


def _course(code, key, title, exam, fields):
    page = CoursePage(
        title=worded(title, code),
        slug=slugify(f"{title} {code}"),
        summary=worded("Một câu về khóa học.", code),
        quiz=in_language(exam, code) if exam else None,
        locale=locale(code),
        translation_key=key,
        **fields,
    )
    return _published(HomePage.objects.get(locale=page.locale), page)


def _lesson(parent, key, step_keys, title, asked, fields):
    code = parent.locale.language_code
    page = LessonPage(
        title=worded(title, code),
        slug=slugify(f"{title} {code}"),
        source=worded("Luật Căn cước", code),
        locale=parent.locale,
        translation_key=key,
        **{"checked_on": date(2026, 11, 22)} | fields,
    )
    asked = [None] * (len(step_keys) - len(asked)) + [in_language(question, code) for question in asked]
    page.steps = [
        _step(key, number, code, question)
        for number, (key, question) in enumerate(zip(step_keys, asked, strict=True), 1)
    ]
    return _published(parent, page)


def _step(key, number, code, question):
    body = [{"type": "text", "value": f"<p>{worded('Mỗi bước một việc.', code)}</p>"}]
    if question:
        body.append({"type": "check", "value": question.pk})
    return {"type": "step", "id": key, "value": {"title": worded(f"Bước {number}", code), "body": body}}


def _published(parent, page):
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def _tell(learner, verb, lesson, at, **data):
    moment = at or timezone.now()
    code = lesson.locale.language_code
    take_in(learner, [Statement(verb, ObjectType.LESSON, lesson.key, moment, locale=code, data=data)])
