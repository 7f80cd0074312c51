"""A resident taps a word that nobody explained so far; a trainer is told what a lesson still lacks."""

from playwright.sync_api import expect

from tests.journeys.browser import look
from tests.journeys.resident import CONTENTS


def lesson_url(number=0):
    return f"/{CONTENTS['slug']['vi']}/{CONTENTS['lessons'][number]['slug']['vi']}/"


def test_a_word_opens_its_meaning_by_touch_and_closes_again(any_phone):
    any_phone.goto(lesson_url())
    word = any_phone.locator(".term:visible").first
    meaning = any_phone.locator(f"#{word.get_attribute('popovertarget')}")
    expect(meaning).to_be_hidden()
    word.tap()
    expect(meaning).to_be_visible()
    assert meaning.locator("button").bounding_box()["height"] >= 44
    look(any_phone, "term-open")
    meaning.get_by_role("button").tap()
    expect(meaning).to_be_hidden()
    word.tap()
    expect(meaning).to_be_visible()
    any_phone.touchscreen.tap(180, 60)
    expect(meaning).to_be_hidden()


def test_a_word_opens_by_keyboard_and_focus_comes_back(laptop):
    laptop.goto(lesson_url())
    word = laptop.locator(".term:visible").first
    meaning = laptop.locator(f"#{word.get_attribute('popovertarget')}")
    word.focus()
    laptop.keyboard.press("Enter")
    expect(meaning).to_be_visible()
    expect(meaning).to_have_attribute("role", "dialog")
    look(laptop, "term-open-laptop")
    laptop.keyboard.press("Tab")
    expect(meaning.get_by_role("button")).to_be_focused()
    laptop.keyboard.press("Enter")
    expect(meaning).to_be_hidden()
    expect(word).to_be_focused()
    laptop.keyboard.press("Enter")
    laptop.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    expect(word).to_be_focused()


def test_on_paper_all_words_are_explained(laptop):
    laptop.goto(lesson_url())
    laptop.emulate_media(media="print")
    expect(laptop.get_by_role("heading", name="Giải thích từ ngữ")).to_be_visible()
    for meaning in laptop.locator(".words > div").all():
        expect(meaning).to_be_visible()
    look(laptop, "term-print")


def test_all_words_stand_on_one_page(phone):
    phone.goto("/")
    phone.locator("footer").get_by_role("link", name="Giải thích từ ngữ").tap()
    expect(phone.locator("dt", has_text="OTP").first).to_be_visible()
    look(phone, "words-page")
