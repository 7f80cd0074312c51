"""Which lessons and which quiz make a course, whatever the language; kept until content changes."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pages import generation

from .completion import Rule
from .models import ChangeFlag, CoursePage, LessonPage, Rehearsal

_kept: dict = {"generation": None, "courses": {}, "rehearsals": {}, "services": set(), "flags": set()}


@dataclass
class Lesson:
    key: UUID
    step_ids: list[str]
    titles: dict = field(default_factory=dict)  # by language code
    urls: dict = field(default_factory=dict)
    rehearsals: dict = field(default_factory=dict)  # key → the step that leads to it


@dataclass
class Course:
    key: UUID
    lessons: list[Lesson] = field(default_factory=list)
    quiz_key: UUID | None = None
    rule: Rule = field(default_factory=Rule)
    titles: dict = field(default_factory=dict)
    urls: dict = field(default_factory=dict)

    @property
    def lesson_keys(self) -> list[UUID]:
        return [lesson.key for lesson in self.lessons]

    @property
    def rehearsal_keys(self) -> list[UUID]:
        """Each once, in the order in which its lessons lead to them."""
        return list(dict.fromkeys(key for lesson in self.lessons for key in lesson.rehearsals))


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
    return _known()["courses"]


def course_titles() -> dict[UUID, str]:
    """Of the live courses by key, in the language that is spoken now."""
    language = get_language()
    return {key: in_language(course.titles, language) for key, course in courses().items()}


def rehearsals() -> dict[UUID, dict]:
    """The titles of the live rehearsals by key and language."""
    return _known()["rehearsals"]


def is_flagged(key: UUID, language: str) -> bool:
    """Whether this lesson or rehearsal is said to show a screen that has changed."""
    return (key, language) in _known()["flags"]


def services() -> set[UUID]:
    """The live rehearsals of what people do for real: not the drills against fraud."""
    return _known()["services"]


def _known():
    number = generation.current()
    if _kept["generation"] != number:
        _kept["courses"], _kept["rehearsals"], _kept["services"] = _read()
        _kept["flags"] = set(ChangeFlag.objects.raised().values_list("object_key", "locale__language_code"))
        _kept["generation"] = number
    return _kept


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


def courses_that_need(rehearsal_keys: Collection[UUID]) -> list[Course]:
    return [course for course in courses().values() if not course.rule.rehearsals.keys().isdisjoint(rehearsal_keys)]


def course_of_quiz(quiz_key: UUID) -> Course | None:
    return next((course for course in courses().values() if course.quiz_key == quiz_key), None)


def places_of_rehearsal(key: UUID, language: str) -> list[dict]:
    """The lessons that lead to a rehearsal, each at its step: {"title", "url"}."""
    lessons = [lesson for course in courses().values() for lesson in course.lessons if language in lesson.urls]
    return [
        {"title": lesson.titles[language], "url": f"{lesson.urls[language]}#step-{lesson.rehearsals[key]}"}
        for lesson in lessons
        if key in lesson.rehearsals
    ]


def titles_of(keys: set[UUID], language: str) -> dict[UUID, str]:
    """Lessons and quizzes among the keys, each with its course: "VNeID: Lesson one"; and rehearsals."""
    titles = {key: in_language(words, language) for key, words in rehearsals().items()}
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
        CoursePage.objects.live()
        .select_related("locale", "quiz")
        .prefetch_related("required_rehearsals__rehearsal")
        .order_by("path"),
        key=lambda page: page.locale.language_code != settings.LANGUAGE_CODE,
    )
    lessons = list(LessonPage.objects.live().order_by("path"))
    rows = Rehearsal.objects.filter(live=True).values_list(
        "pk", "translation_key", "title", "locale__language_code", "is_service"
    )
    key_of, named = {pk: key for pk, key, *_words in rows}, {}
    for _pk, key, title, code, _is_service in rows:
        named.setdefault(key, {})[code] = title
    services = {key for _pk, key, _title, _code, is_service in rows if is_service}
    found: dict[UUID, Course] = {}
    for page in pages:
        _add(found, page, [lesson for lesson in lessons if lesson.path.startswith(page.path)], key_of)
    return found, named, services


def _rehearsals_in(lesson_page, key_of):
    """Rehearsal key → number of the first step that leads to it."""
    found = {}
    for number, step in enumerate(lesson_page.steps.raw_data, 1):
        for block in step["value"]["body"]:
            if block["type"] == "rehearsal" and block["value"] in key_of:
                found.setdefault(key_of[block["value"]], number)
    return found


def _add(found, page, lesson_pages, key_of):
    language = page.locale.language_code
    course = found.get(page.key)
    if course is None:
        course = found[page.key] = Course(key=page.key, quiz_key=page.quiz.key if page.quiz else None)
        course.lessons = [
            Lesson(
                lesson.key, [step["id"] for step in lesson.steps.raw_data], rehearsals=_rehearsals_in(lesson, key_of)
            )
            for lesson in lesson_pages
        ]
        page.lessons = lesson_pages
        course.rule = page.rule
    course.titles[language], course.urls[language] = page.title, page.url
    own = {lesson.key: lesson for lesson in course.lessons}
    for lesson_page in lesson_pages:
        if lesson := own.get(lesson_page.key):
            lesson.titles[language], lesson.urls[language] = lesson_page.title, lesson_page.url
