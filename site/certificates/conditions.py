"""What a learner still has to do before a course gives its certificate."""

from django.utils.translation import gettext as _

from courses.catalogue import Course, in_language
from courses.state import learner_state, quiz_url
from learners.models import Learner


def has_completed(learner: Learner | None, course_key) -> bool:
    if learner is None:
        return False
    return learner.course_progress.filter(course_key=course_key, completed_at__isnull=False).exists()


def still_to_do(learner: Learner | None, course: Course, language: str) -> list[dict]:
    """[{"title", "url"}]: lessons not finished, in their order, then the quiz if it is not passed."""
    state = learner_state(learner, language)["courses"].get(str(course.key), {"lessons": {}, "passed": False})
    is_done = {key for key, lesson in state["lessons"].items() if lesson["done"]}
    lessons = [
        {"title": in_language(lesson.titles, language), "url": in_language(lesson.urls, language)}
        for lesson in course.lessons
        if str(lesson.key) not in is_done
    ]
    quiz = [{"title": _("Quiz"), "url": quiz_url(course)}] if course.quiz_key and not state["passed"] else []
    return lessons + quiz
