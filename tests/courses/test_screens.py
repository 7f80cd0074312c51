"""Screenshots, long texts and waits as people find them: light, named, and without a script."""

import re
import uuid

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.operations import TranslationCreator

from courses.copying import copied
from courses.models import Rehearsal
from tests.courses.factory import course, lead_to, rehearsal
from tests.courses.test_rehearsing import area, of, picture, screen, tap, wait
from tests.quizzes.factory import locale

pytestmark = pytest.mark.django_db
NUMBER = {"label": "Số định danh", "expected": "000 000", "area": area(10, 30.5, 80, 6)}
TERMS = {"type": "scroll", "value": {"title": "Điều khoản", "text": "Đọc nhé.\n\n" * 30}}


@pytest.fixture
def shot(site_tree):
    return Image.objects.create(title="Đăng nhập", file=get_test_image_file("shot.png", size=(1080, 1920)))


@pytest.fixture
def drill(shot):
    go_on = tap("Đăng nhập", area=area(10, 60, 80, 3))
    wrong = tap("Quên mật khẩu", does="wrong", say="Chưa cần đâu.", area=area(70, 95, 28, 4))
    raw = [of("a", picture(wrong, go_on, fields=[NUMBER], image=shot.pk)), screen("b", tap(), parts=[TERMS])]
    return rehearsal([as_the_editor_keeps_it(one) for one in [*raw, of("c", wait(4)), screen("d", tap())]])


def as_the_editor_keeps_it(value):
    """With every word that was left empty, and an id for every block."""
    if isinstance(value, list):
        return [as_the_editor_keeps_it(one) for one in value]
    if not isinstance(value, dict):
        return value
    empty = (
        {"hint": "", "spoken": ""} if "instruction" in value else {"say": "", "screen": ""} if "does" in value else {}
    )
    ids = {"id": str(uuid.uuid4())} if "type" in value else {}
    return ids | empty | {name: as_the_editor_keeps_it(inner) for name, inner in value.items()}


def markup_of(client, drill):
    return client.get(reverse("courses:rehearsal", args=[drill.key])).text


def test_what_was_drawn_is_a_real_control_with_a_name_in_its_place(client, drill):
    spots = re.findall(r"<foreignObject ([^>]*)>(.*?)</foreignObject>", markup_of(client, drill), re.DOTALL)
    assert [place for place, _control in spots] == [
        'x="10%" y="30.5%" width="80%" height="6%"',
        'x="10%" y="60%" width="80%" height="3%"',
        'x="70%" y="95%" width="28%" height="4%"',
    ]
    field, right, wrong = [control for _place, control in spots]
    assert 'aria-label="Số định danh"' in field and 'data-expected="000 000"' in field and " name=" not in field
    assert "<button" in right and "data-best" in right and "<span data-name>Đăng nhập</span>" in right
    assert 'data-say="Chưa cần đâu."' in wrong and "at-end at-foot" in wrong
    assert all("disabled" in control for control in (field, right, wrong))


def test_no_style_is_written_into_the_page(client, drill):
    assert "style=" not in markup_of(client, drill)


def test_the_picture_comes_light_and_never_as_it_was_uploaded(client, drill, shot):
    markup = markup_of(client, drill)
    assert re.search(r'type="image/avif" srcset="[^"]*360w', markup) and 'alt="Trang đăng nhập"' in markup
    assert shot.file.url not in markup
    widths = {rendition.width for rendition in shot.renditions.all()}
    assert widths == {360, 640} and all(rendition.file.size < 30_000 for rendition in shot.renditions.all())


def test_many_pictures_cost_the_database_no_more_than_one(drill, shot, django_assert_num_queries):
    first, *_others = drill.screens.get_prep_value()
    second = Image.objects.create(title="Khác", file=get_test_image_file("other.png", size=(1080, 1920)))
    parts = [copied([first], {first["id"]})[0][0] for _time in range(3)]
    parts[-1]["value"]["parts"][0]["value"]["image"] = second.pk
    many = rehearsal([*parts, first], languages=["vi"])
    for one in (drill, many):
        own = Rehearsal.objects.select_related("locale").get(pk=one.pk)
        with django_assert_num_queries(2):
            render_to_string("courses/rehearsal/_stage.html", {"rehearsal": own})


def test_its_sizes_are_made_when_it_is_published(drill, shot):
    assert shot.renditions.filter(width=640).exists()


def test_a_kept_course_has_the_picture(client, drill):
    whole = course(lessons=1)
    lead_to(whole.lessons[0], drill)
    kept = client.get(reverse("courses:keep", args=[whole.key])).json()
    pictures = [file["url"] for file in kept["files"] if "shot" in file["url"]]
    assert len(pictures) == 1 and pictures[0].endswith(".webp")


def test_a_picture_that_is_gone_leaves_its_words(client, drill, shot):
    shot.delete()
    markup = markup_of(client, drill)
    assert "Trang đăng nhập</p>" in markup and "Đăng nhập</span>" in markup


def test_a_long_text_is_a_region_that_the_keyboard_reaches(client, drill):
    (box,) = re.findall(r'<div class="drawn-scroll"[^>]*>', markup_of(client, drill))
    assert 'tabindex="0"' in box and 'role="region"' in box and 'aria-label="Điều khoản"' in box


def test_a_wait_says_how_long_and_where_it_leads(client, drill):
    markup = markup_of(client, drill)
    assert 'data-wait="4"' in markup and re.search(r'<p role="status">Đang gửi hồ sơ…</p>', markup)
    assert re.search(r'data-wait="4".*?data-does="on" data-to="d" data-best', markup, re.DOTALL)


def test_words_are_translated_and_places_pictures_and_links_stay(drill, shot, trainer):
    Rehearsal.objects.filter(locale__language_code="en").delete()
    TranslationCreator(trainer, [locale("en")]).create_translations(drill)
    translation = Translation.objects.get(
        source=TranslationSource.objects.get(object_id=drill.translation_key), target_locale=locale("en")
    )
    words = translation.export_po()
    said = {entry.msgid for entry in words}
    assert {"Số định danh", "Đăng nhập", "Trang đăng nhập", "Đang gửi hồ sơ…", "Điều khoản"} <= said
    assert not [text for text in said if "width" in text or text in ("on", "wrong")]
    for entry in words:
        entry.msgstr = f"EN {entry.msgid}"
    translation.import_po(words)
    translation.save_target(publish=False)
    made = Rehearsal.objects.get(locale=locale("en")).get_latest_revision_as_object()
    (own,), (other,) = [[part for part in one.drawn[0].parts if part.kind == "picture"] for one in (drill, made)]
    assert [one.area for one in other.places] == [one.area for one in own.places]
    assert other.places[1].name == "EN Đăng nhập" and other.picture == shot and other.is_invented
    assert [one.id for one in made.drawn] == ["a", "b", "c", "d"] and made.drawn[2].waits[0].seconds == 4
