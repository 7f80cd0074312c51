"""Which lessons and which quiz make a course, whatever the language; kept until content changes."""

from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from pages import generation

from .models import CoursePage, LessonPage

_kept: dict = {"generation": None, "courses": {}}


@dataclass
class Lesson:
    key: UUID
    step_ids: list[str]
    titles: dict = field(default_factory=dict)  # by language code
    urls: dict = field(default_factory=dict)


@dataclass
class Course:
    key: UUID
    lessons: list[Lesson] = field(default_factory=list)
    quiz_key: UUID | None = None
    titles: dict = field(default_factory=dict)
    urls: dict = field(default_factory=dict)

    @property
    def lesson_keys(self) -> list[UUID]:
        return [lesson.key for lesson in self.lessons]


class Place(NamedTuple):
    """A lesson within its course, in one language."""

    lesson: Lesson
    course_key: UUID
    course_title: str
    course_url: str
    position: int
    lesson_count: int


def in_language(words: dict, language: str) -> str:
    """The words in this language, or else in the site's own, or else in any: better read in another than not at all."""
    return words.get(language) or words.get(settings.LANGUAGE_CODE) or next(iter(words.values()), "")


def courses() -> dict[UUID, Course]:
    """The live courses by key. What counts is the course in the site's own language, where it exists."""
    number = generation.current()
    if _kept["generation"] != number:
        _kept["courses"] = _read()
        _kept["generation"] = number
    return _kept["courses"]


def course_of_lesson(lesson_key: UUID) -> Course | None:
    return next((course for course in courses().values() if lesson_key in course.lesson_keys), None)


def lesson_in_language(lesson_key: UUID, language: str) -> Place | None:
    """None unless both the lesson and its course are live in this language."""
    course = course_of_lesson(lesson_key)
    if course is None or language not in course.urls:
        return None
    position = course.lesson_keys.index(lesson_key)
    lesson = course.lessons[position]
    if language not in lesson.urls:
        return None
    return Place(lesson, course.key, course.titles[language], course.urls[language], position + 1, len(course.lessons))


def course_of_quiz(quiz_key: UUID) -> Course | None:
    return next((course for course in courses().values() if course.quiz_key == quiz_key), None)


def titles_of(keys: set[UUID], language: str) -> dict[UUID, str]:
    """Lessons and quizzes among the keys, each with its course: "VNeID: Lesson one"."""
    titles = {}
    for course in courses().values():
        name = in_language(course.titles, language)
        titles |= {lesson.key: f"{name}: {in_language(lesson.titles, language)}" for lesson in course.lessons}
        titles[course.quiz_key] = f"{name}: {_('Quiz')}"
    return {key: titles[key] for key in keys & titles.keys()}


def forget() -> None:
    _kept["generation"] = None


def _read():
    # The site's own language comes first: it says what the course is made of, the others only add their words.
    pages = sorted(
        CoursePage.objects.live().select_related("locale", "quiz").order_by("path"),
        key=lambda page: page.locale.language_code != settings.LANGUAGE_CODE,
    )
    lessons = list(LessonPage.objects.live().order_by("path"))
    found: dict[UUID, Course] = {}
    for page in pages:
        _add(found, page, [lesson for lesson in lessons if lesson.path.startswith(page.path)])
    return found


def _add(found, page, lesson_pages):
    language = page.locale.language_code
    course = found.get(page.key)
    if course is None:
        course = found[page.key] = Course(key=page.key, quiz_key=page.quiz.key if page.quiz else None)
        course.lessons = [Lesson(lesson.key, [step["id"] for step in lesson.steps.raw_data]) for lesson in lesson_pages]
    course.titles[language], course.urls[language] = page.title, page.url
    own = {lesson.key: lesson for lesson in course.lessons}
    for lesson_page in lesson_pages:
        if lesson := own.get(lesson_page.key):
            lesson.titles[language], lesson.urls[language] = lesson_page.title, lesson_page.url
