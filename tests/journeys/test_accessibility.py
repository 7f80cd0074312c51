"""Every page is for everyone: axe finds nothing, nothing scrolls sideways, fingers and keyboards get everywhere."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys import resident
from tests.journeys.browser import DEVICES, Watch
from tests.journeys.sights import EXPECTED_ERRORS, LANGUAGES, SIGHTS, Personas, settle

AXE = Axe()
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# Of a page in another language only the words are different: all that words can break.
WORDS = {
    "runOnly": {
        "type": "rule",
        "values": [
            "document-title",
            "html-has-lang",
            "html-lang-valid",
            "valid-lang",
            "link-name",
            "button-name",
            "label",
            "image-alt",
            "heading-order",
        ],
    }
}
FINGER = 44
NARROWEST = 320

# Links and words explained in a sentence are as high as its line; all else that is touched is as large as a finger.
TOO_SMALL = """finger => {
  const around = link => [...link.closest("p, li, td, th, dd, legend, span:not(.glued)")?.childNodes ?? []]
  const isInSentence = link => around(link).some(node => node.nodeType === 3 && node.textContent.trim().length > 1)
  const isBox = element => element.matches("[type=radio], [type=checkbox]")
  const target = element => isBox(element) ? element.closest("label") ?? element : element
  return [...document.querySelectorAll("a[href], button, summary, select, textarea, input:not([type=hidden])")]
    .filter(element => element.checkVisibility() && !element.matches(".skip"))
    .filter(element => !element.matches("a, .term") || !isInSentence(element))
    .map(element => [target(element).getBoundingClientRect(), element])
    .filter(([box]) => box.width && (Math.round(box.height) < finger || Math.round(box.width) < finger))
    .map(([box, element]) => `${Math.round(box.width)}×${Math.round(box.height)} ${element.outerHTML.slice(0, 120)}`)
}"""


@pytest.fixture(scope="module")
def personas(browser, site):
    return Personas(browser, site.url)


@pytest.fixture
def stand(personas, site):
    """A function: a page at a sight, on a phone."""
    watches = []

    def stand(sight, language):
        page = personas.new_page(sight.who, locale="vi-VN", **DEVICES["phone"])
        watches.append(Watch(page.context, site.url))
        watches[-1].expect(EXPECTED_ERRORS.get(sight.name, "^$"))
        sight.reach(page, language)
        settle(page, sight)
        expect(page.locator("html")).to_have_attribute("lang", language)
        return page

    yield stand
    for watch in watches:
        watch.context.close()
    assert not [complaint for watch in watches for complaint in watch.complaints()]


@pytest.mark.parametrize("sight", SIGHTS, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_for_everyone(stand, sight, language):
    page = stand(sight, language)
    results = AXE.run(page, options=RULES if language == "vi" else WORDS)
    assert not results.violations_count, results.generate_report()
    assert not page.evaluate(TOO_SMALL, FINGER)
    for width in (DEVICES["phone"]["viewport"]["width"], NARROWEST):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_skip_link_leads_to_the_content(laptop):
    laptop.goto(resident.COURSE)
    laptop.keyboard.press("Tab")
    expect(laptop.locator(".skip")).to_be_focused()
    expect(laptop.locator(".skip")).to_be_in_viewport()
    laptop.keyboard.press("Enter")
    laptop.keyboard.press("Tab")
    assert laptop.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_quiz_is_done_by_keyboard_alone(laptop):
    resident.has_read_all_lessons(laptop)
    laptop.goto(resident.QUIZ)
    for question, choices in resident.answers().items():
        for choice in choices:
            tab_to(laptop, f"[name='{question}']")
            tick(laptop, f"[value='{choice}']")
        tab_to(laptop, "[data-next]:not([hidden]), [data-submit]:not([hidden])")
        laptop.keyboard.press("Enter")
    laptop.wait_for_url("**/quizzes/attempts/**")
    expect(laptop.locator("main .dot.done")).to_be_visible()


def tab_to(page, selector, limit=30):
    """Presses Tab until the focus is there, and sees that the focus shows on the way."""
    for _press in range(limit):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS_SHOWS), page.evaluate("document.activeElement.outerHTML")
    raise AssertionError(f"No way by keyboard to {selector}")


FOCUS_SHOWS = """() => [document.activeElement, document.activeElement.closest("label")].some(
  element => element && getComputedStyle(element).outlineStyle !== "none")"""


def tick(page, selector, limit=6):
    """Goes on to this choice, by arrow among radios and by Tab among checkboxes, and ticks it."""
    for _press in range(limit):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return page.keyboard.press("Space")
        page.keyboard.press("ArrowDown" if page.evaluate("document.activeElement.type") == "radio" else "Tab")
    raise AssertionError(f"No way by keyboard to {selector}")
