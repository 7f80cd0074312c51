"""Every kind of question on a phone: by touch, by keyboard, offline, and marked in a lesson as in a quiz."""

import json
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import CHROMIUM
from tests.journeys.prepare import KINDS, KINDS_COURSE
from tests.journeys.server import prepare, serving

LESSON = "/moi-kieu-cau-hoi-vi/hoi-nhieu-kieu-vi/"


@pytest.fixture(scope="module")
def site():
    """A server of its own: the others' home page has only real courses."""
    if not CHROMIUM:
        pytest.skip("The journeys need a browser: apt-get install chromium")
    with serving() as site:
        prepare("kinds", site.home)
        yield site


def step(page, kind):
    """The lesson at the step that asks this kind of question."""
    number = KINDS.index(kind) + 1
    page.goto(f"{LESSON}#step-{number}")
    return page.locator(f"#step-{number}")


def answer(part, kind, is_right=True):
    """What a person does who knows it, or does not."""
    if kind in ("choice", "true-false", "hot-spot"):
        words = {
            "choice": ("Không ai", "Người gọi tới"),
            "true-false": ("Sai", "Đúng"),
            "hot-spot": ("Nút dưới", "Nút trên"),
        }
        part.get_by_label(words[kind][not is_right]).check()
    elif kind == "sequencing":
        put_in_order(part, ["Mở Cổng dịch vụ công", "Điền tờ khai", "Gửi hồ sơ"][:: 1 if is_right else -1])
    elif kind == "matching":
        part.get_by_label("Giấy chứng sinh").select_option("Khai sinh" if is_right else "Mua đất")
        part.get_by_label("Thẻ bảo hiểm y tế").select_option("Khám bệnh")
    elif kind == "long-fill-in":
        part.locator("textarea").fill("Tôi không đọc mã cho ai.")
    else:
        texts = {"fill-in": (" vneid ", "VssID"), "numeric": ("6,0", "5")}
        part.locator("input[type=text]").fill(texts[kind][not is_right])


def put_in_order(part, wanted):
    """By the buttons, each thing up to where it belongs."""
    for place, words in enumerate(wanted):
        while shown(part).index(words) > place:
            part.locator("[data-key]", has_text=words).locator("[data-up]").click()


def shown(part):
    return part.locator("[data-thing]").all_inner_texts()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "long-fill-in"])
@pytest.mark.parametrize("is_right", [False, True])
def test_a_quick_check_of_every_kind_answers_at_once_also_offline(phone, kind, is_right):
    asked = step(phone, kind)
    phone.watch.expect("ERR_INTERNET_DISCONNECTED")
    phone.context.set_offline(True)
    answer(asked, kind, is_right)
    asked.locator("form:not(.step-done) button:not([type=button])").click()
    expect(asked.locator("[data-result]")).to_have_class(f"note {'good' if is_right else 'danger'}")


def test_own_words_are_noted(phone):
    asked = step(phone, "long-fill-in")
    answer(asked, "long-fill-in")
    asked.locator("form:not(.step-done) button").click()
    expect(asked.locator("[data-result]")).to_be_visible()


def test_an_order_is_made_by_keyboard_and_told_to_who_listens(phone):
    asked = step(phone, "sequencing")
    first = shown(asked)[0]
    asked.locator("[data-down]").first.focus()
    phone.keyboard.press("Enter")
    assert shown(asked)[1] == first
    expect(asked.locator("[data-moved]")).to_contain_text(first)
    expect(asked.locator("[data-down]").nth(1)).to_be_focused()


def test_an_order_is_made_by_dragging(open_page):
    page = open_page("laptop")
    asked = step(page, "sequencing")
    before = shown(asked)
    first, last = (asked.locator("[data-thing]").nth(number).bounding_box() for number in (0, 2))
    page.mouse.move(first["x"] + 20, first["y"] + 10)
    page.mouse.down()
    page.mouse.move(last["x"] + 20, last["y"] + last["height"] - 2, steps=25)
    page.mouse.up()
    assert shown(asked) == [*before[1:], before[0]]


def test_a_place_is_found_by_touching_the_picture(phone):
    asked = step(phone, "hot-spot")
    asked.locator("[data-spot] rect").nth(1).tap()
    expect(asked.get_by_label("Nút dưới")).to_be_checked()


@pytest.mark.parametrize("has_js", [True, False])
def test_a_quiz_of_every_kind_is_sat_to_the_end(open_page, site, has_js):
    page = open_page("phone", java_script_enabled=has_js)
    page.goto("/moi-kieu-cau-hoi-vi/")
    page.locator("a[data-quiz]").click()
    questions = page.locator("[data-question]")
    for number, kind in enumerate(KINDS):
        if has_js or kind != "sequencing":
            answer(questions.nth(number), kind)
        else:
            by_number(questions.nth(number), ["Mở Cổng dịch vụ công", "Điền tờ khai", "Gửi hồ sơ"])
        if has_js and number < len(KINDS) - 1:
            page.locator("[data-next]").click()
    page.locator("[data-submit]").click()
    page.wait_for_url("**/attempts/**")
    with closing(sqlite3.connect(site.home / "db.sqlite3")) as database:
        sat = database.execute(
            "SELECT earned, is_waiting, sheet FROM quizzes_attempt WHERE quiz_title LIKE ? ORDER BY submitted_at",
            [f"%{KINDS_COURSE}"],
        ).fetchall()
    assert {row[:2] for row in sat} == {(7, 1)}
    # Only a script can tell how long each question was in sight.
    assert all(("seconds" in row) == has_js for row in json.loads(sat[-1][2]))


def by_number(part, wanted):
    for words in wanted:
        part.locator("[data-key]", has_text=words).locator("select").select_option(str(wanted.index(words) + 1))


def test_answers_of_every_kind_survive_a_closed_tab(phone):
    phone.goto("/moi-kieu-cau-hoi-vi/")
    phone.locator("a[data-quiz]").click()
    questions = phone.locator("[data-question]")
    for number, kind in enumerate(KINDS):
        answer(questions.nth(number), kind)
        if number < len(KINDS) - 1:
            phone.locator("[data-next]").click()
    order = shown(questions.nth(KINDS.index("sequencing")))
    phone.wait_for_timeout(300)
    again = phone.context.new_page()
    again.goto(phone.url)
    phone.close()
    questions = again.locator("[data-question]")
    expect(questions.nth(KINDS.index("matching")).locator("select").first).not_to_have_value("")
    assert questions.locator("input[type=text]").evaluate_all("fields => fields.map(field => field.value.trim())") == [
        "vneid",
        "6,0",
    ]
    assert again.locator("textarea").input_value() == "Tôi không đọc mã cho ai."
    assert questions.nth(KINDS.index("sequencing")).locator("[data-thing]").all_text_contents() == order
    assert questions.locator(":checked:not(option)").count() == 3
