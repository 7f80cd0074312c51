"""What every answer carries, and what only the admin may."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

pytestmark = pytest.mark.django_db


def policy(response):
    parts = (part.split(" ", 1) for part in response.headers["Content-Security-Policy"].split("; "))
    return {part[0]: part[1] for part in parts if len(part) == 2}


@pytest.mark.parametrize("path", ["/", "/en/", "/en/nothing/", "/accounts/login/"])
def test_public_pages_allow_nothing_inline(client, site_tree, path):
    response = client.get(path)
    assert policy(response)["default-src"] == "'self'"
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("path", ["/", "/en/", "/en/nothing/", "/accounts/login/"])
def test_public_pages_hold_nothing_inline(client, site_tree, path):
    text = client.get(path).text
    assert " style=" not in text and "<style" not in text and " onclick=" not in text
    assert "<script>" not in text


def test_the_admin_and_it_alone_may_be_looser(client, administrator):
    client.force_login(administrator)
    response = client.get("/admin/")
    assert "'unsafe-inline'" in policy(response)["script-src"]
    assert "no-store" in response.headers["Cache-Control"]
    assert "unsafe" not in client.get("/admin-of-nothing/").headers["Content-Security-Policy"]


def test_a_visit_leaves_no_cookie(client, site_tree):
    assert not client.get("/").cookies


def test_cookies_of_staff_are_out_of_reach(client, administrator, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    page = client.get("/accounts/login/", secure=True)
    answer = client.post("/accounts/login/", {"login": administrator.email, "password": "only for tests"}, secure=True)
    session = answer.cookies[settings.SESSION_COOKIE_NAME]
    assert session["httponly"] and session["secure"] and session["samesite"] == "Lax"
    assert page.cookies[settings.CSRF_COOKIE_NAME]["secure"]


def test_an_uploaded_drawing_can_not_run_scripts(client):
    default_storage.save(
        "drawing.svg", ContentFile(b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")
    )
    response = client.get("/media/drawing.svg")
    assert response.status_code == 200
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "immutable" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    "path", ["/media/none.svg", "/media/../manage.py", "/media/%2e%2e/%2e%2e/manage.py", "/media/"]
)
def test_only_uploaded_files_are_served(client, site_tree, path):
    assert client.get(path).status_code in (400, 404)


def test_machines_learn_that_all_is_well(client, monkeypatch):
    assert client.get("/healthz/").text == "ok"
    monkeypatch.setattr("config.health._known", {"is_migrated": False})
    monkeypatch.setattr("config.health.is_behind", lambda connection: True)
    response = client.get("/healthz/")
    assert response.status_code == 503 and "migrate" in response.text


def test_robots_stay_out_of_the_admin(client):
    assert "Disallow: /admin/" in client.get("/robots.txt").text
