from datetime import date

import pytest

from reports.overview.content import BROKEN, CHANGED, FRESH, NEVER, OLD, STALE, matter, state, tally

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("checked_on", "is_changed", "has_broken_links", "what"),
    [
        (TODAY, False, False, FRESH),
        (date(2026, 6, 1), False, False, FRESH),
        (date(2026, 5, 1), False, False, OLD),
        (None, False, True, NEVER),
        (TODAY, True, False, CHANGED),
        (TODAY, False, True, BROKEN),
    ],
)
def test_what_is_the_matter_with_a_lesson(checked_on, is_changed, has_broken_links, what):
    assert matter(checked_on, is_changed, TODAY, has_broken_links) == what


def test_the_card_counts_what_the_list_shows(course):
    counted, listed = tally("vi", TODAY), state("vi", TODAY)
    assert counted.whole == len(listed) == 2
    assert counted.stale == sum(what in STALE for _line, what in listed)
    assert counted.never == sum(what == NEVER for _line, what in listed)


def test_the_card_costs_two_queries(course, django_assert_num_queries):
    tally("vi", TODAY)
    with django_assert_num_queries(2):
        tally("vi", TODAY)


@pytest.mark.django_db
def test_officials_read_the_list(client, course, commune_official):
    client.force_login(commune_official)
    response = client.get("/en/reports/content/")
    assert response.status_code == 200 and b"Lesson by lesson" in response.content
