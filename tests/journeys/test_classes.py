"""An evening class: the trainer writes a code on the board, residents join, and the trainer sees who is here."""

from playwright.sync_api import expect

from tests.journeys.browser import look
from tests.journeys.people import TRAINER
from tests.journeys.teaching import code_of_class, make_class

PLACE = "Nhà rông buôn Ma Giai"


def test_a_resident_joins_by_the_code_on_the_board_and_is_seen(sign_in, any_phone):
    desk = sign_in(TRAINER)
    make_class(desk, PLACE)
    code = code_of_class(desk)
    any_phone.goto("/classes/")
    any_phone.fill("#code", code)
    any_phone.click("main form button")
    expect(any_phone.locator("main h1 + p")).to_contain_text(PLACE)
    desk.reload()
    look(desk, "class-with-people")
    expect(desk.locator(".classes-people > li")).to_have_count(1)
    desk.click(".classes-people button")
    expect(desk.locator(".classes-people > li")).to_have_count(0)
    desk.fill("[name=headcount]", "14")
    desk.click("form:has([name=headcount]) button")
    expect(desk.locator("[name=headcount]")).to_have_value("14")
