"""Rehearsals in the real editor."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from courses.models import Rehearsal
from courses.starter import Starter, read_rehearsal
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


def test_a_stranger_finds_no_editor(client, lan):
    assert client.get(ADD).status_code == 302
