"""The worker, the manifest and the page without network."""

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import caches
from django.urls import reverse
from django.utils.translation import override
from PIL import Image

from pages import worker
from tests.courses.factory import in_language

pytestmark = pytest.mark.django_db
LANGUAGES = ["vi", "en"]
WORKER_META = '<meta name="service-worker" content="/sw.js">'


def shell(client):
    return json.loads(re.match(r"const SHELL = (.*)$", client.get("/sw.js").text, re.MULTILINE)[1])


def content(client, url):
    found = finders.find(url.removeprefix("/static/")) if url.startswith("/static/") else None
    return Path(found).read_bytes() if found else client.get(url).content


def sha256(body):
    return f"sha256-{base64.b64encode(hashlib.sha256(body).digest()).decode()}"


def test_the_worker_is_asked_for_again_each_time(client, site_tree):
    response = client.get("/sw.js")
    assert response.headers["Content-Type"].startswith("text/javascript")
    assert response.headers["Cache-Control"] == "no-cache"
    assert not response.cookies


def test_the_shell_is_the_page_without_network_and_all_it_shows(client, site_tree):
    found = shell(client)
    assert found["offline"] == {"": "/offline/", "en": "/en/offline/"}
    urls = [file["url"] for file in found["files"]]
    assert {"/offline/", "/en/offline/", "/static/css/site.css", "/static/js/keep.js", "/static/js/kept.js"} <= {*urls}
    assert {"/waiting/", "/en/waiting/", "/static/js/rescue.js"} <= {*urls}
    assert all(file["integrity"] == sha256(content(client, file["url"])) for file in found["files"])


def test_the_version_changes_with_what_the_worker_brings(client, site_tree, monkeypatch):
    first = shell(client)["version"]
    caches["pages"].clear()
    assert shell(client)["version"] == first
    caches["pages"].clear()
    monkeypatch.setattr(worker, "source", lambda name: f"// a new {name}")
    assert shell(client)["version"] != first


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_without_network_says_what_waits(client, site_tree, language):
    with override(language):
        response = client.get(reverse("offline"))
    assert f'<html lang="{language}">' in response.text
    assert "data-kept-list" in response.text and "noindex" in response.text


def test_personal_and_staff_pages_are_never_kept(client, course):
    script = client.get("/sw.js").text
    never = [re.compile(re.search(rf"const {name} = /(.+)/$", script, re.M)[1]) for name in ("PERSONAL", "STAFF")]
    names = ["courses:my_learning", "courses:state", "learners:people", "account_login", "wagtailadmin_home"]
    for language in LANGUAGES:
        with override(language):
            paths = [reverse(name) for name in names] + [reverse("quizzes:attempt", args=[course.key])]
            quiz = reverse("quizzes:quiz", args=[course.key])
        assert all(any(pattern.match(path) for pattern in never) for path in paths)
        page = in_language(course, language)
        assert not any(pattern.match(path) for pattern in never for path in (quiz, page.url, page.lessons[0].url))


@pytest.mark.parametrize(("path", "name"), [("/", "Digital"), ("/en/", "Digital Education for All")])
def test_the_site_can_be_installed(client, site_tree, path, name):
    page = client.get(path)
    assert f'<link rel="manifest" href="{path}manifest.webmanifest">' in page.text
    manifest = client.get(f"{path}manifest.webmanifest")
    assert manifest.headers["Content-Type"] == "application/manifest+json"
    words = manifest.json()
    assert words["start_url"] == path and words["scope"] == "/" and words["display"] == "standalone"
    assert words["name"] and len(words["short_name"]) <= 15


def test_icons_are_of_the_size_they_say(client, site_tree):
    icons = client.get("/manifest.webmanifest").json()["icons"]
    assert {icon.get("purpose") for icon in icons} == {None, "maskable"}
    for icon in icons:
        file = Path(finders.find(icon["src"].removeprefix("/static/")))
        if file.suffix == ".png":
            assert "{}x{}".format(*Image.open(file).size) == icon["sizes"]


def test_a_maskable_icon_has_colour_up_to_its_edge():
    image = Image.open(finders.find("icons/maskable-512.png")).convert("RGBA")
    assert {image.getpixel(corner) for corner in ((0, 0), (511, 0), (0, 511), (511, 511))} == {(11, 107, 83, 255)}


def test_a_first_lesson_brings_neither_worker_nor_manifest(client, course):
    for page in (course.lessons[0].url, reverse("quizzes:quiz", args=[course.quiz.key])):
        text = client.get(page).text
        assert "service-worker" not in text and "manifest" not in text and "keep.js" not in text


def test_home_and_course_bring_the_worker(client, course):
    for page in ("/", "/en/", course.url):
        assert WORKER_META in client.get(page).text


def test_a_withdrawn_worker_takes_everything_away(client, course, settings):
    settings.SERVICE_WORKER = False
    script = client.get("/sw.js")
    assert "unregister()" in script.text and "SHELL" not in script.text
    assert script.headers["Cache-Control"] == "no-cache"
    text = client.get(course.url).text
    assert WORKER_META not in text and "data-keep=" not in text
    assert "data-kept-withdrawn" in text and "keep.js" in text
