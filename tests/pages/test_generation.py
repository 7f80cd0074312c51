"""The number of the content as it stands."""

import pytest
from django.db import transaction

from pages import generation

pytestmark = pytest.mark.django_db


def test_it_begins_with_nothing():
    assert generation.current() == 0


def test_each_change_counts():
    generation.bump()
    generation.bump()
    assert generation.current() == 2


def test_it_is_read_once(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(generation, "RECHECK_SECONDS", 600)
    generation.current()
    with django_assert_num_queries(0):
        generation.current()


def test_it_is_read_again_after_a_second(monkeypatch, django_assert_num_queries):
    now = [100.0]
    monkeypatch.setattr(generation.time, "monotonic", lambda: now[0])
    generation.current()
    now[0] += 1.1
    with django_assert_num_queries(1):
        generation.current()


@pytest.mark.django_db(transaction=True)
def test_a_change_taken_back_is_no_change():
    before = generation.current()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        generation.bump()
        generation.current()
        raise ZeroDivisionError
    generation.forget()
    assert generation.current() == before
