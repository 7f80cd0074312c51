"""A trainer at a laptop: edits a lesson, asks a new question, looks at it as on a phone, publishes."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import resident
from tests.journeys.people import COMMUNE, PASSWORD, TRAINER

LESSON = resident.LESSONS[-1]
TITLE = resident.CONTENTS["lessons"][-1]["title"]
SENTENCE = "Bà con cứ thong thả."
STEM = "Có ai được hỏi mã OTP của bà con không?"


def test_a_trainer_edits_previews_and_publishes(open_page, phone):
    page = open_page("laptop")
    page.watch.expect(r"script-src 'none'|^csp ")  # a preview is to be looked at: its scripts are kept from running
    signs_in(page)
    opens_lesson(page)
    writes_sentence(page)
    asks_new_question(page)
    looks_at_it_in_both_languages(page)
    publishes(page)
    sees_it_as_a_stranger(phone)


def signs_in(page):
    page.goto("/admin/")
    page.fill("[name=login]", TRAINER)
    page.fill("[name=password]", PASSWORD)
    page.click("main [type=submit]")


def opens_lesson(page):
    page.click(f"main a:text-is('{resident.CONTENTS['title']['vi']}')")
    page.locator("main a[href$='/edit/']", has_text=TITLE["vi"]).first.click()
    page.wait_for_load_state("networkidle")


def writes_sentence(page):
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(f" {SENTENCE}")


def asks_new_question(page):
    """At the end of the first step, without leaving the lesson."""
    body = page.locator("[name=steps-0-value-body-count]").locator("xpath=..")
    body.locator(".c-sf-add-button").last.click()
    page.click("[role=option]:has(use[href='#icon-help'])")
    body.locator("[data-chooser-action-choose]:visible").last.click()
    page.click(".modal [role=tab][href='#tab-create']")
    form = page.locator(".modal #tab-create form")
    form.locator("[name=stem]").fill(STEM)
    form.locator("[name=choice_1]").fill("Không ai cả")
    form.locator("[name=choice_2]").fill("Cán bộ xã")
    form.locator("[name=right][value='1']").check()
    form.locator("[type=submit]").click()
    expect(body).to_contain_text(STEM)


def looks_at_it_in_both_languages(page):
    page.click("[data-side-panel-toggle=preview]")
    frame = page.frame_locator("[data-w-preview-target=iframe]").last
    expect(frame.locator("main")).to_contain_text(SENTENCE)
    expect(frame.locator("main")).to_contain_text(STEM)
    assert frame.locator("html").evaluate("root => root.clientWidth") == 360
    page.select_option("[data-w-preview-target=mode]", "en")
    expect(frame.locator("html")).to_have_attribute("lang", "en")
    expect(frame.locator("main")).to_contain_text(TITLE["en"])
    page.click("[data-side-panel-toggle=preview]")


def publishes(page):
    page.click("footer [data-w-dropdown-target=toggle]")
    page.click("[name=action-publish]")
    expect(page.locator(".messages .success")).to_be_visible()


def sees_it_as_a_stranger(page):
    page.goto(LESSON)
    expect(page.locator("#step-1")).to_contain_text(SENTENCE)
    check = page.locator("#step-1 [data-check]", has_text=STEM)
    check.locator("label", has_text="Không ai cả").click()
    check.locator("button").click()
    expect(check.locator("[data-result]")).to_have_class(re.compile("good"))


@pytest.mark.parametrize("address", ["/admin/", "/admin/pages/"])
def test_whoever_is_not_signed_in_is_asked_to(phone, address):
    phone.goto(address)
    expect(phone).to_have_url(re.compile("/accounts/login/"))


def test_an_official_is_no_trainer(sign_in):
    page = sign_in(COMMUNE)
    page.watch.expect("403")
    assert page.goto("/admin/").status == 403
