"""A trainer writes what is printed and passed on; a helper copies it on a phone, and somebody prints the handout."""

import re

from playwright.sync_api import expect

from courses.speaking import seconds
from courses.starter import key
from tests.journeys.browser import look
from tests.journeys.people import TRAINER
from tests.journeys.resident import CONTENTS, COURSE

SHARE = f"/learning/courses/{key(CONTENTS['key'])}/share/"
POINTS = ["Giữ kín mã OTP, kể cả với cán bộ", "Cúp máy khi có người giục gấp", "Có gì lạ thì ra xã hỏi 1 câu"]


def test_a_trainer_starts_from_the_key_points_and_loses_nothing(sign_in):
    page = sign_in(TRAINER)
    page.watch.expect(r"script-src 'none'|^csp ")
    page.goto(edit_address(page))
    for row in range(page.locator("[name^=key_points-][name$=-text]:visible").count(), len(POINTS)):
        page.click("#id_key_points-ADD")
        expect(page.locator(f"[name=key_points-{row}-text]")).to_be_visible()
    for row, point in enumerate(POINTS):
        page.fill(f"[name=key_points-{row}-text]", point)
    post, script = page.locator("[name=post]"), page.locator("[name=loudspeaker]")
    post.fill("Của tôi")
    script.fill("")
    page.click("[data-start]")
    expect(script).to_have_value(re.compile(re.escape(POINTS[0])))
    expect(post).to_have_value("Của tôi")
    taken = seconds(script.input_value(), "vi")
    expect(page.locator("#id_loudspeaker-count")).to_contain_text(f" {taken} ")
    expect(page.locator("#id_post-count")).to_contain_text(" 493 ")
    look(page, "course editor, to print and to share")
    page.click("[data-start]")
    expect(page.locator("[data-told]")).not_to_be_empty()
    expect(post).to_have_value("Của tôi")
    script.fill("Bà con nhớ giữ kín mã số của mình nhé. " * 20)
    expect(page.locator("#id_loudspeaker-count.error-message")).to_contain_text(
        str(seconds(script.input_value(), "vi"))
    )


def edit_address(page):
    """Of the course in Vietnamese, found as a trainer finds it."""
    page.goto("/admin/")
    link = page.locator("main a[href*='/admin/pages/']", has_text=CONTENTS["title"]["vi"]).first
    number = re.search(r"/pages/(\d+)/", link.get_attribute("href"))[1]
    return f"/admin/pages/{number}/edit/"


def test_a_helper_copies_the_post(phone):
    phone.goto(COURSE)
    look(phone, "course, its end")
    phone.tap(f"a[href$='{SHARE}']")
    phone.tap("[data-copy]")
    expect(phone.locator("[data-copy]")).to_have_text(phone.locator("[data-copy]").get_attribute("data-copied"))
    assert phone.locator("[data-post]").evaluate("post => post.selectionEnd === post.value.length")
    phone.emulate_media(media="print")
    look(phone, "share pack, printed")
