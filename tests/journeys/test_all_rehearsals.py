"""Every starter rehearsal on a small phone, in both languages: each screen, each wrong tap, and the end.

With LOOK=1 there are pictures of all of them, as var/look/rehearsal-fake-police-call-vi-01.png.
"""

import os

import pytest
from playwright.sync_api import expect

from courses.starter import read_rehearsal, rehearsals
from tests.journeys.browser import look
from tests.journeys.resident import does_right, rehearsal_address
from tests.journeys.sights import LANGUAGES

TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# On the drawn phone: what is cut off, and words that do not fit into a line.
AMISS = """() => {
    const shown = [...document.querySelectorAll('.drawn *')].filter(one => one.offsetParent && !one.matches('.sr'))
    const isBroken = (text, { index, 0: word }) => {
        const range = document.createRange()
        range.setStart(text, index)
        range.setEnd(text, index + word.length)
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1
    }
    const texts = shown.flatMap(one => [...one.childNodes]).filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
    return [
        ...shown.filter(one => one.clientWidth && one.scrollWidth > one.clientWidth + 1).map(one => one.textContent),
        ...texts.flatMap(text => [...text.data.matchAll(/\\p{L}+/gu)].filter(word => isBroken(text, word)).map(String)),
    ]
}"""

every_rehearsal = pytest.mark.parametrize("name", rehearsals())
every_language = pytest.mark.parametrize("language", LANGUAGES)
# What a wrong tap does is the same in each; their words are looked at in pictures.
one_language = pytest.mark.parametrize("language", LANGUAGES if os.environ.get("LOOK") else ["vi"])


def screens(name):
    return len(read_rehearsal(name)["screens"])


def begin(page, name, language, mode):
    page.goto(LANGUAGES[language] + rehearsal_address(name))
    look(page, f"rehearsal-{name}-{language}-00")
    page.click(f"[data-mode={mode}]")


def is_over(page):
    return page.locator("[data-end]").is_visible()


def screen_of(page):
    return page.locator("[data-screen]:visible").get_attribute("data-screen")


def side_way(page, seen):
    """A tap that leads where nobody has been yet; a curious person takes it."""
    for way in page.locator("[data-does=to]:not([data-best]):visible").all():
        if way.get_attribute("data-to") not in seen:
            return way
    return None


@every_rehearsal
@every_language
def test_alone_and_curious_every_screen_is_come_past(phone, name, language):
    begin(phone, name, language, "alone")
    seen, taps = set(), 0
    while not is_over(phone):
        here, taps = screen_of(phone), taps + 1
        assert taps <= 2 * screens(name), f"goes round in circles at {here}"
        if here not in seen:
            seen.add(here)
            look(phone, f"rehearsal-{name}-{language}-{len(seen):02}")
        assert phone.evaluate(TOO_WIDE) <= 0 and phone.evaluate(AMISS) == []
        way = side_way(phone, seen)
        way.click() if way else does_right(phone)
    assert len(seen) == screens(name)
    look(phone, f"rehearsal-{name}-{language}-end")


@every_rehearsal
@one_language
def test_with_help_each_wrong_tap_is_answered_and_the_way_goes_on(phone, name, language):
    begin(phone, name, language, "help")
    danger = phone.locator("[data-coach] .danger")
    steps = mistakes = 0
    while not is_over(phone):
        steps += 1
        look(phone, f"rehearsal-{name}-{language}-help-{steps:02}")
        for wrong in phone.locator("[data-does=wrong]:visible").all():
            mistakes += 1
            wrong.click()
            expect(danger).to_have_text(wrong.get_attribute("data-say"))
            assert phone.evaluate(TOO_WIDE) <= 0 and phone.evaluate(AMISS) == []
            look(phone, f"rehearsal-{name}-{language}-help-{steps:02}-wrong-{mistakes:02}")
        does_right(phone)
    assert mistakes >= steps / 3
    expect(phone.locator("[data-figures]")).to_contain_text(str(mistakes))
