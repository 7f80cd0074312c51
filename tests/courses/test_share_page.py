"""The share pack: a public page of words to pass on, and where trainers write them."""

import uuid

import pytest
from django.urls import reverse
from django.utils.translation import override
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from courses.management.commands.load_courses import Command
from courses.models import CourseOutcome, CoursePage, KeyPoint
from courses.speaking import seconds
from tests.courses.factory import in_language
from tests.quizzes.factory import locale

pytestmark = pytest.mark.django_db


def share(client, course, language="vi"):
    with override(language):
        return client.get(reverse("courses:share", args=[course.key]))


def wrote(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


def test_it_shows_what_was_written(client, course):
    wrote(course, post="Học cùng nhau nhé!", loudspeaker="Alo alo. Bà con chú ý.")
    page = share(client, course)
    assert page.status_code == 200
    assert "Học cùng nhau nhé!" in page.text and "Alo alo." in page.text
    assert f"{seconds('Alo alo. Bà con chú ý.', 'vi')} giây" in page.text


def test_a_post_without_an_address_gets_that_of_the_course(client, course):
    wrote(course, post="Học cùng nhau nhé!")
    assert f"Học cùng nhau nhé!\nhttp://testserver{course.url}</textarea>" in share(client, course).text
    wrote(course, post="Xem https://example.vn/a")
    assert "https://example.vn/a</textarea>" in share(client, course).text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_nobody_wrote_is_made_of_the_key_points(client, course, language):
    page = in_language(course, language)
    page.key_points = [KeyPoint(text="Giữ kín mã OTP", locale=page.locale)]
    page.save()
    text = share(client, course, language).text
    assert "• Giữ kín mã OTP" in text and "Giữ kín mã OTP." in text
    assert f"http://testserver{page.url}" in text


def test_a_course_without_key_points_says_what_people_can_do(client, course):
    CourseOutcome.objects.create(page=course, text="Biết cúp máy", locale=course.locale)
    text = share(client, course).text
    assert "Học xong, bà con có thể:\n• Biết cúp máy" in text and "<p>Biết cúp máy.</p>" in text


def test_a_course_with_neither_has_words_too(client, course):
    assert share(client, course).text.count(course.title) >= 4


def test_it_is_public_and_the_same_for_everyone(client, course):
    response = share(client, course)
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not response.cookies and "csrf" not in response.text


def test_it_leads_to_the_handouts_and_the_course(client, course):
    text = share(client, course).text
    for name in ("handout", "handouts"):
        assert f'href="{reverse(f"courses:{name}", args=[course.key])}"' in text
    assert f'href="{course.url}"' in text and "<svg" in text


def test_a_course_in_one_language_offers_one_handout(client, course):
    in_language(course, "en").unpublish()
    assert reverse("courses:handouts", args=[course.key]) not in share(client, course).text


def test_words_that_look_like_markup_stay_words(client, course):
    wrote(course, post="</textarea><script>alert(1)</script>", loudspeaker="<b onclick=alert(2)>A</b>")
    text = share(client, course).text
    assert "<script>alert" not in text and "<b onclick" not in text


def test_a_kept_course_is_no_heavier_for_it(client, course):
    files = client.get(reverse("courses:keep", args=[course.key])).json()["files"]
    assert not [file for file in files if "share" in file["url"] or "handout" in file["url"]]


def test_trainers_find_it_above_their_course(client, course, trainer):
    client.force_login(trainer)
    english = in_language(course, "en")
    assert f"/learning/courses/{course.key}/share/" in client.get(f"/admin/pages/{course.pk}/edit/").text
    assert f"/en/learning/courses/{course.key}/share/" in client.get(f"/admin/pages/{english.pk}/edit/").text


def written(course, points=(), **fields):
    form = {"title": course.title, "slug": course.slug, "summary": course.summary, "icon": "", "quiz": ""}
    form |= {"seo_title": "", "search_description": "", "post": "", "loudspeaker": "", "action-publish": "1"}
    form |= {"outcomes": inline_formset([]), "required_rehearsals": inline_formset([]), "comments": inline_formset([])}
    form |= {"key_points": inline_formset([{"text": text} for text in points])}
    return nested_form_data(form | fields)


def test_a_trainer_writes_what_is_passed_on(client, course, trainer):
    client.force_login(trainer)
    client.post(f"/admin/pages/{course.pk}/edit/", written(course, ["Một", "Hai"], post="Bài", loudspeaker="Lời"))
    page = CoursePage.objects.get(pk=course.pk)
    assert [point.text for point in page.key_points.all()] == ["Một", "Hai"]
    assert (page.post, page.loudspeaker) == ("Bài", "Lời")


@pytest.mark.parametrize(
    "change", [{"post": "a" * 501}, {"points": ["a" * 111]}, {"points": ["a"] * 7}], ids=["post", "point", "points"]
)
def test_what_is_too_long_is_refused(client, course, trainer, change):
    client.force_login(trainer)
    client.post(f"/admin/pages/{course.pk}/edit/", written(course, **change))
    page = CoursePage.objects.get(pk=course.pk)
    assert page.post == "" and page.key_points.count() == 0


def test_key_points_and_words_are_translated(client, course, trainer):
    from wagtail_localize.models import TranslationSource

    course.key_points = [KeyPoint(text="Giữ kín mã OTP", locale=course.locale)]
    wrote(course, post="Bài", loudspeaker="Lời")
    source, _is_new = TranslationSource.update_or_create_from_instance(course)
    said = {segment.string.data for segment in source.stringsegment_set.select_related("string")}
    assert {"Giữ kín mã OTP", "Bài", "Lời"} <= said


def start(client, key, **fields):
    asked = {"course": key, "language": "vi", "title": "Tên mới", "point": ["Một", " ", "Hai"]} | fields
    return client.get(reverse("start_sharing"), asked)


def test_the_editor_starts_from_the_points_as_they_stand_in_the_form(client, course, trainer):
    client.force_login(trainer)
    made = start(client, course.key).json()
    assert "Tên mới" in made["post"] and "• Một\n• Hai" in made["post"] and course.url in made["post"]
    assert "Một.\nHai." in made["loudspeaker"]


def test_the_editor_starts_in_the_language_of_the_page(client, course, trainer):
    client.force_login(trainer)
    assert "free course" in start(client, course.key, language="en").json()["post"]


@pytest.mark.parametrize("key", ["", "x", "9" * 40, uuid.uuid4()])
def test_the_editor_starts_for_a_course_never_saved(client, course, trainer, key):
    client.force_login(trainer)
    assert "http://testserver/" in start(client, key).json()["post"]


def test_starting_is_for_staff(client, course):
    assert start(client, course.key).status_code == 302


STARTER = {
    "handout": [{"vi": "Giữ kín mã", "en": "Keep your code"}, {"vi": "Cúp máy", "en": "Hang up"}],
    "post": {"vi": "Bài", "en": "Post"},
    "loudspeaker": {"vi": "Lời", "en": "Script"},
}


@pytest.fixture
def scams(site_tree):
    """A starter course as it was before there was anything to print."""
    import yaml

    from courses.starter import CONTENT

    course = yaml.safe_load((CONTENT / "scams.yaml").read_text())
    for name in STARTER:
        course.pop(name, None)
    course["lessons"] = course["lessons"][:1]
    return course


def said(course):
    page = CoursePage.objects.get(slug=course["slug"]["en"], locale=locale("en"))
    return [point.text for point in page.key_points.all()], page.post, page.loudspeaker


WHOLE = (["Keep your code", "Hang up"], "Post", "Script")


def test_starter_courses_bring_their_words(scams):
    Command().load_course(scams | STARTER)
    assert said(scams) == WHOLE


def test_a_starter_course_without_words_loads(scams):
    Command().load_course(scams)
    assert said(scams) == ([], "", "")


def test_a_starter_course_that_is_as_it_was_loaded_gets_the_words_later(scams):
    Command().load_course(scams)
    for _time in range(2):
        Command().share_untouched(scams | STARTER)
    assert said(scams) == WHOLE


def test_a_starter_course_that_somebody_edited_is_left_alone(scams):
    Command().load_course(scams)
    page = CoursePage.objects.get(slug=scams["slug"]["en"], locale=locale("en"))
    wrote(page, summary="Ours")
    Command().share_untouched(scams | STARTER)
    assert said(scams) == ([], "", "")
