"""From the practice to real life: done for real and confirmed; and what to do when a real screen has changed."""

import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from courses.starter import key, read_rehearsal
from tests.journeys.browser import look
from tests.journeys.people import COMMUNE, TRAINER
from tests.journeys.resident import COURSE, LESSONS, choose, does_right, look_up, rehearsal_address, wait_until_sent
from tests.journeys.test_offline import go_online, keep

NAME = "activate-vneid"
ADDRESS = rehearsal_address(NAME)
SCREENS = len(read_rehearsal(NAME)["screens"])
TITLE = read_rehearsal(NAME)["title"]["vi"]
CHANGED = "[data-change] form button"


def rehearses(page):
    page.goto(ADDRESS)
    page.click("[data-mode=alone]")
    for _screen in range(SCREENS):
        does_right(page)
    expect(page.locator("[data-end]")).to_be_visible()


def claims(page):
    page.click("[data-did]")
    expect(page.locator("[data-claim=claimed]")).to_be_visible()


def gets_code(page):
    page.click("[data-claim=claimed] a")
    page.wait_for_url("**/for-real/")
    if page.locator("[name=place]").count():
        look_up(page, "hoa dong")
        choose(page, "Xã Hòa Thịnh")
        look(page, "for-real-where")
        page.click("form:has([name=place]) > button")
    look(page, "for-real-claimed")
    page.click("form[action$='/code/'] button")
    return page.locator(".claim-code").text_content().strip()


def test_a_resident_did_it_for_real_and_the_commune_has_it_confirmed(phone, sign_in):
    rehearses(phone)
    look(phone, "for-real-end")
    claims(phone)
    look(phone, "for-real-said")
    wait_until_sent(phone)
    phone.reload()
    expect(phone.locator("[data-claim=claimed]")).to_be_visible()
    code = gets_code(phone)
    look(phone, "for-real-code")
    assert re.fullmatch(r"\d{3} \d{3}", code)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    trainer = sign_in(TRAINER)
    trainer.watch.expect("422")  # a code that does not fit
    trainer.goto("/admin/done-for-real/")
    trainer.fill("[name=code]", "123")
    trainer.click("main form button")
    expect(trainer.locator("[role=alert]")).to_be_visible()
    look(trainer, "for-real-desk-wrong")
    trainer.fill("[name=code]", code)
    trainer.click("main form button")
    expect(trainer.locator("main")).to_contain_text(TITLE)
    look(trainer, "for-real-desk")
    trainer.click("[name=said][value=yes]")
    expect(trainer.locator(".messages .success")).to_be_visible()
    phone.goto(f"{ADDRESS}for-real/")
    expect(phone.locator("main .dot.done")).to_be_visible()
    look(phone, "for-real-confirmed")
    phone.goto(ADDRESS)
    expect(phone.locator("[data-claim=confirmed]")).to_be_visible()
    phone.goto("/learning/")
    expect(phone.locator("main")).to_contain_text(TITLE)
    look(phone, "for-real-my-learning")
    official = sign_in(COMMUNE)
    official.goto("/reports/")
    row = official.locator("[aria-labelledby=for-real-title] tbody tr", has_text=TITLE)
    expect(row.locator("td")).to_have_text(["1", "1", "1"])
    look(official, "for-real-official")
    official.goto("/learning/for-real/confirm/")
    expect(official.locator("[name=code]")).to_be_visible()
    look(official, "for-real-official-desk")


def test_it_can_be_taken_back_at_once(phone):
    rehearses(phone)
    claims(phone)
    phone.click("[data-did-not]")
    expect(phone.locator("[data-claim=none]")).to_be_visible()
    wait_until_sent(phone)
    phone.reload()
    expect(phone.locator("[data-claim=none]")).to_be_visible()


def test_without_a_script_it_is_said_on_a_page_of_its_own(open_page):
    page = open_page("phone", java_script_enabled=False)
    page.goto(f"{ADDRESS}for-real/")
    page.click("form[action$='/say/'] button")
    look_up(page, "hoa dong")
    choose(page, "Xã Hòa Thịnh")
    page.click("form:has([name=place]) > button")
    page.click("form[action$='/code/'] button")
    expect(page.locator(".claim-code")).to_have_text(re.compile(r"\d{3} \d{3}"))


@pytest.fixture
def old(site):
    """Checked some months ago."""
    with closing(sqlite3.connect(site.home / "db.sqlite3")) as database:
        words = "UPDATE courses_rehearsal SET checked_on = '2026-06-01' WHERE translation_key = ?"
        database.execute(words, [key("rehearsal", NAME).hex])
        database.commit()


def reports(site):
    query = "SELECT place FROM courses_changereport WHERE object_key = ?"
    with closing(sqlite3.connect(site.home / "db.sqlite3")) as database:
        return [place for (place,) in database.execute(query, [key("rehearsal", NAME).hex])]


def says_changed(page):
    page.goto(ADDRESS)
    page.click(CHANGED)
    expect(page.locator("[data-thanks]")).to_be_visible()
    wait_until_sent(page)


def test_three_people_say_that_the_screen_has_changed_and_a_trainer_checks_it(
    start, line, site, open_page, sign_in, old
):
    keep(start(), COURSE)
    page = start(offline=True)
    page.goto(ADDRESS)
    page.click("[data-mode=help]")
    look(page, "changed-playing")
    page.click(CHANGED)
    look(page, "changed-thanks")
    page.click("[data-take-back]")
    page.click(CHANGED)
    assert reports(site) == []
    go_online(page, line)
    page.reload()
    wait_until_sent(page)
    assert len(reports(site)) == 1 and reports(site)[0]
    for _person in range(2):
        says_changed(open_page("phone"))
    assert len(reports(site)) == 3
    other = open_page("phone")
    other.goto(ADDRESS)
    expect(other.locator("[data-intro] .note").first).to_contain_text("màn hình thật nay trông khác")
    look(other, "changed-flagged")
    trainer = sign_in(TRAINER)
    trainer.goto("/admin/")
    expect(trainer.locator("#panel-flags-section, [id*=flags]").first).to_contain_text(TITLE)
    look(trainer, "changed-panel")
    trainer.goto("/admin/freshness/")
    look(trainer, "freshness")
    row = trainer.locator("tr", has_text=TITLE).first
    expect(row).to_contain_text("3")
    row.locator("a[href*=still-right]").click()
    look(trainer, "freshness-confirm")
    trainer.click("main form button")
    expect(trainer.locator(".messages .success")).to_be_visible()
    other.reload()
    expect(other.locator("[data-intro]")).not_to_contain_text("màn hình thật nay trông khác")


def test_on_a_lesson_it_is_said_without_a_script(open_page):
    page = open_page("phone", java_script_enabled=False)
    page.goto(LESSONS[0])
    page.click("details summary >> nth=-1")
    look(page, "changed-lesson")
    page.click("details form button")
    expect(page.locator("h1")).to_contain_text("Cảm ơn")
    look(page, "changed-noted")
    page.click("form[action$='/take-back/'] button")
    page.wait_for_url(f"**{LESSONS[0]}")
