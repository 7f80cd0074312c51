"""How many questions a page asks the database, counted inside this process."""

from datetime import timedelta
from uuid import uuid4

from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.catalogue import courses
from records.models import ObjectType, Verb
from reports.sample_people import answers_of

HOST = "127.0.0.1"


def measure(lessons: list[str]) -> dict[str, float]:
    client = Client(headers={"host": HOST})
    for path in lessons:
        client.get(path)
    kept = max(queries(client, path) for path in lessons)
    return {
        "cached_lesson_queries": kept,
        "uncached_lesson_queries": max(uncached(client, path) for path in lessons),
        "learner_state_queries": max(queries(busy_phone(count), reverse("courses:state")) for count in (1, 3, 100)),
    }


def queries(client, path) -> int:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return len(asked)


def uncached(client, path) -> int:
    caches["pages"].clear()
    return queries(client, path)


def busy_phone(count) -> Client:
    """A phone whose person has finished so many lessons and passed their quizzes, as far as there are."""
    client, at = Client(headers={"host": HOST}), timezone.now() - timedelta(minutes=1)
    pairs = [(course, lesson) for course in courses().values() for lesson in course.lessons][:count]
    quizzes = {course.quiz_key for course, _lesson in pairs if course.quiz_key}
    read = [event(Verb.COMPLETED, ObjectType.LESSON, lesson.key, at) for _course, lesson in pairs]
    passed = [event(Verb.COMPLETED, ObjectType.QUIZ, key, at, answers=answers_of(key)[0]) for key in quizzes]
    batch = {"device": str(uuid4()), "learner": str(uuid4()), "events": read + passed}
    address, headers = reverse("records:take_in_batch"), {"sec-fetch-site": "same-origin"}
    client.post(address, batch, content_type="application/json", headers=headers)
    return client


def event(verb, object_type, object_key, at, **data) -> dict:
    """As a phone would send it."""
    return {
        "id": str(uuid4()),
        "verb": verb,
        "object_type": object_type,
        "object_key": str(object_key),
        "occurred_at": at.isoformat(),
        "locale": "vi",
        "data": data,
    }
