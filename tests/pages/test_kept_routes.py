"""An address found once is found again in one question, and only as long as it is right."""

import pytest
from wagtail.models import PageViewRestriction

pytestmark = pytest.mark.django_db
FRESH = {"QUERY_STRING": "fresh"}  # past the page cache


@pytest.fixture
def lesson(course):
    return course.lessons[0]


def status(client, url):
    return client.get(url, **FRESH).status_code


def test_a_lesson_taken_back_is_gone_at_once(client, lesson):
    assert status(client, lesson.url) == 200
    lesson.unpublish()
    assert status(client, lesson.url) == 404


def test_a_lesson_is_gone_with_its_course(client, course, lesson):
    assert status(client, lesson.url) == 200
    course.unpublish()
    assert status(client, lesson.url) == 404


def test_a_renamed_lesson_moves(client, lesson):
    old = lesson.url
    assert status(client, old) == 200
    lesson.slug = "ten-moi"
    lesson.save_revision().publish()
    assert status(client, old.replace("bai-1-vi", "ten-moi")) == 200
    assert status(client, old) != 200


def test_a_change_is_shown_at_once(client, lesson):
    client.get(lesson.url)
    lesson.title = "Tên khác"
    lesson.save_revision().publish()
    assert "Tên khác" in client.get(lesson.url).text


def test_a_page_made_private_is_not_handed_out_any_more(client, lesson):
    assert client.get(lesson.url).status_code == 200
    PageViewRestriction.objects.create(page=lesson, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(lesson.url).status_code == 302


def test_an_unknown_address_stays_unknown(client, course):
    assert [status(client, "/khong-co/") for _time in range(2)] == [404, 404]


def test_a_lesson_leads_to_its_other_language(client, lesson):
    english = lesson.get_translations().get()
    assert f'href="{english.url}"' in client.get(lesson.url).text
    english.unpublish()
    assert f'href="{english.url}"' not in client.get(lesson.url).text


def test_a_draft_can_be_previewed_with_its_place(course, lesson):
    lesson.unpublish()
    lesson.refresh_from_db()
    lesson.__dict__.pop("published", None)
    response = lesson.make_preview_request()
    assert response.status_code == 200
    assert course.title in response.content.decode()
