"""The budgets of design §6 as counts, which are the same on every machine; times are for `make bench`."""

import gzip
import re
from pathlib import Path

import pytest
import yaml
from django.contrib.staticfiles import finders
from django.core.cache import caches
from django.urls import reverse

from courses.models import LessonPage
from courses.starter import CONTENT, key
from tests.courses.factory import course, finish, in_language, lesson

pytestmark = pytest.mark.django_db
FIRST_PAINT, SCRIPTS, REQUESTS, PICTURE = 14_000, 12_000, 6, 30_000
UNCACHED, STATE = 12, 3
HEADERS = 900  # of one answer, at most


@pytest.fixture
def vneid(site_tree):
    """The starter course, as every new site has it."""
    from courses.management.commands.load_courses import Command

    Command().load_course(yaml.safe_load((CONTENT / "vneid.yaml").read_text()))
    return LessonPage.objects.filter(path__startswith=course_path()).order_by("path")


def course_path():
    from courses.models import CoursePage

    return CoursePage.objects.get(translation_key=key("vneid"), locale__language_code="vi").path


def packed(text: str | bytes) -> int:
    return len(gzip.compress(text.encode() if isinstance(text, str) else text, 9, mtime=0))


def html(client, page) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.text


def linked(markup, pattern) -> dict[str, str]:
    """The files of ours that a page names, with what they hold."""
    names = re.findall(pattern, markup)
    return {name: Path(finders.find(name)).read_text() for name in names}


def styles(markup):
    return linked(markup, r'<link rel="stylesheet" href="/static/([^"]+)"')


def scripts(markup):
    """With the modules that they import."""
    found, wanted = {}, linked(markup, r'<script[^>]* src="/static/([^"]+)"')
    while wanted:
        found |= wanted
        imports = {f"js/{name}" for text in wanted.values() for name in re.findall(r'from "\./([^"]+)"', text)}
        wanted = {name: Path(finders.find(name)).read_text() for name in imports - found.keys()}
    return found


def test_every_lesson_paints_within_one_round_trip(client, vneid):
    for page in [*vneid, *(in_language(one, "en") for one in vneid)]:
        markup = html(client, page)
        answers = [markup, *styles(markup).values()]
        assert sum(map(packed, answers)) + HEADERS * len(answers) <= FIRST_PAINT, page.url


def test_a_lesson_loads_little_script_in_few_requests(client, vneid):
    markup = html(client, vneid[0])
    files = scripts(markup)
    assert sum(map(packed, files.values())) + HEADERS * len(files) <= SCRIPTS
    # The page itself is one; what a person has done is only asked for where the phone knows a person.
    assert 1 + len(styles(markup)) + len(files) <= REQUESTS


def test_nothing_is_loaded_from_elsewhere(client, vneid):
    markup = html(client, vneid[0])
    assert not re.findall(r'(?:src|srcset|poster)="(?:https?:)?//', markup)
    assert not re.findall(r'<link [^>]*href="(?:https?:)?//', markup)


@pytest.mark.parametrize("path", sorted((CONTENT / "pictures").iterdir()), ids=lambda path: path.name)
def test_a_picture_is_small(path):
    assert path.stat().st_size <= PICTURE


def test_a_kept_lesson_asks_the_database_nothing(client, course, django_assert_num_queries):
    html(client, course.lessons[0])
    with django_assert_num_queries(0):
        html(client, course.lessons[0])


@pytest.mark.parametrize("lessons", [1, 12])
def test_a_learners_state_costs_the_same_for_any_number_of_lessons(
    client, site_tree, lan, lessons, django_assert_max_num_queries
):
    whole = course(lessons=lessons)
    finish(lan, whole)
    hold_phone(client, lan)
    client.get(reverse("courses:state"))
    with django_assert_max_num_queries(STATE):
        state = client.get(reverse("courses:state")).json()
    assert state["courses"][str(whole.key)]["done"] == lessons


def test_several_finished_courses_cost_no_more(client, site_tree, lan, django_assert_max_num_queries):
    for title in ("VNeID", "Lừa đảo", "Khai sinh"):
        finish(lan, course(title, lessons=1))
    hold_phone(client, lan)
    client.get(reverse("courses:state"))
    with django_assert_max_num_queries(STATE):
        assert len(client.get(reverse("courses:state")).json()["courses"]) == 3


@pytest.mark.parametrize(("lessons", "checks"), [(1, 1), (12, 1), (2, 9)])
def test_a_lesson_made_anew_costs_the_same_for_any_number_of_lessons_and_checks(
    client, site_tree, lessons, checks, django_assert_max_num_queries
):
    whole = course(lessons=lessons)
    page = lesson(whole, steps=checks, check=True)
    repeat_check(page, checks)
    html(client, page)
    caches["pages"].clear()
    with django_assert_max_num_queries(UNCACHED):
        assert html(client, page).count("data-check=") == checks


def repeat_check(page, times):
    """A different question in each step."""
    from tests.quizzes.factory import question

    raw = list(page.steps.raw_data)
    for number, step in enumerate(raw[:times]):
        asked = question(f"Câu {number}?")
        step["value"]["body"] = [{"type": "check", "value": asked.pk}]
    page.steps = raw
    page.save_revision().publish()


def hold_phone(client, learner):
    """The client's phone is this learner's."""
    from django.core import signing

    from learners.models import Device
    from learners.requests import DEVICE_COOKIE, SALT

    device = Device.objects.create(current=learner)
    device.learners.add(learner)
    client.cookies[DEVICE_COOKIE] = signing.dumps(device.pk.hex, salt=SALT)
