from datetime import date
from types import SimpleNamespace

import pytest

from reports.overview.content import BROKEN, CHANGED, FRESH, NEVER, OLD, matter, state

TODAY = date(2026, 11, 22)


def line(checked_on=TODAY, flag=None, broken_links=()):
    return SimpleNamespace(checked_on=checked_on, flag=flag, broken_links=list(broken_links))


@pytest.mark.parametrize(
    ("found", "what"),
    [
        (line(), FRESH),
        (line(date(2026, 6, 1)), FRESH),
        (line(date(2026, 5, 1)), OLD),
        (line(None), NEVER),
        (line(flag=object()), CHANGED),
        (line(broken_links=["dichvucong.gov.vn"]), BROKEN),
    ],
)
def test_what_is_the_matter_with_a_lesson(found, what):
    assert matter(found, TODAY) == what


def test_what_was_never_checked_is_counted(course, commune_official):
    found = state("vi", TODAY)
    assert len(found.lines) == 2 and found.stale == found.never + sum(what == OLD for _line, what in found.lines)


@pytest.mark.django_db
def test_officials_read_the_list(client, course, commune_official):
    client.force_login(commune_official)
    response = client.get("/en/reports/content/")
    assert response.status_code == 200 and b"Lesson by lesson" in response.content
