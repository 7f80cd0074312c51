"""Which lessons and which quiz make a course, whatever the language; kept until content changes."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from pages import generation

from .models import CoursePage, LessonPage

_kept: dict = {"generation": None, "courses": {}}


@dataclass(frozen=True)
class Course:
    key: UUID
    lesson_keys: tuple[UUID, ...]
    quiz_key: UUID | None
    titles: dict  # by language code


def courses() -> dict[UUID, Course]:
    """The live courses by key. What counts is the course in the site's own language, where it exists."""
    number = generation.current()
    if _kept["generation"] != number:
        _kept["courses"] = _read()
        _kept["generation"] = number
    return _kept["courses"]


def course_of_lesson(lesson_key: UUID) -> Course | None:
    return next((course for course in courses().values() if lesson_key in course.lesson_keys), None)


def course_of_quiz(quiz_key: UUID) -> Course | None:
    return next((course for course in courses().values() if course.quiz_key == quiz_key), None)


def _read():
    pages = CoursePage.objects.live().select_related("locale", "quiz").order_by("path")
    lessons = list(LessonPage.objects.live().order_by("path").values_list("path", "translation_key"))
    found, titles = {}, {}
    for page in pages:
        titles.setdefault(page.key, {})[page.locale.language_code] = page.title
        if page.key not in found or page.locale.language_code == settings.LANGUAGE_CODE:
            found[page.key] = Course(
                key=page.key,
                lesson_keys=tuple(key for path, key in lessons if path.startswith(page.path)),
                quiz_key=page.quiz.key if page.quiz else None,
                titles=titles[page.key],
            )
    return found
