"""Addresses lead to pages in one question, or to a 404."""

from itertools import product

import pytest
from django.test import Client, RequestFactory

from pages.models import StandardPage
from tests.courses.factory import in_language

pytestmark = pytest.mark.django_db


def test_the_home_pages(client, site_tree):
    assert "Bình dân học vụ số" in client.get("/").text
    assert '<html lang="en">' in client.get("/en/").text


def test_a_deep_page(client, course):
    assert client.get(course.lessons[1].url).status_code == 200
    assert course.lessons[1].url.count("/") == 3


def test_an_address_of_nothing(client, course):
    for path in ["/khong-co/", "/en/nothing/", "/vneid-vi/khong-co/", "/vneid-vi/bai-1-vi/them/", "/en/en/", "/vi/"]:
        response = client.get(path)
        assert response.status_code == 404 and "<h1>" in response.text


def test_an_address_below_another_language(client, course):
    assert client.get("/en" + course.url).status_code == 404
    english = in_language(course, "en")
    assert client.get(english.url).status_code == 200
    assert client.get(english.url.removeprefix("/en")).status_code == 404


def test_a_draft_is_not_here(client, site_tree):
    site_tree.add_child(instance=StandardPage(title="Nháp", slug="nhap", locale=site_tree.locale, live=False))
    assert client.get("/nhap/").status_code == 404


def test_a_page_without_its_last_stroke_is_led_to_it(client, course):
    response = client.get(course.url.rstrip("/"))
    assert response.status_code in (301, 302) and response["Location"] == course.url


def test_signs_of_search_mean_nothing(client, course):
    for path in ("/vneid_vi/", "/%25/", "/vneid-v%25/", "/VNEID-VI/", "/../vneid-vi/", "/./"):
        assert client.get(path).status_code in (301, 302, 400, 404)


def test_the_page_of_an_address_takes_two_questions(course, django_assert_max_num_queries):
    home = course.get_parent().specific
    request = RequestFactory().get(course.lessons[1].url)
    with django_assert_max_num_queries(2):
        found = home.route(request, course.lessons[1].url.strip("/").split("/"))
    assert found.page.pk == course.lessons[1].pk


@pytest.mark.parametrize(
    "query", ["?page=-1", "?page=999999999999999999999", "?%ff=%fe", "?a[]=1", "?" + "&".join("ab") * 900]
)
@pytest.mark.parametrize("path", ["/", "/en/", "/c/", "/communes/", "/accounts/login/"])
def test_a_junk_query_breaks_nothing(client, site_tree, path, query):
    assert client.get(path + query).status_code < 500


def test_other_methods_break_nothing(course):
    client = Client(enforce_csrf_checks=True)
    for method, path in product(
        ["post", "put", "patch", "delete", "options", "head"], ("/", course.url, course.lessons[0].url)
    ):
        assert getattr(client, method)(path).status_code < 500
