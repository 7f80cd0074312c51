"""Course and lesson pages: public, the same for everyone, in both languages."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Locale

from courses.models import CourseOutcome
from tests.courses.factory import in_language, lesson
from tests.records.phone import Phone, event
from ui.models import Link

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"/>'


def every_page(course):
    return [page for row in (course, in_language(course, "en")) for page in (row, *row.lessons)]


def test_pages_are_the_same_for_everyone(client, course):
    phone = Phone()
    phone.send(event(lesson=course.lessons[0]))
    phone.client.post("/people/name/", {"person": phone.learner, "name": "Lan Đặc Biệt"})
    for page in every_page(course):
        response = client.get(page.url)
        assert response.status_code == 200 and not response.cookies
        assert "csrf" not in response.text
        assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert "Cookie" not in response.get("Vary", "")
        assert phone.get(page.url + "?fresh=1").text == response.text


def test_each_language_has_its_own_pages(client, course):
    for language, words in (("vi", "Bước 1"), ("en", "Bước 1 (en)")):
        page = in_language(course, language).lessons[0]
        response = client.get(page.url)
        assert f'<html lang="{language}">' in response.text and f">{words}<" in response.text


def test_each_page_leads_to_the_other_language(client, course):
    for page in every_page(course):
        code = "en" if page.locale.language_code == "vi" else "vi"
        assert f'href="{in_language(page, code).url}" lang="{code}"' in client.get(page.url).text


def test_without_a_translation_the_link_leads_home(client, course):
    page = lesson(course, "Chỉ tiếng Việt", languages=("vi",))
    assert 'href="/en/" lang="en"' in client.get(page.url).text


def test_an_untaken_lesson_costs_few_queries_and_a_kept_one_none(
    client, course, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr("pages.generation.RECHECK_SECONDS", 600)  # a slow machine asks once a second
    for number in range(6):
        page = lesson(course, f"Bài thêm {number}", steps=5)
    client.get(course.lessons[0].url)
    with django_assert_max_num_queries(12):
        assert client.get(page.url).status_code == 200
    with django_assert_max_num_queries(0):
        assert client.get(page.url).status_code == 200


def test_a_junk_query_breaks_nothing(client, course):
    for query in ["?page=-1", "?p=%ff", "?step=" + "9" * 400, "?lesson[]=1&lesson[]=2"]:
        for page in every_page(course):
            assert client.get(page.url + query).status_code == 200


def test_a_lesson_whose_files_were_deleted_still_opens(client, course):
    picture = Image.objects.create(title="a", file=ContentFile(SVG, "a.svg"))
    paper = Document.objects.create(title="b", file=ContentFile(b"b", "b.pdf"))
    link = Link.objects.create(title="c", url="https://example.org/", locale=Locale.objects.get(language_code="vi"))
    page = course.lessons[0]
    page.refresh_from_db()
    body = [
        {"type": "picture", "value": {"image": picture.pk, "alt": "Hình"}},
        {"type": "instructions", "value": [{"title": "Mở", "image": picture.pk, "alt": "Hình"}]},
        {"type": "download", "value": {"document": paper.pk, "title": "Tờ khai"}},
        {"type": "video", "value": {"video": paper.pk, "captions": paper.pk, "title": "Phim"}},
        {"type": "audio", "value": {"audio": paper.pk, "title": "Tiếng", "transcript": "Lời"}},
        {"type": "link", "value": link.pk},
        {"type": "text", "value": "<p>Vẫn còn đây</p>"},
    ]
    page.steps = [{"type": "step", "value": {"title": "Một", "body": body}}]
    page.save_revision().publish()
    assert "Tờ khai" in client.get(page.url).text
    picture.delete(), paper.delete(), link.delete()
    response = client.get(page.url + "?fresh=1")
    assert response.status_code == 200 and "Vẫn còn đây" in response.text


def test_a_course_lists_what_it_gives(client, course):
    CourseOutcome.objects.create(page=course, text="Biết dùng VNeID", locale=course.locale)
    page = client.get(course.url).text
    assert "Biết dùng VNeID" in page and "75\u00a0%" in page
    assert all(lesson.title in page for lesson in course.lessons)


def test_a_course_without_lessons_says_so(client, course):
    for page in course.lessons:
        page.unpublish()
    assert "Bài 1" not in client.get(course.url).text
