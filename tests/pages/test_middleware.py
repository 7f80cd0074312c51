"""Public pages are made once and handed out as bytes, and never an old or a personal one."""

import gzip

import pytest
from django.core.cache import caches
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from pages import generation
from pages.middleware import PageCacheMiddleware
from tests.records.phone import Phone, event

pytestmark = pytest.mark.django_db


class Site:
    """Answers with a page, and counts how often it had to make it."""

    def __init__(self, status=200, kind="text/html; charset=utf-8", **headers):
        self.made = 0
        self.status, self.kind, self.headers = status, kind, headers
        self.middleware = PageCacheMiddleware(self.make)

    def make(self, request):
        self.made += 1
        response = HttpResponse(f"Trang {self.made} " + "ê" * 500, self.kind, self.status)
        for name, value in self.headers.items():
            response.headers[name.replace("_", "-")] = value
        return response

    def get(self, path="/bai/", method="get", **more):
        return self.middleware(getattr(RequestFactory(), method)(path, **more))

    def times(self, **more):
        """How often a page asked for twice is made."""
        self.get(**more), self.get(**more)
        return self.made


def test_a_page_is_made_once():
    assert Site().times() == 1


def test_the_kept_page_is_the_page_with_its_headers():
    site = Site(Content_Language="vi", Content_Security_Policy="default-src 'self'")
    first, second = site.get(), site.get()
    assert first.content == second.content
    assert dict(first.items()) == dict(second.items())
    assert second["Content-Language"] == "vi" and second["Content-Security-Policy"] == "default-src 'self'"
    assert second["Cache-Control"] == "public, max-age=0, must-revalidate" and "Accept-Encoding" in second["Vary"]
    assert second["Content-Length"] == str(len(second.content))


def test_a_kept_page_costs_no_query(client, site_tree, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(generation, "RECHECK_SECONDS", 600)
    client.get("/")
    with django_assert_num_queries(0):
        assert client.get("/").status_code == 200


def test_a_known_page_is_not_sent_again():
    site = Site()
    tag = site.get()["ETag"]
    for sent in (tag, f"W/{tag}", f'"other", {tag}'):
        response = site.get(headers={"if-none-match": sent})
        assert (response.status_code, response.content, response["ETag"]) == (304, b"", tag)
    assert site.get(headers={"if-none-match": '"other"'}).status_code == 200


def test_it_is_sent_compressed_to_those_who_can_read_it():
    site = Site()
    plain, small = site.get(), site.get(headers={"accept-encoding": "gzip, br"})
    assert small["Content-Encoding"] == "gzip" and "Content-Encoding" not in plain
    assert gzip.decompress(small.content) == plain.content and len(small.content) < len(plain.content)
    assert small["Content-Length"] == str(len(small.content))


def test_head_is_answered_without_a_body():
    site = Site()
    site.get()
    response = site.get(method="head")
    assert response.content == b"" and int(response["Content-Length"]) > 500
    assert site.made == 1


def test_head_alone_is_not_kept():
    assert Site().times(method="head") == 2


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_only_looking_is_kept(method):
    assert Site().times(method=method) == 2


@pytest.mark.parametrize("path", ["/bai/?a=1", "/bai/?", "/bai/?page=-1", "/state.json", "/bai"])
def test_addresses_that_are_not_kept(path):
    assert Site().times(path=path) == (1 if path == "/bai/?" else 2)


def test_people_who_are_signed_in_get_a_fresh_page():
    site = Site()
    site.get()
    assert site.get(headers={"cookie": "sessionid=x"}).content != site.get().content


def test_the_cookies_of_learners_do_not_matter():
    site = Site()
    site.get(headers={"cookie": "device=x; learner=y"})
    site.get(headers={"cookie": "device=z"})
    assert site.made == 1


@pytest.mark.parametrize("status", [201, 301, 302, 400, 403, 404, 410, 500, 503])
def test_only_a_page_that_is_there_is_kept(status):
    assert Site(status=status).times() == 2


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/pdf"])
def test_only_pages_are_kept(kind):
    assert Site(kind=kind).times() == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache_Control": "private"},
        {"Cache_Control": "max-age=0, no-store"},
        {"Vary": "Cookie"},
        {"Vary": "Accept, cookie"},
    ],
)
def test_what_asks_not_to_be_kept_is_not(headers):
    site = Site(**headers)
    assert site.times() == 2
    assert "public" not in site.get().get("Cache-Control", "")


def test_an_answer_with_a_cookie_is_not_kept():
    site = Site()
    make = site.make
    site.make = None

    def with_cookie(request):
        response = make(request)
        response.set_cookie("a", "b")
        return response

    site.middleware.get_response = with_cookie
    assert site.times() == 2


def test_a_stream_is_not_kept():
    site = Site()
    site.middleware.get_response = lambda request: StreamingHttpResponse([b"a"], content_type="text/html")
    assert site.get().streaming and site.get().streaming


def test_each_host_and_scheme_has_its_own():
    site = Site()
    for more in ({}, {"headers": {"host": "other.example"}}, {"secure": True}):
        site.get(**more)
    assert site.made == 3


def test_a_host_that_is_not_ours_is_kept_nowhere(settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    assert Site().times(headers={"host": "evil.example"}) == 2


def test_content_that_changed_is_made_anew():
    site = Site()
    site.get()
    generation.bump()
    site.get()
    assert site.made == 2


def test_a_cache_that_fails_is_a_miss(monkeypatch):
    site = Site()

    def fail(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr(caches["pages"], "get", fail)
    monkeypatch.setattr(caches["pages"], "set", fail)
    assert site.times() == 2
    assert site.get()["ETag"]


@pytest.mark.parametrize("path", ["/" + "a" * 3000 + "/", "/a b/", "/ê̆/", "/%ff%fe/", "/a%0ab/", "/*/"])
def test_odd_addresses_are_404_and_not_kept(client, site_tree, path, recwarn):
    assert client.get(path).status_code == 404
    assert client.get(path).status_code == 404
    assert not [warning for warning in recwarn if "CacheKey" in warning.category.__name__]


def test_publishing_shows_at_once(client, course):
    page = course.lessons[0]
    assert "Bài 1" in client.get(page.url).text
    page.refresh_from_db()
    page.title = "Tên mới"
    page.save_revision().publish()
    assert "Tên mới" in client.get(page.url).text
    assert "Tên mới" in client.get(course.url).text


def test_taking_down_shows_at_once(client, course):
    page = course.lessons[0]
    client.get(page.url), client.get(course.url)
    page.unpublish()
    assert client.get(page.url).status_code == 404
    assert page.title not in client.get(course.url).text


def test_moving_shows_at_once(client, course):
    first, second = course.lessons
    client.get(course.url)
    second.move(first, pos="left")
    text = client.get(course.url).text
    assert text.index(second.title) < text.index(first.title)


def test_deleting_shows_at_once(client, course):
    client.get("/")
    course.delete()
    assert course.title not in client.get("/").text


def test_a_corrected_question_shows_at_once(client, course):
    page = course.lessons[0]
    client.get(page.url), client.get(f"/quizzes/{course.quiz.key}/")
    asked = course.quiz.questions()[0]
    asked.stem = "Câu đã sửa?"
    asked.save()
    assert "Câu đã sửa?" in client.get(f"/quizzes/{course.quiz.key}/").text


def test_the_menu_follows_the_pages(client, site_tree):
    from pages.models import StandardPage

    client.get("/")
    page = site_tree.add_child(instance=StandardPage(title="Trợ giúp", slug="tro-giup", locale=site_tree.locale))
    page.show_in_menus = True
    page.save_revision().publish()
    assert "Trợ giúp" in client.get("/").text
    assert "Trợ giúp" not in client.get("/en/").text


def test_nothing_of_a_person_is_ever_kept(client, course):
    phone = Phone()
    phone.send(event(lesson=course.lessons[0]))
    phone.client.post("/people/name/", {"person": phone.learner, "name": "Lan Đặc Biệt"})
    paths = [
        "/",
        course.url,
        course.lessons[0].url,
        f"/quizzes/{course.quiz.key}/",
        "/people/",
        "/people/data/",
        "/learning/",
    ]
    for path in paths:
        phone.get(path)
    for path in paths:
        assert "Lan Đặc Biệt" not in client.get(path).text


def test_staff_pages_are_never_public(client, trainer, site_tree):
    client.force_login(trainer)
    for path in ("/admin/", "/reports/", "/accounts/login/", "/"):
        assert "public" not in client.get(path).get("Cache-Control", "")
    client.logout()
    for path in ("/admin/login/", "/accounts/login/", "/reports/"):
        assert "public" not in client.get(path).get("Cache-Control", "")
