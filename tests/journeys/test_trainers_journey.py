"""From a bank of questions out of Moodle to figures of how each question does: a trainer's days, and a resident's hour.

With LOOK=1 each station leaves a picture in var/look/.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import CHROMIUM, look
from tests.journeys.people import PASSWORD, TRAINER
from tests.journeys.prepare import BARE_COURSE, TRAINERS_QUIZ
from tests.journeys.server import prepare, serving
from tests.journeys.test_offline import go_online, keep

BANK = Path(__file__).with_name("chuyen-tien.xml")
COURSE = "/chuyen-tien-an-toan-vi/"
TYPO, RIGHT_WORDS = "Ai được biết mả OTP của bạn?", "Ai được biết mã OTP của bạn?"
WRONG_KEY = "Có người gọi tới, nói tài khoản của bạn sắp bị khóa. Bạn làm gì?"
HANGS_UP = "Tắt máy, gọi số in sau thẻ ngân hàng"
# What a person picks or types who knows it.
KNOWN = {
    RIGHT_WORDS: ["Không ai cả"],
    WRONG_KEY: [HANGS_UP],
    "Trước khi bấm “Chuyển tiền”, bạn xem lại điều gì?": ["Tên người nhận", "Số tiền"],
    "Ngân hàng không bao giờ gọi điện hỏi mật khẩu.": ["Đúng"],
    "Quét mã QR dán ở quán thì không cần xem tên người nhận.": ["Sai"],
    "Số điện thoại gọi công an khẩn cấp là số nào?": "113",
    "Bạn chuyển nhầm tiền cho người lạ. Việc đầu tiên là gì?": ["Báo ngân hàng của mình"],
    "Tin nhắn báo trúng thưởng, bảo nộp phí trước. Đó là gì?": ["Lừa đảo"],
}
DRAWN = 4


@pytest.fixture(scope="module")
def site():
    """A server of its own: the others' bank has only real questions."""
    if not CHROMIUM:
        pytest.skip("The journeys need a browser: apt-get install chromium")
    with serving() as site:
        prepare("bare", site.home)
        yield site


def test_a_trainer_brings_in_a_bank_mends_it_and_sees_how_it_does(open_page, start, line, site):
    trainer = open_page("laptop")
    trainer.watch.expect(r"script-src 'none'|^csp |localtime")  # a preview is to be looked at, not to be used
    signs_in(trainer)
    brings_in(trainer)
    mends_words(trainer)
    mends_key(trainer)
    builds_quiz(trainer)
    gives_it_to_course(trainer)
    sits_without_network(start, line)
    prepare("visitors", site.home)
    sees_figures(trainer)


def signs_in(page):
    page.goto("/admin/")
    page.fill("[name=login]", TRAINER)
    page.fill("[name=password]", PASSWORD)
    page.click("main [type=submit]")
    page.wait_for_load_state("networkidle")
    look(page, "trainer-01-desk")


def opens_bank(page):
    """By the menu at the side."""
    page.goto("/admin/")
    page.locator("nav button", has_text="Học tập").click()
    page.locator("nav a[href='/admin/snippets/quizzes/question/']").click()
    page.wait_for_url("**/quizzes/question/**")
    page.wait_for_load_state("networkidle")


def brings_in(page):
    opens_bank(page)
    look(page, "trainer-02-bank")
    page.locator("header a[href='/admin/question-bank/import/']:visible").click()
    look(page, "trainer-04-import")
    page.set_input_files("[name=file]", BANK)
    page.locator("main form[enctype] button.button").click()
    page.wait_for_url(re.compile("import/[0-9a-f-]{36}/"))
    expect(page.locator("main tbody tr")).to_have_count(len(KNOWN))
    for words in (TYPO, "✓ Làm theo lời họ cho nhanh"):
        expect(page.locator("main tbody")).to_contain_text(words)
    look(page, "trainer-05-preview")
    page.locator("form[action$='/confirm/'] button").click()
    expect(page.locator("[role=status].help-info")).to_contain_text(str(len(KNOWN)))
    look(page, "trainer-06-brought-in")
    page.locator("main a.button[href*='quizzes/question/']").click()


def finds(page, words):
    """In the bank, by a few words, typed without accents."""
    page.goto("/admin/snippets/quizzes/question/")
    page.fill("header [name=q]", words)
    page.keyboard.press("Enter")
    expect(page.locator("main tbody tr")).to_have_count(1)
    look(page, "trainer-07-found")
    page.locator("main tbody tr a").first.click()
    page.wait_for_load_state("networkidle")


def publishes(page):
    page.click("footer [data-w-dropdown-target=toggle]")
    page.click("[name=action-publish]")
    expect(page.locator(".messages .success")).to_be_visible()


def mends_words(page):
    finds(page, "ai duoc biet ma otp")
    expect(page.locator("[name=stem]")).to_have_value(TYPO)
    page.fill("[name=stem]", RIGHT_WORDS)
    look(page, "trainer-08-words-mended")
    publishes(page)


def mends_key(page):
    finds(page, "sap bi khoa")
    for number in range(page.locator("[name^=choices-][name$='-text']:visible").count()):
        words = page.locator(f"[name=choices-{number}-text]").input_value()
        page.locator(f"[name=choices-{number}-is_right]").set_checked(words == HANGS_UP)
    look(page, "trainer-09-key-mended")
    publishes(page)
    look(page, "trainer-10-published")


def builds_quiz(page):
    page.goto("/admin/snippets/quizzes/quiz/add/?locale=vi")
    page.wait_for_load_state("networkidle")
    page.fill("[name=title]", TRAINERS_QUIZ)
    page.click("#id_draws-ADD")
    page.fill("[name=draws-0-count]", str(DRAWN))
    page.select_option("[name=draws-0-topic]", label=BARE_COURSE)
    look(page, "trainer-11-quiz")
    page.locator("footer [type=submit]").first.click()
    expect(page.locator(".messages .success")).to_be_visible()
    page.wait_for_load_state("networkidle")
    look(page, "trainer-12-quiz-saved")


def gives_it_to_course(page):
    page.goto("/admin/")
    page.click(f"main a:text-is('{BARE_COURSE}')")
    page.wait_for_load_state("networkidle")
    look(page, "trainer-13-course")
    page.goto(f"{page.url.rstrip('/')}/edit/")  # by the three dots beside the title
    page.wait_for_load_state("networkidle")
    page.locator("#id_quiz-chooser [data-chooser-action-choose]:visible").first.click()
    page.locator(".modal a[data-chooser-modal-choice]", has_text=TRAINERS_QUIZ).click()
    expect(page.locator("#id_quiz-chooser")).to_contain_text(TRAINERS_QUIZ)
    look(page, "trainer-14-course-with-quiz")
    publishes(page)


def sits_without_network(start, line):
    """Whoever lives here keeps the course, sits its quiz in airplane mode, and is told the result at home."""
    keep(start(), COURSE)
    page = start(offline=True)
    page.goto(COURSE)
    look(page, "trainer-20-phone-course")
    page.locator("a[data-quiz]").click()
    look(page, "trainer-21-phone-quiz")
    for number in range(1, DRAWN + 1):
        question = page.locator("[data-question]:visible")
        answers(question)
        if number < DRAWN:
            page.click("[data-next]")
    expect(page.locator("[data-quiz-progress]")).to_have_js_property("max", DRAWN)
    look(page, "trainer-22-phone-last-question")
    page.click("[data-submit]")
    expect(page.locator("[data-sent-later=waiting]")).to_be_visible()
    look(page, "trainer-23-phone-waits")
    page.goto(COURSE)
    look(page, "trainer-24-phone-course-waits")
    go_online(page, line)
    page.goto("/")
    page.click("[data-marked]")
    expect(page.locator("main .dot.done")).to_be_visible()
    expect(page.locator("main section").first).to_contain_text("100 %")
    look(page, "trainer-25-phone-result")


def answers(question):
    known = KNOWN[question.locator("legend").first.inner_text().strip()]
    if isinstance(known, str):
        return question.locator("input[type=text]").fill(known)
    for words in known:
        question.get_by_label(words, exact=True).check()


def sees_figures(page):
    page.goto("/admin/")
    page.locator("nav a[href='/admin/questions/']").click()
    page.select_option("[name=quiz]", label=TRAINERS_QUIZ)
    page.locator("main form button").first.click()
    rows = page.locator(".item-table tbody tr")
    expect(rows).to_have_count(len(KNOWN))
    look(page, "trainer-30-questions-in-use")
    expect(page.locator("main")).to_contain_text(RIGHT_WORDS)
    rows.locator("a").first.click()
    expect(page.locator("main")).to_contain_text("%")
    look(page, "trainer-31-question-in-use")
