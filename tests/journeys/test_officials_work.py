"""What officials do in a year: set a target, count adults, bring in indicators, merge communes, hand in a page."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

import reports.indicators
from tests.journeys.people import ADMINISTRATOR, COMMUNE, PROVINCE

pytestmark = pytest.mark.journey
INDICATORS = Path(reports.indicators.__file__).parent / "data" / "early-2025.csv"
PLACES = "table.places tbody"


def test_from_province_to_hamlet(sign_in):
    """A commune keeps its hamlets; the province looks down to the commune, and no farther."""
    page = sign_in(COMMUNE, "phone")
    page.goto("/reports/")
    page.click("a[href$='/hamlets/']")
    page.fill("#names", "Thôn Phú Thịnh\nThôn Mỹ Xuân’s\nBuôn " + "Dài " * 20)
    page.click("form:has(#names) button")
    expect(page.locator("main")).to_contain_text("Thôn Phú Thịnh")
    above = sign_in(PROVINCE)
    above.goto("/reports/")
    above.locator(f"{PLACES} a", has_text="Hòa Thịnh").click()
    expect(above.locator("h1")).to_be_visible()
    expect(above.locator("main")).not_to_contain_text("Phú Thịnh")
    above.locator(".crumbs a").last.click()
    expect(above.locator(f"{PLACES} tr")).to_have_count(102)


def test_a_target_and_the_adults_make_a_coverage(sign_in):
    page = sign_in(PROVINCE)
    page.goto("/reports/")
    own = page.url
    page.goto(f"{own}targets/")
    page.fill("[name=first_day]", "2026-01-01")
    page.fill("[name=last_day]", f"{date.today().year + 1}-12-31")
    page.locator(".entries input").first.fill("60")
    look_and_keep(page)
    page.goto(f"{own}population/")
    page.fill("[name=source]", "Báo cáo 12/BC-UBND")
    page.fill("[name=counted_on]", f"{date.today() - timedelta(days=30)}")
    page.locator("details summary", has=page.locator("xpath=..//*[@id='pasted']")).click()
    page.watch.expect("422")
    # Swapped, unknown, of another time, Vietnamese numbers: each row says what is wrong, and nothing is kept.
    page.fill("#pasted", "code;adults\n22276;9.430\n99999;100\n22276;5.000\n22255;mười")
    page.click("main form button.button")
    expect(page.locator("tr.wrong-line")).not_to_have_count(0)
    expect(page.locator("button[name=keep]")).to_have_count(0)
    page.go_back()
    page.fill("[name=source]", "Báo cáo 12/BC-UBND")
    page.fill("[name=counted_on]", f"{date.today() - timedelta(days=30)}")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    page.fill("#pasted", "code;adults\n22276;9.430\n22255;8.120")
    look_and_keep(page)
    commune = sign_in(COMMUNE, "phone")
    commune.goto("/reports/")
    expect(commune.locator("main")).to_contain_text("9.430")
    expect(commune.locator("main")).to_contain_text("60")


def look_and_keep(page):
    page.click("main form button.button")
    expect(page.locator("tr.wrong-line")).to_have_count(0)
    page.click("button[name=keep]")
    expect(page.locator("button[name=keep]")).to_have_count(0)


def test_official_indicators_stand_beside_ours(sign_in):
    page = sign_in(PROVINCE)
    page.goto("/reports/")
    page.goto(f"{page.url}indicators/import/")
    page.set_input_files("[name=file]", str(INDICATORS))
    look_and_keep(page)
    for figure in ("93,55", "57,58", "99,25", "84,12", "63"):
        expect(page.locator("main")).to_contain_text(figure)


def test_two_communes_become_one(sign_in):
    """An administrator enters a merger that takes effect today; the register and the figures follow."""
    page = sign_in(ADMINISTRATOR)
    page.goto("/admin/")
    page.goto(page.locator("a[href*='reorganisation']").first.get_attribute("href") or "")
    page.goto(f"{page.url.split('?')[0]}bring/")
    page.fill("[name=title]", "Sáp nhập hai phường")
    page.fill("[name=effective_on]", date.today().strftime("%d/%m/%Y"))
    page.keyboard.press("Escape")
    page.fill("[name=legal_reference]", "Nghị quyết thử nghiệm")
    page.fill(
        "[name=table]",
        "code,to_code,to_name,share,fraction\n"
        "03127,03127,Phường Điện Biên Phủ Mới,whole,\n03151,03127,Phường Điện Biên Phủ Mới,whole,",
    )
    page.locator("main form button[type=submit], main form button.button").last.click()
    page.locator("form[action*='/approve/'] button").click()
    page.goto("/communes/?q=Điện Biên Phủ Mới")
    expect(page.locator("main")).to_contain_text("Phường Điện Biên Phủ Mới")


def test_files_to_take_away(sign_in):
    page = sign_in(PROVINCE)
    page.goto("/reports/")
    with page.expect_download() as download:
        page.locator("a[href*='/files/places.csv']").click()
    rows = list(csv.reader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    assert len(rows) > 100
    with page.expect_download() as download:
        page.locator("a[href*='/files/places.xlsx']").click()
    sheet = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()), read_only=True).active
    assert sum(1 for _row in sheet.iter_rows()) > 100


def test_a_committee_page_is_found_again_by_its_number(sign_in):
    page = sign_in(COMMUNE)
    page.goto("/reports/")
    page.locator("a[href*='/committee/']").first.click()
    page.locator("main form[method=post] button.button").first.click()
    number = page.locator("main .code").first.inner_text()
    paper = page.request.get(page.locator("a[href$='.pdf']").first.get_attribute("href"))
    assert paper.status == 200 and paper.body().startswith(b"%PDF")
    page.goto("/reports/snapshots/")
    page.fill("[name=number]", number.lower().replace("-", " "))
    page.click("main form button")
    expect(page.locator(".note.good")).to_be_visible()
    expect(page.locator("h1")).to_contain_text(number)
