"""A class of 200 hands in at the same moment: how long the slowest wait, and whether each is there once."""

import http.client
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import quantiles
from threading import Barrier
from time import perf_counter
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from learners.models import Learner
from quizzes.actions import version_of
from quizzes.models import Attempt
from records.models import ObjectType, Verb
from tests.benchmarks.queries import event
from tests.benchmarks.servers import gunicorn
from tests.quizzes import factory

PEOPLE, QUESTIONS, WARM = 200, 20, 16


@dataclass
class Phone:
    """A phone that the site knows already: whoever hands in has opened a lesson before."""

    port: str
    device: str = field(default_factory=lambda: str(uuid4()))
    learner: str = field(default_factory=lambda: str(uuid4()))
    cookie: str = ""

    def send(self, said) -> list[str]:
        """The outcome of each event."""
        names = {"device": self.device, "learner": self.learner, "sent_at": timezone.now().isoformat()}
        headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin", "Cookie": self.cookie}
        line = http.client.HTTPConnection("127.0.0.1", int(self.port), timeout=60)
        line.request("POST", reverse("records:take_in_batch"), json.dumps(names | {"events": [said]}), headers)
        answer = line.getresponse()
        found = json.loads(answer.read())
        self.cookie = "; ".join(text.partition(";")[0] for text in answer.headers.get_all("Set-Cookie") or ())
        line.close()
        return [result["outcome"] for result in found["results"]]


def measure() -> dict[str, float]:
    """{"submission_p95_ms"}"""
    quiz = factory.quiz("Hai trăm người", questions=QUESTIONS)
    said = {"answers": factory.right_answers(quiz, but=3), "version": version_of(quiz, quiz.contents()).digest}
    with gunicorn("config.wsgi:application", "--workers", "2") as server, ThreadPoolExecutor(PEOPLE) as pool:
        phones = [Phone(server.port) for _person in range(PEOPLE + WARM)]
        list(pool.map(begin, phones))
        for phone in phones[:WARM]:
            phone.send(sitting(quiz, said))
        Attempt.objects.all().delete()
        barrier = Barrier(PEOPLE)

        def hand_in(phone):
            own = sitting(quiz, said)
            barrier.wait()
            started = perf_counter()
            outcomes = phone.send(own)
            return perf_counter() - started, outcomes

        waits, outcomes = zip(*pool.map(hand_in, phones[WARM:]), strict=True)
    check(quiz, outcomes)
    return {"submission_p95_ms": round(quantiles(waits, n=20)[-1] * 1000)}


def begin(phone):
    phone.send(event(Verb.INITIALIZED, ObjectType.LESSON, uuid4(), timezone.now()))


def sitting(quiz, said) -> dict:
    return event(Verb.COMPLETED, ObjectType.QUIZ, quiz.key, timezone.now(), seconds=300, **said)


def check(quiz, outcomes) -> None:
    stored = Attempt.objects.filter(quiz_key=quiz.key)
    people = Learner.objects.filter(attempts__in=stored).distinct().count()
    if list(outcomes) != [["stored"]] * PEOPLE or (stored.count(), people) != (PEOPLE, PEOPLE):
        raise RuntimeError(f"{PEOPLE} handed in; {stored.count()} attempts of {people} people are there.")
