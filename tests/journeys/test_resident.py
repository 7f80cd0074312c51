"""A resident with a phone: learns, fails, passes, and holds a certificate that a stranger can check."""

import io
import re

import pypdf
import pytest
import segno
from playwright.sync_api import expect

from tests.journeys import resident
from tests.journeys.resident import CLAIM, COURSE, GET_CERTIFICATE, HOME, LESSONS, QUIZ

CHECK = "#step-3 [data-check]"  # of the first lesson


def test_the_main_job(any_phone, open_page):
    page = any_phone
    page.goto(HOME)
    page.click("a[hreflang=en]")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.click("a[hreflang=vi]")
    page.click(f'a.card[href="{COURSE}"]')
    page.click("[data-onward]")
    expect(page).to_have_url(re.compile(LESSONS[0]))
    for number, address in enumerate(LESSONS, 1):
        resident.read_lesson(page, address)
        expect(page.locator("main progress")).to_have_attribute("value", str(number))
    fails_sees_why_and_passes(page)
    check_address = claims_and_keeps(page)
    a_stranger_checks(open_page(), check_address)


def fails_sees_why_and_passes(page):
    resident.take_quiz(page, is_right=False)
    wrong = resident.CONTENTS["quiz"]["questions"][0]["choices"][0]
    expect(page.locator("main .note.danger").first).to_contain_text(wrong["feedback"]["vi"])
    page.click(f'main a[href="{QUIZ}"]')
    expect(page.locator("[data-question] :checked")).to_have_count(0)
    resident.take_quiz(page)
    expect(page.locator("main .dot.done")).to_be_visible()
    page.click(f'main a[href="{CLAIM}"]')


def claims_and_keeps(page):
    """From the form to the paper; the address on its QR."""
    resident.claim(page)
    page.wait_for_url("**/certificates/mine/**")
    expect(page.locator("main")).to_contain_text("Nguyễn Thị Lan")
    address = page.locator("details a[href*='/c/']").get_attribute("href")
    drawn = segno.make_qr(address, error="m", mask=4).svg_inline(scale=6, border=2)
    assert page.locator("[role=img] path").last.get_attribute("d") in drawn
    with page.expect_download() as download:
        page.click("a[href$='/pdf/']")
    text = pypdf.PdfReader(io.BytesIO(download.value.path().read_bytes())).pages[0].extract_text()
    assert "Nguyễn Thị Lan" in text
    assert "Hòa Thịnh" in text
    return address


def a_stranger_checks(page, address):
    page.goto(address)
    expect(page.locator("main")).to_contain_text("Nguyễn Thị Lan")
    expect(page.locator("main")).to_contain_text("Hòa Thịnh")
    assert page.context.cookies() == []


def test_a_quick_check_answers_at_once(phone):
    phone.goto(f"{LESSONS[0]}#step-3")
    check, result = phone.locator(CHECK), phone.locator(f"{CHECK} [data-result]")
    check.locator("button").click()
    expect(result).to_have_text(result.get_attribute("data-empty"))
    for right, kind in (("", "danger"), ("1", "good")):
        choice = check.locator(f"input[data-right='{right}']").first
        choice.check()
        check.locator("button").click()
        expect(result).to_have_class(re.compile(kind))
        expect(result).to_contain_text(choice.get_attribute("data-feedback"))


def test_a_quick_check_answers_on_its_own_page_without_javascript(open_page):
    page = open_page(java_script_enabled=False)
    page.goto(LESSONS[0])
    choice = page.locator(f"{CHECK} input[data-right='']").first
    feedback = choice.get_attribute("data-feedback")
    choice.check()
    page.click(f"{CHECK} button")
    expect(page.locator("main .note.danger")).to_contain_text(feedback)
    page.click("main a.button")
    expect(page).to_have_url(re.compile(f"{LESSONS[0]}#step-3$"))


def test_tomorrow_goes_on_at_the_exact_step(phone, open_page):
    phone.goto(LESSONS[0])
    for number in (1, 2):
        resident.finish_step(phone, number)
        expect_saved(phone)
    other_tab = phone.context.new_page()
    other_tab.goto(LESSONS[0])
    expect(other_tab.locator("#step-3")).to_be_visible()
    restarted = open_page(storage_state=phone.context.storage_state())
    restarted.goto(HOME)
    restarted.click("[data-continue-link]")
    expect(restarted.locator("#step-3")).to_be_visible()
    expect(restarted.locator("#step-1")).to_be_hidden()


def test_progress_is_kept_when_the_language_changes(phone):
    phone.goto(LESSONS[0])
    resident.finish_step(phone, 1)
    expect_saved(phone)
    phone.click("a[hreflang=en]")
    expect(phone.locator("html")).to_have_attribute("lang", "en")
    expect(phone.locator("#step-2")).to_be_visible()


def test_two_tabs_are_one_person(phone):
    second = phone.context.new_page()
    phone.goto(LESSONS[0])
    second.goto(LESSONS[1])
    for page in (phone, second):
        resident.finish_step(page, 1)
    for page in (phone, second):
        expect_saved(page)
    assert len({event["object_key"] for event in resident.own_data(phone)["events"]}) == 2


def test_what_is_done_offline_reaches_the_server_once(phone):
    phone.watch.expect("ERR_INTERNET_DISCONNECTED")
    phone.goto(LESSONS[0])
    phone.context.set_offline(True)
    resident.finish_step(phone, 1)
    expect_kept(phone)
    resident.finish_step(phone, 2)
    expect(phone.locator("#step-3")).to_be_visible()
    phone.context.set_offline(False)
    phone.reload()
    resident.wait_until_sent(phone)
    assert len(resident.own_data(phone)["events"]) == 2


def test_a_lesson_finished_offline_is_not_lost(phone):
    phone.watch.expect("ERR_INTERNET_DISCONNECTED")
    phone.goto(LESSONS[0])
    count = phone.locator("[data-step]").count()
    phone.goto(f"{LESSONS[0]}#step-{count}")
    phone.context.set_offline(True)
    resident.finish_step(phone, count)
    expect_kept(phone)
    phone.context.set_offline(False)
    phone.goto(LESSONS[1])
    resident.wait_until_sent(phone)
    assert {event["verb"] for event in resident.own_data(phone)["events"]} == {"progressed", "completed"}


def test_the_next_person_sees_nothing_of_the_one_before(any_phone):
    page = any_phone
    page.goto(LESSONS[0])
    resident.finish_step(page, 1)
    page.wait_for_load_state("networkidle")
    page.goto("/people/me/")
    page.fill("#name", "Lan")
    page.click("form:has(#name) button")
    page.click("form[action$='/another/'] button")
    for address in (HOME, COURSE, "/learning/", "/certificates/mine/"):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        expect(page.locator("main")).not_to_contain_text("Lan")
        expect(page.locator(".card.now:visible, .dot.here")).to_have_count(0)
    page.goto(LESSONS[0])
    resident.finish_step(page, 1)
    resident.finish_step(page, 2)
    resident.wait_until_sent(page)
    comes_back(page, person=1, step=2)
    comes_back(page, person=2, step=3)


def comes_back(page, person, step):
    page.goto("/people/")
    page.click(f".list li:nth-child({person}) button")
    expect(page.locator(".card.now a.button")).to_have_attribute("href", f"{LESSONS[0]}#step-{step}")


def test_double_clicks_make_one_of_each(any_phone):
    page = any_phone
    resident.has_read_all_lessons(page)
    page.goto(LESSONS[0])
    click_twice(page, "#step-1 .step-done button")
    resident.wait_until_sent(page)
    resident.fill_quiz(page)
    click_twice(page, "[data-submit]")
    page.wait_for_url("**/quizzes/attempts/**")
    resident.fill_claim(page)
    click_twice(page, GET_CERTIFICATE)
    page.wait_for_url("**/certificates/mine/**")
    data = resident.own_data(page)
    assert len(data["certificates"]) == len(data["consents"]) == 1
    if page.has_js:  # without it a second touch is a second sitting, and does no harm
        assert len(data["attempts"]) == 1


def click_twice(page, selector):
    page.locator(selector).dblclick(no_wait_after=True)


def test_a_certificate_asks_for_name_place_and_consent(any_phone):
    page = any_phone
    page.watch.expect("422")
    resident.has_completed_course(page)
    page.goto(CLAIM)
    expect(page.locator("[name=consent]")).not_to_be_checked()
    page.click(GET_CERTIFICATE)
    expect(page.locator("[name=holder_name]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#unit-error, #id_consent_error")).to_have_count(2)
    resident.fill_claim(page, consents=False)
    page.click(GET_CERTIFICATE)
    expect(page.locator("#id_consent_error")).to_be_visible()
    expect(page.locator("[name=holder_name]")).to_have_value("Nguyễn Thị Lan")
    page.check("[name=consent]")
    page.click(GET_CERTIFICATE)
    page.wait_for_url("**/certificates/mine/**")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("hoa dong", "Hòa Thịnh, Đắk Lắk"),
        ("Hoà Thịnh", "Hòa Thịnh, Đắk Lắk"),
        ("Phú Yên", "Phú Yên, Đắk Lắk"),
    ],
)
def test_a_place_is_found_by_any_of_its_names(phone, typed, shown):
    resident.has_completed_course(phone)
    phone.goto(CLAIM)
    resident.look_up(phone, typed)
    expect(phone.locator("[data-places] label", has_text=shown).first).to_be_visible()


def test_a_divided_commune_asks_which_part(any_phone):
    page = any_phone
    resident.has_completed_course(page)
    page.goto(CLAIM)
    resident.look_up(page, "xa hoa binh 1")
    asked = page.locator("[data-places] .card", has_text="Hòa Bình 1").first
    expect(asked.locator("label", has_text="Phường Phú Yên")).to_be_visible()
    expect(asked.locator("label", has_text="Xã Tây Hòa")).to_be_visible()


def test_a_former_province_offers_its_communes(any_phone):
    page = any_phone
    resident.has_completed_course(page)
    page.goto(CLAIM)
    resident.look_up(page, "tinh phu yen")
    page.click("[data-places] button[name=look_up]")
    expect(page.locator("[data-places] label", has_text="Hòa Thịnh")).to_be_visible()
    expect(page.locator("[data-places] label", has_text="Ea Phê")).to_have_count(0)


def expect_saved(page):
    saved = page.locator("[data-saved]")
    expect(saved).to_have_text(saved.get_attribute("data-sent"))


def expect_kept(page):
    saved = page.locator("[data-saved]")
    expect(saved).to_have_text(saved.get_attribute("data-kept"))
