"""The rules of a quiz as people meet them: drawn questions, a clock, a trainer's code, turns and rests; offline too."""

import json
import re
import sqlite3
from contextlib import closing
from uuid import UUID

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import CHROMIUM, look
from tests.journeys.people import TRAINER
from tests.journeys.server import prepare, serving
from tests.journeys.test_offline import go_offline, go_online, keep

DRAWN, TIMED, WATCHED, ONCE, RESTING = (
    f"/{name}-vi/" for name in ("rut-tham", "co-gio", "co-nguoi-trong", "mot-lan", "nghi-giua")
)
RIGHT, WRONG = "Đúng rồi", "Sai rồi"
SUPERVISIONS = "/admin/snippets/quizzes/supervision/"


@pytest.fixture(scope="module")
def site():
    """A server of its own: the others' home page has only real courses."""
    if not CHROMIUM:
        pytest.skip("The journeys need a browser: apt-get install chromium")
    with serving() as site:
        prepare("rules", site.home)
        yield site


@pytest.fixture
def attempts(site):
    """A function: what this test handed in of the quiz of a course, in the order of handing in."""
    with closing(sqlite3.connect(site.home / "db.sqlite3")) as database:
        before = [pk for (pk,) in database.execute("SELECT id FROM quizzes_attempt")]

    def attempts(course):
        words = "objection, score, is_passed, supervision_id, seconds, sheet"
        with closing(sqlite3.connect(site.home / "db.sqlite3")) as database:
            database.row_factory = sqlite3.Row
            rows = database.execute(f"SELECT id, quiz_title, {words} FROM quizzes_attempt ORDER BY submitted_at")
            rows = rows.fetchall()
        title = {DRAWN: "Rút thăm", TIMED: "Có giờ", WATCHED: "Có người trông", ONCE: "Một lần", RESTING: "Nghỉ giữa"}
        return [row for row in rows if row["id"] not in before and row["quiz_title"].endswith(title[course])]

    return attempts


def opens_quiz(page, course):
    page.goto(course)
    page.locator("a[data-quiz]").click()
    expect(page.locator("[data-quiz]")).to_be_visible()
    return page


def answers_all(page, choice=RIGHT):
    """Each question as it comes, up to the button that sends; the questions in the order they were asked."""
    asked = []
    while True:
        question = page.locator("[data-question]:visible")
        asked.append(question.locator("legend").first.inner_text().strip())
        question.get_by_label(choice, exact=True).check()
        if not page.locator("[data-next]:visible").count():
            return asked
        page.click("[data-next]")


def sends(page):
    page.click("[data-submit]")
    page.wait_for_url("**/attempts/**")


def sends_later(page):
    page.click("[data-submit]")
    expect(page.locator("[data-quiz]")).to_be_hidden()  # kept; the words may be there from the attempt before
    expect(page.locator("[data-sent-later=waiting]")).to_be_visible()


def arrive(page, attempts, course, count):
    """All that waited is with the server."""
    page.goto(course)
    for _try in range(60):
        if len(found := attempts(course)) == count:
            return found
        page.wait_for_timeout(250)
    raise AssertionError(f"{len(found)} of {count} attempts arrived")


def test_what_was_drawn_in_airplane_mode_is_marked_as_it_was_asked(start, line, attempts):
    keep(start(), DRAWN)
    page = start(offline=True)
    asked = []
    for choice in (RIGHT, WRONG, RIGHT):
        opens_quiz(page, DRAWN)
        expect(page.locator("main")).to_contain_text("4 câu")
        asked.append(answers_all(page, choice))
        sends_later(page)
    assert all(len(questions) == len(set(questions)) == 4 for questions in asked)
    assert all("Rút thăm, câu 1?" in questions for questions in asked)
    assert len({frozenset(questions) for questions in asked}) > 1
    go_online(page, line)
    found = arrive(page, attempts, DRAWN, 3)
    for row, questions, score in zip(found, asked, (100, 0, 100), strict=True):
        assert [question["stem"] for question in json.loads(row["sheet"])] == questions
        assert (row["score"], row["objection"]) == (score, "")


def test_what_was_drawn_stays_when_the_page_is_loaded_again(phone):
    opens_quiz(phone, DRAWN)
    asked = answers_all(phone)
    phone.wait_for_timeout(300)
    phone.reload()
    assert answers_all(phone) == asked


def has_begun(page, code=""):
    page.clock.install()
    opens_quiz(page, TIMED)
    expect(page.locator("[data-question]:visible")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("10 phút")
    page.fill("[data-code]", code)
    page.click("[data-begin]")
    expect(page.locator("[data-question]:visible")).to_have_count(1)


def left(page, minutes):
    """The clock shows so many minutes, or a few seconds less."""
    expect(page.locator("[data-left]")).to_have_text(re.compile(rf"^({minutes}:00|{minutes - 1}:[45]\d)$"))


def passes(page, minutes):
    page.clock.fast_forward(minutes * 60_000)


def test_time_is_shown_and_what_is_answered_is_handed_in_at_its_end(phone, attempts):
    has_begun(phone)
    left(phone, 10)
    expect(phone.locator("[data-soon]")).to_be_hidden()
    phone.locator("[data-question]:visible").get_by_label(RIGHT, exact=True).check()
    passes(phone, 5)
    left(phone, 5)
    expect(phone.locator("[data-soon]")).to_be_visible()
    look(phone, "rules-soon")
    passes(phone, 5)
    phone.wait_for_url("**/attempts/**")
    expect(phone.locator("main")).to_contain_text("1")
    [row] = attempts(TIMED)
    assert (row["objection"], row["score"]) == ("", 50)


def test_a_new_look_at_the_page_gives_no_new_time(phone):
    """Also before anything was answered."""
    has_begun(phone)
    passes(phone, 4)
    phone.reload()
    left(phone, 6)
    expect(phone.locator("[data-question]:visible")).to_have_count(1)


def test_what_comes_long_after_the_time_is_kept_but_does_not_count(phone, attempts):
    has_begun(phone)
    phone.locator("[data-question]:visible").get_by_label(RIGHT, exact=True).check()
    phone.wait_for_timeout(300)
    address = phone.url
    phone.goto("/c/")
    passes(phone, 20)
    phone.goto(address)
    phone.wait_for_url("**/attempts/**")
    expect(phone.locator("h1")).to_have_text("Lần làm này không được tính")
    assert [row["objection"] for row in attempts(TIMED)] == ["too-late"]


@pytest.fixture
def opened(sign_in):
    """A function: a trainer opens a quiz for people who are there; the code that is written on the board."""

    def opened(quiz, extra="0"):
        page = sign_in(TRAINER)
        page.goto(f"{SUPERVISIONS}add/")
        page.wait_for_load_state("networkidle")
        page.locator("[data-chooser-action-choose]:visible").first.click()
        page.fill(".modal [name=q]", quiz)
        page.locator(".modal a[data-chooser-modal-choice]", has_text=quiz).first.click()
        expect(page.locator(".modal")).to_have_count(0)
        page.select_option("[name=extra_percent]", extra)
        page.locator("footer [type=submit], form footer button").first.click()
        said = page.locator(".messages .success")
        expect(said).to_contain_text(quiz)
        return re.search(r"\d{3} \d{3}", said.inner_text())[0]

    return opened


def test_the_last_digit_of_a_code_gives_extra_time_without_network(start, line, attempts, opened):
    code = opened("Có giờ", extra="50")
    assert code[-1] == "2"
    page = keep(start(), TIMED)
    go_offline(page, line)
    has_begun(page, code)
    left(page, 15)
    passes(page, 13)
    answers_all(page)
    sends_later(page)
    go_online(page, line)
    [row] = arrive(page, attempts, TIMED, 1)
    assert row["objection"] == "" and row["supervision_id"] and row["seconds"] >= 13 * 60


def test_a_supervised_quiz_asks_for_the_trainers_code_and_remembers_who_was_there(phone, attempts, opened):
    code = opened("Có người trông")
    opens_quiz(phone, WATCHED)
    phone.click("[data-begin]")
    expect(phone.locator("[data-no-code]")).to_be_visible()
    expect(phone.locator("[data-question]:visible")).to_have_count(0)
    phone.fill("[data-code]", code)
    phone.click("[data-begin]")
    answers_all(phone)
    sends(phone)
    [row] = attempts(WATCHED)
    assert (row["objection"], row["is_passed"]) == ("", 1) and row["supervision_id"]


@pytest.mark.parametrize("is_closed", [False, True])
def test_a_wrong_code_is_refused_kindly_before_anybody_sits_in_vain(phone, attempts, opened, is_closed):
    right = opened("Có người trông")
    wrong = opened("Có giờ") if is_closed else f"{(int(right[:3]) + 1) % 1000:03} {right[4:]}"
    opens_quiz(phone, WATCHED)
    phone.fill("[data-code]", wrong)
    phone.click("[data-begin]")
    expect(phone.locator("[data-wrong-code]")).to_be_visible()
    look(phone, "rules-wrong-code")
    expect(phone.locator("[data-code]")).to_be_focused()
    phone.fill("[data-code]", right)
    phone.click("[data-begin]")
    answers_all(phone)
    sends(phone)
    assert [row["objection"] for row in attempts(WATCHED)] == [""]


def test_without_a_script_a_wrong_code_loses_no_answer(open_page, attempts, opened):
    right = opened("Có người trông")
    page = open_page("phone", java_script_enabled=False)
    page.watch.expect("422")
    opens_quiz(page, WATCHED)
    page.locator("noscript button, [name=begin]").first.click()
    page.fill("[data-code]", "000 009")
    for question in page.locator("[data-question]").all():
        question.get_by_label(RIGHT, exact=True).check()
    page.click("[data-submit]")
    expect(page.locator("[data-wrong-code]")).to_be_visible()
    page.fill("[data-code]", right)
    expect(page.locator("[data-question] :checked")).to_have_count(2)
    sends(page)
    assert [(row["objection"], row["score"]) for row in attempts(WATCHED)] == [("", 100)]


def test_a_wrong_code_typed_without_network_is_kept_and_told_with_the_result(start, line, attempts):
    page = keep(start(), WATCHED)
    go_offline(page, line)
    opens_quiz(page, WATCHED)
    page.fill("[data-code]", "000 009")
    page.click("[data-begin]")
    answers_all(page)
    sends_later(page)
    go_online(page, line)
    [row] = arrive(page, attempts, WATCHED, 1)
    assert row["objection"] == "not-supervised"
    page.goto(f"/quizzes/attempts/{UUID(row['id'])}/")
    expect(page.locator("h1")).to_have_text("Lần làm này không được tính")


def test_who_has_used_all_turns_is_told_before_sitting_offline_too(start, line, attempts):
    page = keep(start(), ONCE)
    go_offline(page, line)
    opens_quiz(page, ONCE)
    expect(page.locator("[data-used-up]")).to_be_hidden()
    answers_all(page, WRONG)
    sends_later(page)
    opens_quiz(page, ONCE)
    expect(page.locator("[data-used-up]")).to_be_visible()
    look(page, "rules-used-up")
    answers_all(page)
    sends_later(page)
    go_online(page, line)
    assert [row["objection"] for row in arrive(page, attempts, ONCE, 2)] == ["", "too-many"]


def test_a_rest_is_told_before_sitting_until_it_is_over(phone, attempts):
    phone.clock.install()
    opens_quiz(phone, RESTING)
    answers_all(phone, WRONG)
    sends(phone)
    expect(phone.locator("main section").first).to_contain_text(re.compile(r"\d\d:\d\d"))
    look(phone, "rules-rest-result")
    opens_quiz(phone, RESTING)
    look(phone, "rules-rest")
    expect(phone.locator("[data-rest]")).to_contain_text(re.compile(r"\d\d:\d\d"))
    phone.clock.fast_forward(31 * 60_000)
    opens_quiz(phone, RESTING)
    expect(phone.locator("[data-rest]")).to_be_hidden()
