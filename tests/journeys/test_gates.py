"""A resident taps a word that nobody explained so far; a trainer is told what a lesson still lacks."""

import os
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.journeys.browser import CHROMIUM, look
from tests.journeys.people import TRAINER
from tests.journeys.prepare import BARE_COURSE
from tests.journeys.resident import CONTENTS
from tests.journeys.server import prepare, serving
from tests.journeys.test_writing_rehearsals import add

# Noise is the hardest there is for an encoder: every quality of every size is tried.
PICTURES_TAKE = 120_000


@pytest.fixture(scope="module")
def site():
    """A server of its own: what the trainer publishes is no lesson of the others."""
    if not CHROMIUM:
        pytest.skip("The journeys need a browser: apt-get install chromium")
    with serving() as site:
        prepare("bare", site.home)
        yield site


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


def test_a_trainer_is_told_what_to_mend_mends_it_and_publishes(sign_in, phone):
    page = sign_in(TRAINER)
    page.context.set_default_timeout(PICTURES_TAKE)
    page.watch.expect(r"script-src 'none'|^csp |localtime|422|400")
    writes_a_heavy_lesson(page)
    page.click("footer .action-save")
    gates = page.locator("[data-gates]")
    expect(gates).to_contain_text("chỉ được 300 KB", timeout=PICTURES_TAKE)
    expect(gates).to_contain_text("Hãy tả hình")
    look(page, "gates-refusing")
    publish(page)
    expect(page.locator(".messages .error")).to_be_visible()
    settles(page)
    page.locator("[data-gates] button[name=gate-lighten]").click()
    expect(page.locator(".messages .success")).to_be_visible(timeout=PICTURES_TAKE)
    settles(page)
    expect(page.locator("[data-gates]")).not_to_contain_text("chỉ được 300 KB")
    expect(page.locator("[data-gates]")).to_contain_text("Hãy tả hình")
    for number, words in enumerate(["Một khu rừng nhìn từ trên cao.", "Cũng khu rừng ấy, lúc trời tối."]):
        page.fill(f"[name=steps-0-value-body-{number}-value-alt]", words)
    look(page, "gates-mended")
    settles(page)
    publish(page)
    expect(page.locator(".messages .success a").first).to_be_visible(timeout=PICTURES_TAKE)
    phone.goto(page.locator(".messages .success a").first.get_attribute("href"))
    expect(phone.get_by_alt_text("Một khu rừng nhìn từ trên cao.")).to_be_visible()


def settles(page):
    """Wagtail saves of its own accord; what is sent meanwhile would be a second version beside it."""
    page.wait_for_timeout(1500)
    page.wait_for_load_state("networkidle")


def publish(page):
    page.click("footer [data-w-dropdown-target=toggle]")
    page.click("[name=action-publish]")


def writes_a_heavy_lesson(page):
    page.goto("/admin/")
    page.get_by_role("row", name=BARE_COURSE).first.get_by_role("link", name="Thêm bài học").click()
    page.fill("[name=title]", "Bài nhiều hình")
    page.fill("[name=source]", "Luật Căn cước")
    add(page, "steps")
    page.fill("[name=steps-0-value-title]", "Nhìn rừng")
    for number, name in enumerate(["rung-sang", "rung-toi"]):
        add(page, "steps-0-value-body", "image")
        uploads(page, f"steps-0-value-body-{number}-value-image", name)


def uploads(page, field, name):
    """A photo that no encoder makes small."""
    file = BytesIO()
    Image.frombytes("RGB", (720, 720), os.urandom(720 * 720 * 3)).save(file, "PNG")
    page.locator(f"#{field}-chooser [data-chooser-action-choose]").first.click()
    page.locator("#tab-label-upload").click()
    page.set_input_files(
        "[name=image-chooser-upload-file]", {"name": f"{name}.png", "mimeType": "image/png", "buffer": file.getvalue()}
    )
    expect(page.locator("[name=image-chooser-upload-title]")).to_have_value(name)
    page.fill("[name=image-chooser-upload-title]", name)
    page.locator("#tab-upload [type=submit]").click()
    expect(page.locator(".modal.in")).to_have_count(0, timeout=20_000)
