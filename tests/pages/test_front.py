"""Before Django wakes up, a kept page is the very answer Django would give, and nothing else is answered there."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import OperationalError, close_old_connections
from django.test import RequestFactory
from wagtail.models import Page

from pages import generation
from pages.front import PAGES_LIMIT, Front

pytestmark = pytest.mark.django_db


class Counted:
    """Django, counting how often it is asked."""

    def __init__(self):
        self.django, self.times = WSGIHandler(), 0

    def __call__(self, environ, start_response):
        self.times += 1
        return self.django(environ, start_response)


@pytest.fixture(autouse=True)
def one_connection():
    """As Django's test client does: the end of a request is not the end of the test's connection."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def inner():
    return Counted()


@pytest.fixture
def get(inner):
    """Ask the front: get(path, **headers) → status, headers, body."""
    front = Front(inner)

    def get(path, method="GET", **environ):
        answer = []
        environ = RequestFactory().generic(method, path, **{"HTTP_HOST": "testserver"} | environ).environ
        body = b"".join(front(environ, lambda *given: answer.extend(given)))
        headers = {name.lower(): value for name, value in answer[1]}
        return answer[0], headers, body

    return get


@pytest.fixture
def url(course):
    return course.lessons[0].url


@pytest.mark.parametrize("headers", [{}, {"HTTP_ACCEPT_ENCODING": "gzip, br"}])
def test_the_second_answer_is_the_first_without_django(get, inner, url, headers):
    first = get(url, **headers)
    assert first[0] == "200 OK" and "content-security-policy" in first[1]
    assert get(url, **headers) == first
    assert inner.times == 1


def test_who_has_the_page_is_told_so(get, inner, url):
    etag = get(url)[1]["etag"]
    status, headers, body = get(url, HTTP_IF_NONE_MATCH=etag)
    assert (status, body, inner.times) == ("304 Not Modified", b"", 1)
    assert headers["cache-control"] == "public, max-age=0, must-revalidate" and "content-length" not in headers


def test_a_change_is_seen_at_once(get, course, url):
    get(url)
    lesson = Page.objects.get(pk=course.lessons[0].pk).specific
    lesson.title = "Tên mới"
    lesson.save_revision().publish()
    assert "Tên mới".encode() in get(url)[2]


def test_a_page_taken_back_is_gone_at_once(get, course, url):
    get(url)
    course.lessons[0].unpublish()
    assert get(url)[0].startswith("404")


@pytest.mark.parametrize(
    "asked",
    [
        {"method": "HEAD"},
        {"method": "POST"},
        {"QUERY_STRING": "page=2"},
        {"HTTP_COOKIE": "sessionid=abc"},
        {"HTTP_HOST": "elsewhere.example"},
        {"wsgi.url_scheme": "https"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
    ],
    ids=str,
)
def test_whatever_may_be_another_answer_is_djangos(get, inner, url, asked):
    get(url)
    get(url, **asked)
    assert inner.times == 2


def test_a_host_that_is_not_ours_is_refused_however_often(get, inner, url, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    get(url)
    assert [get(url, HTTP_HOST="evil.example")[0][:3] for _time in range(2)] == ["400", "400"]


def test_pages_about_a_person_are_never_kept(get, inner, site_tree):
    for _time in range(2):
        get("/learning/")
    assert inner.times == 2


def test_a_dead_database_is_djangos_business(get, inner, url, monkeypatch):
    get(url)

    def fail():
        raise OperationalError

    monkeypatch.setattr("pages.front.generation.current", fail)
    assert get(url)[0].startswith("500")
    assert inner.times == 2


def test_memory_is_bounded(inner):
    front = Front(inner)
    for number in range(PAGES_LIMIT + 10):
        environ = RequestFactory().get(f"/{number}/").environ | {"HTTP_HOST": "testserver"}
        front.application = lambda environ, start_response: environ.update({"pages.kept": {}}) or []
        front(environ, None)
    assert len(front.kept[1]) <= PAGES_LIMIT
    assert front.kept[0] == generation.current()
