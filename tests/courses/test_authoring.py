"""Writing, previewing, publishing and translating lessons in the real editor."""

import json

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield
from wagtail_localize.models import Translation, TranslationSource

from courses.models import CoursePage, LessonPage
from tests.quizzes.factory import in_language, locale, question

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, course, trainer):
    client.force_login(trainer)
    return client


def written(title="Bài mới", text="<p>Mở <b>VNeID</b></p>", check=None, **fields):
    """A lesson form as the browser sends it: one step with a text and, where given, a check question."""
    body = [("text", rich_text(text, features=["bold", "italic", "ol", "ul", "link"]))]
    if check:
        body.append(("check", str(check.pk)))
    step = {"title": "Bước 1", "body": streamfield(body)}
    form = {"title": title, "slug": "bai-moi", "summary": "", "minutes": "5", "source": "Luật Căn cước", "reviewer": ""}
    form |= {"steps": streamfield([("step", step)]), "checked_on": "", "seo_title": "", "search_description": ""}
    return nested_form_data(form | {"comments": inline_formset([])} | fields)


def add_to(course):
    return f"/admin/pages/add/courses/lessonpage/{course.pk}/"


def edit(page):
    return f"/admin/pages/{page.pk}/edit/"


def test_a_trainer_writes_a_lesson_and_it_is_on_the_site(desk, course, client):
    asked = question("Mã OTP cho ai?")
    desk.post(add_to(course), written(check=asked) | {"action-publish": "1"})
    lesson = LessonPage.objects.get(slug="bai-moi")
    client.logout()
    page = client.get(lesson.url).content.decode()
    assert "Mã OTP cho ai?" in page and "<b>VNeID</b>" in page


def test_a_draft_is_not_on_the_site(desk, course, client):
    desk.post(add_to(course), written())
    assert not LessonPage.objects.get(slug="bai-moi").live


def test_a_lesson_without_a_source_is_refused(desk, course):
    desk.post(add_to(course), written(source="") | {"action-publish": "1"})
    assert not LessonPage.objects.filter(slug="bai-moi", live=True).exists()


@pytest.mark.parametrize("code", ["vi", "en"])
def test_the_starter_pages_of_both_languages_are_edited_directly(desk, course, code):
    lesson = in_language(course.lessons[0], code)
    assert desk.get(edit(lesson)).status_code == 200
    desk.post(edit(lesson), written("Đổi tên") | {"action-publish": "1"})
    lesson.refresh_from_db()
    assert lesson.title == "Đổi tên" and lesson.live


def test_hostile_rich_text_is_stored_clean(desk, course):
    hostile = contentstate(
        "Bấm vào đây", {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(1)"}}}
    )
    form = written() | {"steps-0-value-body-0-value": hostile, "action-publish": "1"}
    desk.post(add_to(course), form)
    stored = json.dumps(LessonPage.objects.get(slug="bai-moi").steps.get_prep_value(), ensure_ascii=False)
    assert "Bấm vào đây" in stored and "javascript" not in stored


def contentstate(text, entities):
    ranges = [{"key": 0, "offset": 0, "length": len(text)}]
    block = {"key": "a", "type": "unstyled", "depth": 0, "text": text, "inlineStyleRanges": [], "entityRanges": ranges}
    return json.dumps({"entityMap": entities, "blocks": [block]})


def test_a_hostile_question_is_harmless_in_a_lesson(desk, course, client):
    attacks = {"right": ("<b onclick=alert(2)>Có</b>",), "wrong": ('"><script>alert(3)</script>',)}
    asked = question("<svg onload=alert(1)>Hỏi", **attacks)
    desk.post(add_to(course), written(check=asked) | {"action-publish": "1"})
    client.logout()
    page = client.get(LessonPage.objects.get(slug="bai-moi").url).content.decode()
    assert "Hỏi" in page
    assert not [attack for attack in ("<svg onload", "<b onclick", "<script>alert") if attack in page]


def previewed(desk, address, form, mode=""):
    assert desk.post(address, form).json() == {"is_valid": True, "is_available": True}
    return desk.get(address, {"mode": mode, "in_preview_panel": "true"}).content.decode()


def test_a_lesson_is_previewed_as_typed_and_in_the_other_language(desk, course):
    lesson = course.lessons[0]
    address = f"/admin/pages/{lesson.pk}/edit/preview/"
    assert "Vừa gõ xong" in previewed(desk, address, written("Vừa gõ xong"))
    english = previewed(desk, address, written("Vừa gõ xong"), mode="en")
    assert in_language(lesson, "en").title in english and '<html lang="en">' in english


def test_the_editor_offers_both_languages_at_the_size_of_a_phone(desk, course):
    lesson = course.lessons[0]
    assert [code for code, _name in lesson.preview_modes] == ["", "en"]
    assert lesson.preview_sizes[0]["device_width"] == 360
    assert 'value="en"' in desk.get(edit(lesson)).content.decode()


def test_a_lesson_never_saved_is_previewed(desk, course):
    address = f"/admin/pages/add/courses/lessonpage/{course.pk}/preview/"
    assert "Còn nháp" in previewed(desk, address, written("Còn nháp"))


def test_a_lesson_never_saved_is_previewed_in_its_own_language(desk, course):
    address = f"/admin/pages/add/courses/lessonpage/{in_language(course, 'en').pk}/preview/"
    assert '<html lang="en">' in previewed(desk, address, written("Still a draft"))


def test_a_course_never_saved_is_previewed(desk, site_tree):
    address = f"/admin/pages/add/courses/coursepage/{site_tree.pk}/preview/"
    form = {"title": "Khóa mới", "slug": "khoa-moi", "summary": "Một câu.", "icon": "", "quiz": "", "seo_title": ""}
    form |= {
        "outcomes": inline_formset([]),
        "required_rehearsals": inline_formset([]),
        "comments": inline_formset([]),
        "search_description": "",
    }
    form |= {"key_points": inline_formset([]), "post": "", "loudspeaker": ""}
    assert "Khóa mới" in previewed(desk, address, nested_form_data(form))


def test_a_page_without_translation_has_one_preview(desk, course):
    desk.post(add_to(course), written())
    assert len(LessonPage.objects.get(slug="bai-moi").preview_modes) == 1


def test_the_draft_of_the_other_language_is_previewed(desk, course):
    english = in_language(course.lessons[0], "en")
    english.title = "Only a draft"
    english.save_revision()
    assert "Only a draft" in previewed(desk, f"/admin/pages/{course.lessons[0].pk}/edit/preview/", written(), mode="en")


@pytest.fixture
def new_course(desk, site_tree):
    """A course that exists in Vietnamese only, its lesson written in the editor."""
    from tests.courses.factory import course

    page = course("An toàn", lessons=0, questions=1, languages=["vi"])
    check = question("Mã OTP cho ai?", languages=["vi"])
    desk.post(add_to(page), written("Giữ kín mã OTP", check=check) | {"action-publish": "1"})
    return CoursePage.objects.get(pk=page.pk)


def submit(desk, page):
    """The form behind “Translate this page”."""
    return desk.post(
        f"/admin/localize/submit/page/{page.pk}/",
        {"locales": [locale("en").pk], "include_subtree": "on"},
        follow=True,
    )


def translation_of(page):
    source = TranslationSource.objects.get(object_id=page.translation_key)
    return Translation.objects.get(source=source, target_locale=locale("en"))


def translate(page):
    """Every sentence into English, as by an uploaded PO file."""
    translation = translation_of(page)
    pofile = translation.export_po()
    for entry in pofile:
        entry.msgstr = f"{entry.msgid} in English"
    translation.import_po(pofile)
    translation.save_target()


def test_a_starter_page_has_nothing_left_to_translate(desk, course):
    assert "localize/submit/page" not in desk.get(edit(course)).content.decode()


def test_a_course_and_its_lessons_are_translated_and_published(
    desk, new_course, client, django_capture_on_commit_callbacks
):
    submit(desk, new_course)
    lesson = new_course.lessons[0]
    for row in [new_course.quiz.questions()[0], new_course.quiz, new_course, checked(lesson), lesson]:
        translate(row)
    for page in (new_course, lesson):
        with django_capture_on_commit_callbacks(execute=True):
            desk.post(edit(in_language(page, "en")), {"action": "publish"})
    client.logout()
    assert "An toàn in English" in client.get(in_language(new_course, "en").url).content.decode()
    page = client.get(in_language(lesson, "en").url).content.decode()
    assert "Giữ kín mã OTP in English" in page and "Mã OTP cho ai? in English" in page


def checked(lesson):
    return next(block.value for step in lesson.steps for block in step.value["body"] if block.block_type == "check")


def test_a_translation_keeps_steps_keys_and_what_is_no_language(desk, new_course):
    lesson = new_course.lessons[0]
    submit(desk, new_course)
    for row in [checked(lesson), lesson]:
        translate(row)
    english = in_language(lesson, "en")
    assert english.key == lesson.key
    assert [step.id for step in english.steps] == [step.id for step in lesson.steps]
    assert (english.slug, english.minutes, english.checked_on) == (lesson.slug, lesson.minutes, lesson.checked_on)
    assert checked(english) == in_language(checked(lesson), "en")


def test_a_translated_quiz_asks_the_translated_questions(desk, new_course):
    submit(desk, new_course)
    asked = new_course.quiz.questions()
    places = in_language(new_course.quiz, "en").places.all()
    assert [place.question for place in places] == [in_language(question, "en") for question in asked]


def test_a_question_is_asked_in_a_language_once_its_translation_is_published(desk, new_course):
    submit(desk, new_course)
    english = in_language(new_course.quiz, "en")
    assert english.questions() == []
    translate(new_course.quiz.questions()[0])
    assert len(english.questions()) == 1


def test_a_translated_question_keeps_what_is_right(desk, new_course):
    submit(desk, new_course)
    asked = new_course.quiz.questions()[0]
    translate(asked)
    english = in_language(asked, "en")
    before = {(c.key, c.is_right) for c in asked.choices.all()}
    assert {(c.key, c.is_right) for c in english.choices.all()} == before
    assert english.choices.first().text.endswith("in English")


def test_a_change_reaches_the_translation(desk, new_course):
    lesson = new_course.lessons[0]
    submit(desk, new_course)
    for row in [checked(lesson), lesson]:
        translate(row)
    lesson.minutes = 9
    lesson.save_revision().publish()
    source = TranslationSource.objects.get(object_id=lesson.translation_key)
    desk.post(f"/admin/localize/update/{source.pk}/", {"publish_translations": "on"})
    assert in_language(lesson, "en").minutes == 9


def test_the_editor_of_a_translation_opens(desk, new_course):
    submit(desk, new_course)
    assert desk.get(edit(in_language(new_course, "en"))).status_code == 200


def test_lessons_are_listed_in_the_order_of_the_course(desk, course):
    assert course.get_admin_default_ordering() == "ord"


def test_the_desk_begins_with_the_courses(desk, course):
    assert add_to(course) in desk.get("/admin/").content.decode()
