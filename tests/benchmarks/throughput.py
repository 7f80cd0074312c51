"""What the server takes in and gives out on PostgreSQL: a program of its own, which prints its figures as JSON.

The environment names the database: DATABASE_URL.
"""

import http.client
import json
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import timedelta
from random import Random
from uuid import uuid4

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from certificates.actions import issue_certificate  # noqa: E402
from certificates.models import Certificate  # noqa: E402
from certificates.pdf import render_pdf  # noqa: E402
from communes.models import Unit  # noqa: E402
from courses.catalogue import courses  # noqa: E402
from courses.models import CourseProgress  # noqa: E402
from learners.models import Learner  # noqa: E402
from records.models import Event, ObjectType, Verb  # noqa: E402
from reports.sample_names import name  # noqa: E402
from tests.benchmarks import submissions  # noqa: E402
from tests.benchmarks.queries import event  # noqa: E402
from tests.benchmarks.servers import gunicorn  # noqa: E402

PHONES, BATCHES_EACH, BATCH = 200, 2, 20
PROCESSES, PEOPLE, PART = 2, 1500, 25


def prepare() -> None:
    for command in ("migrate", "createcachetable", "load_units", "load_pages", "load_courses"):
        call_command(command, verbosity=0)


def events_per_second() -> float:
    """Many phones send batches at two server processes; each event must be there once, also when sent again."""
    batches = [batch for _phone in range(PHONES) for batch in batches_of_a_phone()]
    with gunicorn("config.wsgi:application", "--workers", "2") as server, ThreadPoolExecutor(4) as pool:
        warm = [batch for _phone in range(4) for batch in batches_of_a_phone()]
        assert all(pool.map(lambda body: send(server.port, body), warm))
        Event.objects.all().delete()
        started = time.perf_counter()
        outcomes = [outcome for answer in pool.map(lambda body: send(server.port, body), batches) for outcome in answer]
        seconds = time.perf_counter() - started
        again = {
            outcome for answer in pool.map(lambda body: send(server.port, body), batches[:40]) for outcome in answer
        }
    sent = len(batches) * BATCH
    if outcomes != ["stored"] * sent or again != {"known"} or Event.objects.count() != sent:
        raise RuntimeError(f"Of {sent} events sent, {Event.objects.count()} are there; sent again: {again}.")
    return round(sent / seconds)


def batches_of_a_phone() -> list[bytes]:
    """One person goes through the courses; the phone sends what it kept twenty at a time."""
    names, at = {"device": str(uuid4()), "learner": str(uuid4())}, timezone.now() - timedelta(hours=2)
    events = [
        event(verb, ObjectType.LESSON, lesson.key, at + timedelta(seconds=number), step=step)
        for course in courses().values()
        for lesson in course.lessons
        for number, step in enumerate(lesson.step_ids)
        for verb in (Verb.INITIALIZED, Verb.PROGRESSED, Verb.COMPLETED)
    ]
    parts = [events[start : start + BATCH] for start in range(0, BATCHES_EACH * BATCH, BATCH)]
    return [json.dumps(names | {"events": part, "sent_at": timezone.now().isoformat()}).encode() for part in parts]


def send(port, body) -> list[str]:
    """The outcome of each event."""
    line = http.client.HTTPConnection("127.0.0.1", int(port), timeout=30)
    headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
    line.request("POST", reverse("records:take_in_batch"), body, headers)
    answer = line.getresponse()
    text = answer.read()
    line.close()
    if answer.status != 200:
        raise RuntimeError(f"Events were answered {answer.status}: {text[:300]}")
    return [result["outcome"] for result in json.loads(text)["results"]]


def certificates_per_minute() -> float:
    """Two processes issue and draw certificates for people of many communes; each must be there once."""
    course_key = next(iter(courses()))
    people = people_who_completed(course_key)
    parts = [(course_key, people[start : start + PART]) for start in range(0, PEOPLE, PART)]
    connections.close_all()
    with ProcessPoolExecutor(PROCESSES) as pool:
        list(pool.map(issue_and_draw, parts[:PROCESSES]))  # fonts read, connections made
        started = time.perf_counter()
        done = sum(pool.map(issue_and_draw, parts[PROCESSES:]))
        seconds = time.perf_counter() - started
    if done != PEOPLE - PROCESSES * PART or Certificate.objects.count() != PEOPLE:
        raise RuntimeError(f"{Certificate.objects.count()} certificates for {PEOPLE} people.")
    return round(done / seconds * 60)


def people_who_completed(course_key) -> list:
    places, lot, now = list(Unit.objects.current().communes()[:300]), Random(1), timezone.now()
    people = [Learner(unit=place, name=name(lot, place.code)) for place in lot.choices(places, k=PEOPLE)]
    Learner.objects.bulk_create(people)
    CourseProgress.objects.bulk_create(
        CourseProgress(
            learner=one, course_key=course_key, started_at=now, started_unit=one.unit, completed_at=now,
            completed_unit=one.unit,
        )
        for one in people
    )  # fmt: skip
    return [one.pk for one in people]


def issue_and_draw(part) -> int:
    course_key, keys = part
    for learner in Learner.objects.filter(pk__in=keys).select_related("unit__parent"):
        certificate = issue_certificate(learner, course_key, learner.name, learner.unit, "vi")
        address = f"https://hoc.example.vn/{certificate.code}/"
        if not render_pdf(certificate, address).startswith(b"%PDF"):
            raise RuntimeError("A certificate was not drawn.")
    return len(keys)


if __name__ == "__main__":
    prepare()
    figures = {"events_per_second": events_per_second(), "certificates_per_minute": certificates_per_minute()}
    print(json.dumps(figures | submissions.measure()))
