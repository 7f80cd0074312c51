"""What one learner has done, as a small document: for the scripts on a phone and for the page "My learning"."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Case, CharField, IntegerField, JSONField, Value, When
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from learners.models import Learner

from .catalogue import Course, course_of_lesson, course_of_quiz, courses, in_language, rehearsals
from .checklist import Item, checklist
from .signals import onward_links


def learner_state(learner: Learner | None, language: str) -> dict:
    """{"learner", "courses": {key: …}, "rehearsals": {key: …}, "claims": {key: "claimed" or "confirmed"},
    "continue": … or None}; two queries, however many."""
    if learner is None:
        return {"learner": None, "courses": {}, "rehearsals": {}, "claims": {}, "continue": None}
    rows = {row.course_key: row for row in learner.course_progress.all()}
    done = done_by(learner)
    lessons = {row.lesson_key: row for row in done if not row.times}
    states = {
        str(key): course_state(learner, course, rows[key], lessons, language)
        for key, course in courses().items()
        if key in rows
    }
    known = {
        "learner": {"id": str(learner.pk), "name": learner.name},
        "courses": states,
        "rehearsals": {str(row.lesson_key): rehearsal_state(row) for row in done if row.times > 0},
        "claims": {str(row.lesson_key): row.last_step for row in done if row.times == CLAIM},
    }
    return known | {"continue": where_to_continue(rows, lessons, known, language)}


def course_state(learner, course: Course, row, lessons, language) -> dict:
    own = {lesson.key: lessons[lesson.key] for lesson in course.lessons if lesson.key in lessons}
    done = sum(1 for progress in own.values() if progress.completed_at)
    return {
        "title": in_language(course.titles, language),
        "url": in_language(course.urls, language),
        "lessons": {str(key): lesson_state(course, progress) for key, progress in own.items()},
        "done": done,
        "count": len(course.lessons),
        "summary": _("%(done)s of %(count)s lessons") % {"done": done, "count": len(course.lessons)},
        "passed": bool(row.passed_at),
        "score": row.best_score,
        "completed": bool(row.completed_at),
        "links": links(learner, course, row),
    }


CLAIM = -1


class Row(NamedTuple):
    """What was done of a lesson; or of a rehearsal: then `times` is not 0 and `last_step` is the best mode.

    Or that it was done for real: then `times` is CLAIM and `last_step` is "claimed" or "confirmed".
    """

    lesson_key: UUID
    steps_done: list
    last_step: str
    last_step_at: datetime | None
    completed_at: datetime | None
    times: int
    mistakes: int


def done_by(learner: Learner) -> list[Row]:
    """Lessons and rehearsals in one query: the phone asks on every page."""
    never, nothing = Value(0, IntegerField()), Value([], JSONField())
    lessons = learner.lesson_progress.values_list(*Row._fields[:5], never, never)
    rehearsals = learner.rehearsal_progress.values_list(
        "rehearsal_key", nothing, "best_mode", "last_at", "first_at", "times", "last_mistakes"
    )
    claims = learner.service_claims.annotate(
        word=Case(When(confirmed_at=None, then=Value("claimed")), default=Value("confirmed"), output_field=CharField())
    ).values_list("rehearsal_key", nothing, "word", "claimed_at", "confirmed_at", Value(CLAIM, IntegerField()), never)
    return [Row(*row) for row in lessons.union(rehearsals, claims, all=True)]


def rehearsal_state(row: Row) -> dict:
    return {"mode": row.last_step, "times": row.times, "mistakes": row.mistakes}


def lesson_state(course: Course, progress) -> dict:
    """`step` is where the learner goes on: the step after the last one done."""
    steps = next(lesson.step_ids for lesson in course.lessons if lesson.key == progress.lesson_key)
    return {
        "done": bool(progress.completed_at),
        "step": next_step(steps, progress),
        "steps_done": [step for step in steps if step in progress.steps_done],
        "count": len(steps),
    }


def next_step(steps: list[str], progress) -> int:
    """Counted from one. A step that is gone from the lesson counts as not read."""
    if progress.last_step not in steps:
        return 1
    position = steps.index(progress.last_step) + 1
    return min(position + (progress.last_step in progress.steps_done), len(steps))


def links(learner, course: Course, row) -> list[dict]:
    """What others offer a person who has completed the course, such as the certificate."""
    if not row.completed_at:
        return []
    offers = [offer for _handler, offer in onward_links.send(Course, learner=learner, course_key=course.key)]
    return [offer for offer in offers if offer]


def where_to_continue(rows, lessons, known, language) -> dict | None:
    """The course last worked on that is not finished: its next lesson and step, rehearsal or quiz."""
    open_courses = [courses()[key] for key, row in rows.items() if key in courses() and not row.completed_at]
    if not open_courses:
        return None
    course = max(open_courses, key=lambda course: last_active(course, rows, lessons))
    state = known["courses"][str(course.key)]
    return next_thing(course, known, language) | {
        "course": state["title"],
        "done": state["done"],
        "count": state["count"],
    }


def checklist_of(course: Course, known: dict, language: str) -> list[Item]:
    """What counts of a course and what of it a learner has done; `known` is what `learner_state` gives."""
    state = known["courses"].get(str(course.key), {"lessons": {}, "passed": False})
    return checklist(
        course.rule,
        {key: in_language(words, language) for key, words in rehearsals().items()},
        {UUID(key) for key, lesson in state["lessons"].items() if lesson["done"]},
        {UUID(key): rehearsal["mode"] for key, rehearsal in known["rehearsals"].items()},
        state["passed"],
    )


def next_thing(course: Course, known: dict, language: str) -> dict:
    """What is first of all that is still to do; the course itself where only its rule has changed."""
    back = {"url": in_language(course.urls, language), "title": in_language(course.titles, language), "detail": ""}
    return next(iter(still_to_do(course, known, language)), back)


def still_to_do(course: Course, known: dict, language: str) -> list[dict]:
    """[{"title", "url", "detail"}] of what counts and is not done: lessons in their order, rehearsals, the quiz."""
    lessons = known["courses"].get(str(course.key), {"lessons": {}})["lessons"]
    found = []
    for item in checklist_of(course, known, language):
        if item.kind == "lessons":
            found += [_lesson_to_do(course, key, lessons.get(str(key)), language) for key in item.keys]
        elif not item.is_done:
            is_quiz = item.kind == "quiz"
            url = quiz_url(course) if is_quiz else reverse("courses:rehearsal", args=item.keys)
            detail = _("All lessons done. The quiz is next.") if is_quiz else _("All lessons done.")
            found.append({"title": _("Quiz") if is_quiz else item.text, "url": url, "detail": detail})
    return [thing for thing in found if thing]


def _lesson_to_do(course, key, progress, language):
    if progress and progress["done"]:
        return None
    number, step = course.lesson_keys.index(key) + 1, progress["step"] if progress else 1
    words = {"number": number, "count": len(course.lessons), "step": step}
    lesson = course.lessons[number - 1]
    return {
        "url": f"{in_language(lesson.urls, language)}#step-{step}",
        "title": in_language(lesson.titles, language),
        "detail": _("Lesson %(number)s of %(count)s · step %(step)s") % words,
    }


def last_active(course, rows, lessons):
    moments = [lessons[key].last_step_at for key in course.lesson_keys if key in lessons and lessons[key].last_step_at]
    return max(moments, default=rows[course.key].started_at)


def after_lesson(lesson_key, language: str) -> dict | None:
    """What comes next: {"title", "url", "is_quiz"}; None after the last thing of a course."""
    course = course_of_lesson(lesson_key)
    position = course.lesson_keys.index(lesson_key) + 1
    if position < len(course.lessons):
        lesson = course.lessons[position]
        titles, urls = lesson.titles, lesson.urls
        return {"title": in_language(titles, language), "url": in_language(urls, language), "is_quiz": False}
    return {"title": _("Quiz"), "url": quiz_url(course), "is_quiz": True} if course.quiz_key else None


def quiz_url(course: Course) -> str:
    return reverse("quizzes:quiz", args=[course.quiz_key]) if course.quiz_key else ""


def links_after_attempt(learner, attempt) -> list[dict]:
    """Where to go from a marked quiz: what completing the course gives, or the lesson still missing, or the course."""
    course = course_of_quiz(attempt.quiz_key)
    if course is None:
        return []
    language = get_language()
    known = learner_state(learner, language)
    state = known["courses"].get(str(course.key))
    back = {"url": in_language(course.urls, language), "text": _("Back to the course")}
    if state and state["completed"]:
        return [*state["links"], back]
    if attempt.is_passed and state:
        following = next_thing(course, known, language)
        return [{"url": following["url"], "text": _("Go on: %(title)s") % {"title": following["title"]}}, back]
    return [back] if attempt.is_passed else []
