"""Rehearsals in the real editor."""

import html
import json

import pytest
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.test.utils.form_data import nested_form_data, streamfield

from courses.models import Rehearsal
from courses.starter import Starter, read_rehearsal
from tests.courses.test_rehearsing import area
from tests.quizzes.factory import locale

pytestmark = pytest.mark.django_db
ADD = "/admin/snippets/courses/rehearsal/add/?locale=vi"
FIRST, SECOND = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"


@pytest.fixture
def desk(client, site_tree, trainer):
    client.force_login(trainer)
    return client


def tap(text="Gửi", does="on", screen="", say=""):
    return {"text": text, "does": does, "screen": screen, "say": say}


def screen(title, *parts):
    words = {"title": title, "instruction": "Bấm Gửi", "hint": "", "spoken": ""}
    return words | {"parts": streamfield([*parts])}


def listed(*values):
    """Items of a list, as the editor sends them."""
    rows = {str(n): {"value": value, "order": str(n), "deleted": "", "id": ""} for n, value in enumerate(values)}
    return rows | {"count": str(len(values))}


def picture(image, drawn, **value):
    taps = listed(tap("Đăng nhập") | {"area": drawn})
    fields = listed({"label": "Số", "expected": "000", "area": area(y=40)})
    words = {"image": str(image.pk), "alt": "Trang đăng nhập", "taps": taps, "fields": fields}
    return words | value


def typed(*screens, publish=True, **fields):
    rows = streamfield([("screen", value) for value in screens])
    rows |= {f"{n}-id": key for n, (key, _screen) in enumerate(zip([FIRST, SECOND], screens, strict=False))}
    for number, key in enumerate([FIRST, SECOND][: len(screens)]):
        rows[str(number)] = rows[str(number)] | {"id": key}
    form = {"title": "Nộp hồ sơ", "intro": "Tập nộp.", "source": "Cổng dịch vụ công", "checked_on": "", "screens": rows}
    return nested_form_data(form | ({"action-publish": "1"} if publish else {}) | fields)


def test_a_trainer_writes_a_rehearsal_with_a_branch(desk):
    again = ("button", tap("Xem lại", "to", SECOND))
    desk.post(ADD, typed(screen("Mở", ("button", tap()), again), screen("Xong", ("button", tap("Xong")))))
    made = Rehearsal.objects.get()
    assert made.live and made.locale == locale("vi")
    assert [one.targets[-1].to for one in made.drawn] == [SECOND, "end"]


def test_what_can_not_be_played_is_not_published_but_kept_as_a_draft(desk):
    stuck = screen("Mở", ("button", tap(does="wrong", say="Chưa đúng")))
    answer = desk.post(ADD, typed(stuck))
    assert "Không ai ra khỏi “Mở” được" in answer.text and not Rehearsal.objects.exists()
    desk.post(ADD, typed(stuck, publish=False))
    assert not Rehearsal.objects.get().live


@pytest.mark.parametrize("publish", [True, False])
@pytest.mark.parametrize("value", ["066085001234", "0912 345 678", "lan@example.vn"])
def test_a_value_that_could_be_somebodys_is_refused_even_in_a_draft(desk, value, publish):
    field = ("field", {"label": "Số", "expected": value})
    answer = desk.post(ADD, typed(screen("Mở", field, ("button", tap())), publish=publish))
    assert "có thể là số hay địa chỉ của một người thật" in answer.text
    assert not Rehearsal.objects.exists()


def test_a_copy_is_a_rehearsal_of_its_own(desk):
    made = Starter(locale("vi")).rehearsal(read_rehearsal("refuse-otp"))
    address = reverse(made.snippet_viewset.get_url_name("copy"), args=[made.pk])
    offered = desk.get(address).text
    assert made.title in offered and 'action="/admin/snippets/courses/rehearsal/add/' in offered
    desk.post(ADD, typed(screen("Mở", ("button", tap()))))
    copied = Rehearsal.objects.exclude(pk=made.pk).get()
    assert copied.translation_key != made.translation_key and copied.title == "Nộp hồ sơ"


@pytest.mark.parametrize(("mode", "title"), [("", "Kích hoạt VNeID"), ("en", "Activating VNeID")])
def test_it_is_previewed_in_both_languages(desk, mode, title):
    made, _english = [Starter(locale(code)).rehearsal(read_rehearsal("activate-vneid")) for code in ("vi", "en")]
    address = reverse(made.snippet_viewset.get_url_name("preview_on_edit"), args=[made.pk])
    desk.post(address, typed(screen("Mở", ("button", tap())), title=made.title))
    shown = desk.get(f"{address}?mode={mode}")
    assert shown.status_code == 200 and title in shown.text
    assert "script-src 'none'" in shown.headers["Content-Security-Policy"]


@pytest.fixture
def shot(site_tree):
    return Image.objects.create(title="Đăng nhập", file=get_test_image_file(size=(360, 640)))


def test_a_screenshot_is_published_once_it_is_drawn_on_and_answered_for(desk, shot):
    for drawn, ticked, said in [("", {"is_invented": "on"}, "Vẽ lên ảnh"), (area(), {}, "Xem lại ảnh của “Mở”")]:
        answer = desk.post(ADD, typed(screen("Mở", ("picture", picture(shot, drawn, **ticked)))))
        assert said in answer.text and not Rehearsal.objects.exists()
    desk.post(ADD, typed(screen("Mở", ("picture", picture(shot, area(), is_invented="on")))))
    (part,) = Rehearsal.objects.get().drawn[0].parts
    assert (part.picture, [one.name for one in part.places]) == (shot, ["Đăng nhập", "Số"])


def test_a_draft_with_a_screenshot_may_be_half_done(desk, shot):
    desk.post(ADD, typed(screen("Mở", ("picture", picture(shot, ""))), publish=False))
    assert not Rehearsal.objects.get().live


def test_a_copy_offers_the_places_too(desk, shot):
    desk.post(ADD, typed(screen("Mở", ("picture", picture(shot, area(), is_invented="on")))))
    address = reverse(Rehearsal.snippet_viewset.get_url_name("copy"), args=[Rehearsal.objects.get().pk])
    assert html.escape(json.dumps(area())[1:-1]) in desk.get(address).text


@pytest.mark.parametrize(("seconds", "is_kept"), [("3", True), ("11", False), ("0", False)])
def test_a_wait_lasts_ten_seconds_at_most(desk, seconds, is_kept):
    wait = {"text": "Đang gửi…", "seconds": seconds, "does": "on", "screen": ""}
    desk.post(ADD, typed(screen("Mở", ("wait", wait))))
    assert Rehearsal.objects.exists() == is_kept


def test_a_stranger_finds_no_editor(client, lan):
    assert client.get(ADD).status_code == 302
