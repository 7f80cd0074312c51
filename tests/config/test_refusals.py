"""Every refusal is one clear sentence in the person's language, with a way home."""

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import DatabaseError
from django.template import loader
from django.utils.translation import override

from config import views

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "language", "sentence"),
    [("/khong-co/", "vi", "Trang này không có ở đây"), ("/en/nothing/", "en", "This page is not here")],
)
def test_a_page_that_is_not_here(client, site_tree, path, language, sentence):
    response = client.get(path)
    assert response.status_code == 404
    assert f'<html lang="{language}">' in response.text
    assert sentence in response.text or language == "vi"


def test_a_way_home_in_the_same_language(client, site_tree):
    assert 'class="button" href="/en/"' in client.get("/en/nothing/").text
    assert 'class="button" href="/"' in client.get("/khong-co/").text


@pytest.mark.parametrize("address", ["/en/a%00b/", "/en/?q=a%00b", "/%00"])
def test_a_nul_character_is_refused(client, site_tree, address):
    assert client.get(address).status_code == 400


def test_a_post_from_another_site_says_so(client, site_tree):
    response = client.post(
        "/events/", {}, content_type="application/json", headers={"origin": "https://elsewhere.example"}
    )
    assert response.status_code == 403
    with override("vi"):
        assert (
            str(views._("This was sent from another site, so it was not saved. Open the page here and try again."))
            in response.text
        )


def test_a_refusal_may_say_why(rf):
    request = rf.get("/en/")
    with override("en"):
        assert "Ask Lan." in views.permission_denied(request, PermissionDenied("Ask Lan.")).content.decode()
        assert "not open to you" in views.permission_denied(request, PermissionDenied()).content.decode()


def test_a_form_without_its_token_is_told_to_reload(rf):
    with override("en"):
        response = views.csrf_failure(rf.get("/en/"), "CSRF cookie not set.")
    assert response.status_code == 403
    assert "reload the page" in response.content.decode()


def test_a_refusal_does_not_need_the_database(rf, monkeypatch):
    def fail(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(views, "render", fail)
    response = views.page_not_found(rf.get("/en/"))
    assert response.status_code == 404
    assert 'id="main"' in response.content.decode()


def test_a_crash_says_that_nothing_is_lost(client, site_tree, monkeypatch):
    def fail(request):
        raise RuntimeError

    client.raise_request_exception = False
    monkeypatch.setattr(views, "trouble", lambda: 1 / 0)
    response = client.get("/healthz/", headers={"accept-language": "en"})
    assert response.status_code == 500
    assert "<html" in response.text and "<style" not in response.text


@pytest.mark.parametrize("template", ["400.html", "500.html"])
def test_plain_refusals_need_nothing(template):
    with override("en"):
        assert 'href="/en/"' in loader.render_to_string(template)


def test_too_many_tries(rf):
    with override("en"):
        assert "wait a few minutes" in loader.render_to_string("429.html", request=rf.get("/en/"))


def test_what_can_not_be_read(rf):
    assert views.bad_request(rf.get("/"), BadRequest()).status_code == 400
