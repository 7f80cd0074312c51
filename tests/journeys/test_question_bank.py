"""A trainer fills the question bank: one question of each kind, places drawn on a picture, seen at phone size."""

import json
import re

import pytest
from playwright.sync_api import expect

from quizzes.interactions import Interaction, is_area
from tests.journeys.people import TRAINER

ADD = "/admin/snippets/quizzes/question/add/?locale=vi"
LIST = "/admin/snippets/quizzes/question/?locale=vi"
# For each kind: what is typed into the rows (text, goes with, is right).
ROWS = {
    Interaction.CHOICE: [("Không ai cả", "", True), ("Cán bộ xã", "", False), ("Công an", "", False)],
    Interaction.TRUE_FALSE: [("", "", False), ("", "", True)],
    Interaction.SEQUENCING: [("Mở ứng dụng", "", None), ("Đăng nhập", "", None), ("Nộp hồ sơ", "", None)],
    Interaction.MATCHING: [("Cấp cứu", "115", None), ("Công an", "113", None)],
    Interaction.FILL_IN: [("Hòa Thịnh", "", None)],
    Interaction.NUMERIC: [("1.500", "", None)],
    Interaction.LONG_FILL_IN: [],
}


@pytest.fixture
def desk(sign_in):
    page = sign_in(TRAINER)
    page.watch.expect(r"script-src 'none'|^csp |localtime")  # a preview is to be looked at, not to be used
    return page


@pytest.mark.parametrize("kind", ROWS)
def test_a_trainer_writes_a_question_of_each_kind(desk, kind):
    stem = f"Câu hỏi mới, {kind.value}?"
    begins(desk, kind, stem)
    for number, row in enumerate(ROWS[kind]):
        fills(desk, number, *row)
    looks_at_it_on_a_phone(desk, stem)
    publishes(desk)
    desk.goto(LIST)
    expect(desk.locator("main tr", has_text=stem)).to_have_count(1)


def begins(page, kind, stem):
    page.goto(ADD)
    page.wait_for_load_state("networkidle")
    page.check(f"[name=interaction][value={kind.value}]")
    page.fill("[name=stem]", stem)


def fills(page, number, text, match, is_right):
    row = page.locator(f"#inline_child_choices-{number}")
    if text:
        row.locator("[name$='-text']").fill(text)
    if match:
        row.locator("[name$='-match']").fill(match)
    if is_right is not None:
        row.locator("[name$='-is_right']").set_checked(is_right)


def looks_at_it_on_a_phone(page, stem):
    page.click("[data-side-panel-toggle=preview]")
    frame = page.frame_locator("[data-w-preview-target=iframe]").last
    expect(frame.locator("main")).to_contain_text(stem)
    # The panel may still be opening.
    expect(frame.locator("html")).to_have_js_property("clientWidth", 360)
    page.click("[data-side-panel-toggle=preview]")


def publishes(page):
    page.click("footer [data-w-dropdown-target=toggle]")
    page.click("[name=action-publish]")
    expect(page.locator(".messages .success")).to_be_visible()


def test_places_are_drawn_by_mouse_and_by_keyboard(desk):
    begins(desk, Interaction.HOT_SPOT, "Bấm vào đâu để gửi?")
    expect(desk.locator(".places")).to_be_hidden()
    chooses_picture(desk)
    for number, name in enumerate(["Nút gửi", "Nút xoá"]):
        fills(desk, number, name, "", number == 0)
    drags(desk, (0.1, 0.1), (0.4, 0.3))
    drags(desk, (0.5, 0.5), (0.9, 0.8))
    draws_by_keyboard(desk)
    first, second, third = areas(desk)
    assert all(is_area(area) for area in (first, second, third))
    assert abs(first["x"] - 10) < 2 and abs(first["width"] - 30) < 2 and abs(second["y"] - 50) < 2
    assert third == {"x": 41, "y": 40, "width": 20, "height": 21}
    publishes(desk)
    desk.locator("main tr", has_text="Bấm vào đâu để gửi?").locator("a").first.click()
    expect(desk.locator(".place")).to_have_count(3)
    assert areas(desk) == [first, second, third]


def chooses_picture(page):
    page.click("#id_picture-chooser [data-chooser-action-choose]:visible")
    page.locator(".modal a[data-chooser-modal-choice]").first.click()
    expect(page.locator(".modal, .modal-backdrop")).to_have_count(0)
    expect(page.locator(".places img")).to_have_js_property("complete", True)
    expect(page.locator(".places img")).not_to_have_js_property("naturalWidth", 0)


def comes_to_rest(page):
    """Where the picture is once the editor has scrolled to it."""
    page.locator(".places").scroll_into_view_if_needed()
    box = None
    while box != (box := page.locator(".places img").bounding_box()):
        page.wait_for_timeout(200)
    return box


def drags(page, start, end):
    box = comes_to_rest(page)
    points = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in (start, end)]
    page.mouse.move(*points[0])
    page.mouse.down()
    page.mouse.move(*points[1], steps=4)
    page.mouse.up()


def draws_by_keyboard(page):
    page.click("#id_choices-ADD")
    fills(page, 2, "Nút quay lại", "", False)
    page.locator("#inline_child_choices-2 .place-state button").first.press("Enter")
    expect(page.locator(".place:focus")).to_have_attribute("aria-label", re.compile("Nút quay lại"))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")


def areas(page):
    return [
        json.loads(value) for value in page.locator("[data-place]").evaluate_all("all => all.map(one => one.value)")
    ]


def test_a_finger_draws_too(sign_in):
    page = sign_in(TRAINER, "tablet")
    begins(page, Interaction.HOT_SPOT, "Chạm vào đâu?")
    chooses_picture(page)
    box = comes_to_rest(page)
    touch = page.context.new_cdp_session(page)
    for kind, x in (("touchStart", 0.2), ("touchMove", 0.4), ("touchMove", 0.6), ("touchEnd", None)):
        points = [{"x": box["x"] + x * box["width"], "y": box["y"] + x * box["height"]}] if x else []
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    expect(page.locator("[data-place]").first).to_have_value(re.compile("width"))
    assert abs(areas(page)[0]["width"] - 40) < 3


def test_nothing_typed_is_lost_when_the_kind_is_another(desk):
    begins(desk, Interaction.CHOICE, "Thử?")
    fills(desk, 0, "Một", "", True)
    for kind in (Interaction.MATCHING, Interaction.NUMERIC, Interaction.TRUE_FALSE, Interaction.CHOICE):
        desk.check(f"[name=interaction][value={kind.value}]")
    expect(desk.locator("[name=choices-0-text]")).to_have_value("Một")
    expect(desk.locator("[name=choices-0-is_right]")).to_be_checked()
    expect(desk.locator("[name=choices-1-text]")).to_have_value("")
    expect(desk.locator("[name=choices-1-is_right]")).not_to_be_checked()


def test_without_a_script_every_field_is_there(open_page, sign_in):
    state = sign_in(TRAINER).context.storage_state()
    page = open_page("laptop", storage_state=state, java_script_enabled=False)
    page.goto(ADD)
    for field in ("text", "match", "is_right", "feedback", "tolerance", "weight", "area"):
        expect(page.locator(f"[name=choices-0-{field}]")).to_be_visible()
