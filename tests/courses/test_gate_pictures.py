"""A heavy picture is weighed as phones get it, refused, and taken lighter by one button of the editor."""

import os
from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from PIL import Image as Pixels
from wagtail.images.models import Image
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from courses.gates import weighing
from courses.gates.checking import findings_of, refusals
from courses.gates.findings import Kind
from courses.gates.forms import lighten
from courses.gates.reading import material_of
from courses.models import LessonPage, Rehearsal
from tests.courses.test_authoring import add_to, edit
from tests.quizzes.factory import locale

pytestmark = pytest.mark.django_db


def noise(title="Ảnh rừng", side=900):
    """A photo that no encoder makes small."""
    pixels, file = Pixels.frombytes("RGB", (side, side), os.urandom(side * side * 3)), BytesIO()
    pixels.save(file, "PNG")
    return Image.objects.create(title=title, file=ImageFile(BytesIO(file.getvalue()), name="IMG_2041.png"))


def typed(*pictures, alt="Một khu rừng nhìn từ trên cao.", **fields):
    body = [("picture", {"image": str(picture.pk), "alt": alt, "caption": ""}) for picture in pictures]
    step = {"title": "Bước 1", "body": streamfield(body)}
    form = {"title": "Bài mới", "slug": "bai-moi", "summary": "", "minutes": "5", "source": "Luật", "reviewer": ""}
    form |= {"steps": streamfield([("step", step)]), "checked_on": "", "seo_title": "", "search_description": ""}
    return nested_form_data(form | {"comments": inline_formset([])} | fields)


@pytest.fixture
def desk(client, course, trainer):
    client.force_login(trainer)
    return client


@pytest.fixture
def draft(desk, course):
    desk.post(add_to(course), typed(noise()))
    return LessonPage.objects.get(slug="bai-moi").get_latest_revision_as_object()


def test_a_picture_is_weighed_as_a_phone_gets_it(draft, settings):
    settings.LESSON_BUDGET_BYTES = 1
    image = Image.objects.get()
    weight = material_of(draft).weight
    asset = next(asset for asset in weight.assets if asset.picture == image.pk)
    assert 0 < asset.lighter < asset.bytes < image.file.size / 4
    assert asset.bytes < weight.bytes


def test_above_the_budget_it_is_offered_lighter(desk, draft, settings):
    settings.LESSON_BUDGET_BYTES = material_of(draft).weight.bytes - 1
    (finding,) = refusals(findings_of(draft))
    assert finding.kind == Kind.WEIGHT and "Ảnh rừng" in finding.sentence
    assert f'name="gate-lighten" value="{Image.objects.get().pk}"' in desk.get(edit(draft)).text


def test_one_button_takes_it_lighter_and_keeps_what_was_typed(desk, draft, settings):
    image, before = Image.objects.get(), material_of(draft).weight
    settings.LESSON_BUDGET_BYTES = before.bytes - 1
    promised = next(asset.lighter for asset in material_of(draft).weight.assets if asset.picture)
    desk.post(edit(draft), typed(image, title="Tên mới", **{"gate-lighten": str(image.pk)}))
    lighter = LessonPage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    after = material_of(lighter).weight
    assert lighter.title == "Tên mới"
    assert next(asset.bytes for asset in after.assets if asset.picture) == promised
    assert refusals(findings_of(lighter)) == []
    lighter.get_latest_revision().publish()
    assert LessonPage.objects.get(pk=draft.pk).live


def test_a_reader_of_the_lighter_version_gets_small_files(client, desk, draft):
    image = Image.objects.get()
    desk.post(edit(draft), typed(image, **{"gate-lighten": str(image.pk), "action-publish": "1"}))
    page = LessonPage.objects.get(pk=draft.pk)
    client.logout()
    html = client.get(page.url).text
    assert "360w" in html and "720w" not in html


def test_a_picture_without_words_is_refused_but_kept_in_a_draft(desk, draft):
    desk.post(edit(draft), typed(Image.objects.get(), alt="IMG_2041"))
    assert "tên tệp" in desk.get(edit(draft)).text
    answer = desk.post(edit(draft), typed(Image.objects.get(), alt="IMG_2041") | {"action-publish": "1"})
    assert "tên tệp" in answer.text
    assert not LessonPage.objects.get(pk=draft.pk).live


def test_an_absurdly_large_photo_weighs_what_phones_get(desk, course):
    desk.post(add_to(course), typed(noise("Ảnh gốc", side=1700)))
    draft = LessonPage.objects.get(slug="bai-moi").get_latest_revision_as_object()
    assert Image.objects.get().file.size > 8_000_000
    assert next(asset.bytes for asset in material_of(draft).weight.assets if asset.picture) < 300_000


def test_a_file_that_is_gone_weighs_nothing_and_breaks_nothing(draft):
    image = Image.objects.get()
    image.renditions.all().delete()
    image.file.storage.delete(image.file.name)
    assert findings_of(draft)


def test_while_a_site_is_set_up_a_lesson_is_weighed_without_what_all_pages_share(draft, monkeypatch):
    whole = material_of(draft).weight.bytes
    monkeypatch.setattr(weighing, "whole_page", no_manifest)
    assert 0 < material_of(draft).weight.bytes < whole


def no_manifest(*_arguments):
    raise ValueError("Missing staticfiles manifest entry for 'css/site.css'")


def test_a_heavy_screenshot_is_offered_lighter_and_taken(desk, site_tree, settings):
    image = noise("Ảnh màn hình", side=700)
    tap = {"text": "Tiếp", "does": "on", "screen": "", "say": "", "area": {"x": 0, "y": 0, "width": 50, "height": 20}}
    words = {"alt": "Màn hình đăng nhập vẽ bằng số 0.", "is_invented": True, "image": image.pk, "fields": []}
    part = {"type": "picture", "id": "p", "value": words | {"taps": [{"type": "item", "id": "t", "value": tap}]}}
    value = {"title": "Đăng nhập", "instruction": "Bấm “Tiếp”.", "hint": "", "spoken": "", "parts": [part]}
    shot = Rehearsal(
        title="Tập thử",
        intro="Tập.",
        source="Luật",
        locale=locale("vi"),
        screens=[{"type": "screen", "id": "s", "value": value}],
    )
    settings.LESSON_BUDGET_BYTES = 1
    shot.save()
    before = next(asset for asset in material_of(shot).weight.assets if asset.picture)
    assert 0 < before.lighter < before.bytes
    lighten(shot.screens, image.pk)
    shot.save()
    shot = Rehearsal.objects.get(pk=shot.pk)
    after = next(asset for asset in material_of(shot).weight.assets if asset.picture)
    assert (after.bytes, after.lighter) == (before.lighter, None)
