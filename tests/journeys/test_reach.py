"""Large letters, a keyboard, a screen reader: the lesson is the same for all."""

import pytest
from playwright.sync_api import expect

from tests.journeys import resident
from tests.journeys.browser import DEVICES
from tests.journeys.resident import COURSE, HOME, LESSONS, QUIZ
from tests.journeys.test_accessibility import tab_to, tick

PAGES = [HOME, "/en/", COURSE, LESSONS[0], LESSONS[2], QUIZ, "/learning/", "/people/", "/c/", "/offline/"]


@pytest.mark.parametrize("address", PAGES)
def test_nothing_sticks_out_when_letters_are_twice_as_large(phone, address):
    """As somebody sets them on the phone; the looks of the site are added on top."""
    phone.add_init_script("localStorage.setItem('looks-size', 'larger')")
    phone.goto(address)
    phone.evaluate("document.documentElement.style.fontSize = '200%'")
    assert stuck_out(phone) == []


@pytest.mark.parametrize("address", PAGES)
def test_nothing_sticks_out_when_the_page_is_zoomed(open_page, address):
    """A laptop at 200 % and at 400 %, which is as narrow as the smallest phone."""
    page = open_page("laptop")
    page.goto(address)
    for zoom in (2, 4):
        page.set_viewport_size({side: length // zoom for side, length in DEVICES["laptop"]["viewport"].items()})
        assert stuck_out(page) == []


def stuck_out(page):
    """What can't be seen without moving the page sideways."""
    return page.evaluate(STUCK_OUT, page.viewport_size["width"])


STUCK_OUT = """width => document.documentElement.scrollWidth <= width ? [] :
    [...document.querySelectorAll("body *")]
        .filter(element => element.getBoundingClientRect().right > width + 1)
        .map(element => element.outerHTML.slice(0, 120))"""


def test_a_lesson_is_done_by_keyboard_alone(laptop):
    laptop.goto(LESSONS[0])
    for number in range(1, laptop.locator("[data-step]").count() + 1):
        expect(laptop.locator(f"#step-{number}")).to_be_visible()
        if laptop.locator(f"#step-{number} [data-check]").count():
            tab_to(laptop, f"#step-{number} [data-check] input")
            tick(laptop, "[data-right='1']")
            tab_to(laptop, f"#step-{number} [data-check] button")
            laptop.keyboard.press("Enter")
            expect(laptop.locator(f"#step-{number} [data-result]")).to_be_visible()
        tab_to(laptop, f"#step-{number} .step-done button")
        laptop.keyboard.press("Enter")
    laptop.wait_for_url("**/done/")


def test_a_screen_reader_finds_its_way_in_a_lesson(phone):
    lesson = resident.CONTENTS["lessons"][0]
    step = lesson["steps"][0]
    phone.goto(LESSONS[0])
    expect(phone.locator("body")).to_match_aria_snapshot(f"""
      - link:
        - /url: "#main"
      - banner:
        - link:
          - /url: {COURSE}
      - main:
        - progressbar
        - heading "{lesson["title"]["vi"]}" [level=1]
        - region "{step["title"]["vi"]}":
          - heading "{step["title"]["vi"]}" [level=2]
          - figure:
            - img "{step["blocks"][0]["picture"]["alt"]["vi"]}"
          - paragraph
          - button
      - contentinfo:
        - navigation
    """)
    expect(phone.get_by_role("region")).to_have_count(1)
