"""The home page offers to install the site only where the browser does, and shows the way out of a chat."""

import pytest
from playwright.sync_api import expect

from tests.ui.test_browsers import CHROME, ZALO

OFFER = """() => {
    const event = new Event("beforeinstallprompt", { cancelable: true })
    event.prompt = () => { window.isAsked = true }
    return !dispatchEvent(event)
}"""


@pytest.mark.parametrize("home", ["/", "/en/"])
def test_a_quiet_button_installs_the_site(phone, home):
    phone.goto(home)
    expect(phone.locator("[data-install]")).to_be_hidden()
    assert phone.evaluate(OFFER), "the browser's own banner would come too"
    expect(phone.locator("[data-install]")).to_be_visible()
    phone.click("[data-install] button")
    assert phone.evaluate("window.isAsked")
    expect(phone.locator("[data-install]")).to_be_hidden()


def test_what_was_installed_is_not_offered_again(phone):
    phone.goto("/")
    phone.evaluate(OFFER)
    phone.evaluate("dispatchEvent(new Event('appinstalled'))")
    expect(phone.locator("[data-install]")).to_be_hidden()


@pytest.mark.parametrize(("user_agent", "is_shown"), [(ZALO, True), (CHROME, False)])
def test_inside_a_chat_the_way_out_is_shown(open_page, user_agent, is_shown):
    page = open_page("phone", user_agent=user_agent)
    page.goto("/")
    expect(page.locator("[data-in-app]")).to_be_visible(visible=is_shown)
