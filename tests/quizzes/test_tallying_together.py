"""Several who tally at once, while people send answers, on PostgreSQL; on SQLite writers come one after the other."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from learners.models import Learner
from quizzes.models import Attempt
from quizzes.tallying import forget, tally
from tests.quizzes.factory import quiz
from tests.quizzes.test_tallying import sit, totals

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


@pytest.fixture
def exam(site_tree):
    return quiz(questions=3)


def apart(work):
    """In a connection of its own, as another process would."""

    def run(number):
        try:
            return work(number)
        finally:
            connection.close()

    return run


def test_nothing_is_counted_twice_or_lost(exam, monkeypatch):
    monkeypatch.setattr("quizzes.tallying.BATCH", 3)
    people = [Learner.objects.create() for _person in range(12)]

    def work(number):
        if number % 8 == 7:
            return forget()
        return tally() if number % 2 else sit(people[number % 12], exam, hour=number, but=number % 3)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(apart(work), range(48)))
    tally()
    found = totals()
    forget()
    tally()
    assert not Attempt.objects.to_tally().exists()
    assert totals() == found


def test_whoever_is_busy_is_left_for_later(exam):
    busy, idle = Learner.objects.create(), Learner.objects.create()
    sit(busy, exam)
    sit(idle, exam)
    with transaction.atomic(), ThreadPoolExecutor(1) as pool:
        Learner.objects.select_for_update().get(pk=busy.pk)
        assert pool.submit(apart(lambda _number: tally()), 0).result(timeout=20) == 1
    assert Attempt.objects.to_tally().get().learner == busy
