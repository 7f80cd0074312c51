"""Many people at once, on PostgreSQL; on SQLite writers come one after the other by themselves."""

from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest
from django.db import connection, transaction

from reports.actions import apply
from reports.rollups import Fact, count
from tests.reports.factory import all_totals, fake_courses, moment

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


def test_no_count_is_lost_and_nobody_waits_in_a_circle(monkeypatch, hoa_thinh):
    courses = fake_courses(monkeypatch, 4)

    def somebody(seed):
        """One transaction that takes the same rows as others in another order, in several steps."""
        own = Random(seed).sample(courses, 4)
        try:
            with transaction.atomic():
                for course in own:
                    apply(count([Fact("learners", course.key, moment(3), hoa_thinh.pk)]))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(somebody, range(64)))
    counted = all_totals()
    assert all(counted[moment(3).date(), hoa_thinh.pk, course.key] == (64, 0, 0) for course in courses)
