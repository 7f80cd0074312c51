"""Two phones and a family: nobody goes on as another without choosing them."""

import re

from playwright.sync_api import expect

from tests.journeys import resident
from tests.journeys.resident import LESSONS


def has_begun(page, name, picture="boat"):
    """Reads a step and says who it was."""
    page.goto(LESSONS[0])
    resident.finish_step(page, 1)
    wait_until_met(page)
    page.goto("/people/me/")
    page.fill("#name", name)
    page.check(f"[name=picture][value={picture}]", force=True)
    page.click("form:has(#name) button.button")


def wait_until_met(page):
    """What a script keeps is sent a moment later; then the phone has the person's cookie."""
    for _moment in range(50):
        if any(one["name"] == "learner" and one["value"][0] != "-" for one in page.context.cookies()):
            return
        page.wait_for_timeout(200)
    raise AssertionError("The server has met nobody")


def who(page):
    answer = page.request.get("/learning/state.json").json()["learner"]
    return answer and answer["name"]


def code_on(page):
    words = page.locator(".words li > span:nth-child(2)").all_inner_texts()
    return words[:3], words[3]


def enter(page, words, digits):
    page.goto("/people/resume/")
    for number, word in enumerate(words, start=1):
        page.fill(f"[name=word{number}]", word)
    page.fill("[name=digits]", digits)
    page.click("form:has([name=digits]) button.button")


def test_a_code_brings_a_person_to_another_phone(any_phone, open_page):
    has_begun(any_phone, "Lan")
    any_phone.goto("/people/me/")
    any_phone.click("form[action$='/people/code/'] button")
    words, digits = code_on(any_phone)
    other = open_page("phone", java_script_enabled=any_phone.has_js)
    enter(other, [word.upper() for word in words], digits)
    expect(other.locator("h1")).to_contain_text("Lan")
    expect(other.locator(".card.now a.button")).to_have_attribute("href", f"{LESSONS[0]}#step-2")
    assert who(any_phone) == "Lan"
    other.watch.expect("422")
    enter(other, words, digits)
    expect(other.locator("[role=alert]")).to_be_visible()


def test_a_number_brings_a_person_to_another_phone(any_phone, open_page, site):
    number = "912 345 678" if any_phone.has_js else "987 654 321"
    has_begun(any_phone, "Lan")
    any_phone.goto("/people/account/")
    any_phone.check("[name=also_me]")
    sign_in(any_phone, site, f"0{number}")
    other = open_page("phone", java_script_enabled=any_phone.has_js)
    other.goto("/people/account/")
    sign_in(other, site, f"+84 {number}")
    assert who(other) == who(any_phone) == "Lan"
    other.goto("/people/account/code/")
    expect(other.locator("#address")).to_be_visible()


def code_in_log(page, log, number):
    """What is printed may reach the file a moment after the page."""
    for _try in range(50):
        if found := re.findall(rf"To \S+{number[-3:]}: (\d{{6}})", log.read_text()):
            return found[-1]
        page.wait_for_timeout(100)
    raise AssertionError(log.read_text()[-2000:])


def sign_in(page, site, number):
    """With the code that the server, which has no gateway here, wrote to its log."""
    page.fill("#address", number)
    page.click("form:has(#address) button")
    expect(page.locator("h1 + p")).to_contain_text(number[-3:])
    page.fill("#code", code_in_log(page, site.home / "log", number))
    page.click("form:has(#code) button")
    page.wait_for_url("**/learning/")


def test_three_pictures_open_the_door(any_phone):
    page = any_phone
    has_begun(page, "Lan")
    page.goto("/people/me/")
    page.click("button[name=kind][value=pictures]")
    tap(page, "boat", "hen", "sun")
    page.goto("/people/")
    page.click("form[action$='/another/'] button")
    page.goto("/people/")
    page.click("button[name=person]")
    page.watch.expect("422")
    tap(page, "sun", "sun", "sun")
    expect(page.locator("[role=alert]")).to_be_visible()
    assert who(page) is None
    tap(page, "boat", "hen", "sun")
    page.wait_for_url("**/learning/")
    assert who(page) == "Lan"


def tap(page, *names):
    for name in names:
        with page.expect_navigation():
            page.click(f"button[name=picture][value={name}]")


def test_an_old_tab_changes_nothing_of_the_next_person(phone):
    has_begun(phone, "Lan")
    old_tab = phone.context.new_page()
    old_tab.goto("/people/me/")
    phone.goto("/people/")
    phone.click("form[action$='/another/'] button")
    has_begun(phone, "Bảo", "hen")
    phone.watch.expect("409")
    old_tab.fill("#name", "Lan mới")
    old_tab.click("form:has(#name) button.button")
    expect(old_tab.locator("[role=alert]")).to_be_visible()
    assert who(phone) == "Bảo"


def test_the_way_back_shows_nothing_of_the_person_before(phone):
    has_begun(phone, "Lan")
    phone.goto("/")
    expect(phone.locator(".card.now")).to_be_visible()
    phone.goto("/people/")
    phone.click("form[action$='/another/'] button")
    phone.go_back()
    phone.go_back()
    phone.wait_for_load_state("networkidle")
    expect(phone.locator("[data-continue]:visible")).to_have_count(0)


def test_a_public_computer_is_left_with_one_tap(phone):
    has_begun(phone, "Lan")
    phone.goto("/people/")
    phone.click("details:has([name=public]) summary")
    phone.click("button[name=public][value=yes]")
    for cookie in phone.context.cookies():
        assert cookie["expires"] == -1, cookie["name"]
    phone.goto(LESSONS[0])
    with phone.expect_navigation(url=re.compile(r"\d/$")):
        phone.click("header + [data-finish] button")
    assert who(phone) is None
    phone.goto("/people/")
    expect(phone.locator("main")).not_to_contain_text("Lan")


def test_a_public_computer_forgets_who_stays_away(phone):
    has_begun(phone, "Lan")
    phone.goto("/people/")
    phone.click("details:has([name=public]) summary")
    phone.click("button[name=public][value=yes]")
    phone.goto(LESSONS[0])
    expect(phone.locator("header + [data-finish]")).to_be_visible()
    phone.evaluate("localStorage.setItem('last-touch', Date.now() - 11 * 60000)")
    with phone.expect_navigation(url=re.compile(r"\d/$")):
        phone.evaluate("dispatchEvent(new Event('pageshow'))")
    assert who(phone) is None
