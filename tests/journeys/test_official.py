"""Officials: the own commune on a phone, the province on a laptop, and nothing of anybody else."""

import csv
import io
import re

import pytest
from playwright.sync_api import expect

from courses.starter import CONTENT
from tests.journeys.people import COMMUNE, PROVINCE, QUIET, TRAINER

COMMUNES = 102  # of Đắk Lắk
COURSES = len([path for path in CONTENT.glob("*.yaml") if path.stem != "links"])
REPORTS = "/reports/"


def test_a_commune_official_sees_the_own_commune_on_a_phone(sign_in):
    page = sign_in(COMMUNE, "phone")
    page.goto(REPORTS)
    expect(page.locator("h1")).to_contain_text("Hòa Thịnh")
    expect(page.locator("[aria-labelledby=cards-title] .figure")).to_have_count(8)
    expect(page.locator("[aria-labelledby=classes-title] .figure")).to_have_count(4)
    expect(page.locator("svg.chart").first).to_be_visible()
    expect(page.locator("details table tbody tr")).not_to_have_count(0)
    expect(page.locator("[aria-labelledby=courses-title] tbody tr")).to_have_count(COURSES)
    assert len(downloaded_rows(page, "months")) > 12


def test_another_commune_does_not_exist_for_a_commune_official(sign_in):
    page = sign_in(COMMUNE, "phone")
    page.watch.expect("404")
    page.goto(REPORTS)
    own = int(re.search(r"/units/(\d+)/", page.url)[1])
    for number in (own + 1, 10**12):
        assert page.goto(f"/reports/units/{number}/").status == 404
        assert page.request.get(f"/reports/units/{number}/files/months.csv").status == 404
    assert page.goto("/reports/country/").status == 404


def test_a_province_official_sorts_and_drills_down(sign_in):
    page = sign_in(PROVINCE)
    page.goto(REPORTS)
    places = page.locator("table.places tbody tr")
    expect(places).to_have_count(COMMUNES)
    page.locator("table.places thead a").nth(3).click()
    expect(page.locator("table.places th").nth(3)).to_have_attribute("aria-sort", "descending")
    numbers = [text for text in places.locator("td:nth-child(4)").all_inner_texts() if text.isdecimal()]
    assert numbers and numbers == sorted(numbers, key=int, reverse=True)
    assert len(downloaded_rows(page, "places")) > COMMUNES
    page.locator("table.places tbody a", has_text="Hòa Thịnh").click()
    expect(page.locator("h1")).to_contain_text("Hòa Thịnh")
    page.locator(".crumbs a").last.click()
    expect(places).to_have_count(COMMUNES)


def downloaded_rows(page, what):
    with page.expect_download() as download:
        page.click(f"a[href*='/files/{what}.csv']")
    return list(csv.reader(io.StringIO(download.value.path().read_text("utf-8-sig"))))


def test_a_commune_where_nobody_learns_says_how_to_begin(sign_in):
    page = sign_in(QUIET, "phone")
    page.goto(REPORTS)
    expect(page.locator("h1")).to_contain_text("Ba Đình")
    expect(page.locator("table, svg.chart")).to_have_count(0)


def test_signing_out_closes_the_figures(open_page, sign_in, signed_in_cookies):
    page = sign_in(COMMUNE, "phone")
    page.goto(REPORTS)
    page.click("form[action*='/accounts/logout/'] button")
    signed_in_cookies.clear()
    page.goto(REPORTS)
    expect(page).to_have_url(re.compile("/accounts/login/"))


@pytest.mark.parametrize(
    "address", [REPORTS, "/reports/country/", "/reports/units/1/", "/reports/units/1/files/months.csv"]
)
def test_whoever_is_not_signed_in_is_asked_to(phone, address):
    phone.goto(address)
    expect(phone).to_have_url(re.compile("/accounts/login/"))


def test_a_trainer_has_no_figures(sign_in):
    page = sign_in(TRAINER)
    page.watch.expect("404")
    assert page.goto(REPORTS).status == 404


def test_a_wrong_password_is_told_kindly(phone):
    phone.goto("/accounts/login/")
    phone.fill("[name=login]", "nobody@example.org")
    phone.fill("[name=password]", "not the right one")
    phone.click("main [type=submit]")
    expect(phone.locator("[role=alert]")).to_be_visible()
    expect(phone.locator("[name=login]")).to_have_value("nobody@example.org")
