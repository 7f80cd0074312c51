"""Adults, coverage and targets in files, for machines and in open data: never a share without a count of adults."""

import csv
from datetime import date, datetime
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils import translation

from reports.giving import keys
from tests.communes.factory import commune
from tests.reports.factory import fake_courses, totals
from tests.reports.targets.factory import counted, wanted

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def courses(monkeypatch):
    return fake_courses(monkeypatch, 1)


@pytest.fixture(autouse=True)
def figures(hoa_thinh, tay_hoa):
    """Of 2,000 adults of Hòa Thịnh 703 hold a certificate; nobody has counted Tây Hòa."""
    totals(hoa_thinh, date(2026, 10, 5), 1412, 812, 703)
    totals(tay_hoa, date(2026, 10, 6), 40, 30, 22)
    counted(hoa_thinh, 2000, confidence="high")


def asked(client, administrator, unit, path="units"):
    class By:
        user = administrator

    text = keys.make(By, "x", unit)[1]
    return client.get(f"/api/v1/{path}", headers={"authorization": f"Bearer {text}", "accept-language": "en"}).json()


def unit_of(client, administrator, unit):
    return asked(client, administrator, unit, f"units/{unit.code}")["unit"]


def file(client, user, unit, kind="csv"):
    client.force_login(user)
    place, name = ([unit.pk], "unit_file") if unit else ([], "country_file")
    with translation.override("en"):
        return b"".join(client.get(reverse(f"reports:{name}", args=[*place, "places", kind])))


def rows(data):
    return {row["code"]: row for row in csv.DictReader(StringIO(data.decode()[1:]))}


def test_machines_are_told_of_how_many_adults_and_how_one_knows(client, administrator, dak_lak):
    tay_hoa, hoa_thinh = asked(client, administrator, dak_lak)["units"]
    assert hoa_thinh["adults"] == {
        "number": 2000,
        "age_from": 18,
        "source": "Report",
        "counted_on": "2026-01-01",
        "confidence": "high",
        "is_sum": False,
        "communes_not_counted": 0,
    }
    assert hoa_thinh["coverage"] == {"certificates": 700, "adults": 2000, "per_cent": 35.0, "why": None}
    assert tay_hoa["adults"] is None
    assert tay_hoa["coverage"] == {"certificates": 20, "adults": None, "per_cent": None, "why": "no adults"}


def test_a_province_lacks_the_communes_that_nobody_has_counted(client, administrator, dak_lak, tay_hoa):
    found = unit_of(client, administrator, dak_lak)
    assert (found["adults"]["number"], found["adults"]["communes_not_counted"]) == (None, 1)
    assert found["coverage"]["per_cent"] is None
    counted(tay_hoa, 1000)
    found = unit_of(client, administrator, dak_lak)
    assert found["adults"]["number"] == 3000 and found["adults"]["is_sum"]
    assert found["coverage"] == {"certificates": 725, "adults": 3000, "per_cent": 24.1, "why": None}


def test_under_five_there_is_no_share(client, administrator, dak_lak):
    place = commune("Xã Nhỏ", dak_lak)
    totals(place, date(2026, 10, 5), 4, 4, 4)
    counted(place, 100)
    found = unit_of(client, administrator, place)
    assert found["coverage"] == {"certificates": None, "adults": 100, "per_cent": None, "why": "under 5"}
    row = rows(file(client, administrator, dak_lak))[place.code]
    assert (row["adults"], row["certified, % of adults"]) == ("100", "")


def test_the_target_of_the_province_holds_for_its_communes(client, administrator, dak_lak):
    wanted(dak_lak, 60)
    hoa_thinh = asked(client, administrator, dak_lak)["units"][1]
    assert hoa_thinh["target"] == {
        "set_for": "66",
        "kind": "share",
        "number": 60.0,
        "age_from": 18,
        "first_day": "2026-01-01",
        "last_day": "2026-12-31",
        "people": 1200,
        "missing": 500,
        "status": "late",
        "why": None,
    }


def test_a_target_that_can_not_be_compared_says_why(client, administrator, dak_lak, hoa_thinh):
    assert unit_of(client, administrator, hoa_thinh)["target"] is None
    wanted(hoa_thinh, 60, age_from=15)
    target = unit_of(client, administrator, hoa_thinh)["target"]
    assert (target["set_for"], target["status"], target["why"]) == ("22276", "unknown", "other age")
    row = rows(file(client, administrator, dak_lak))["22276"]
    assert "another age" in row["against the target"]


def test_the_file_of_places_says_the_same(client, province_official, dak_lak):
    wanted(dak_lak, 60)
    found = rows(file(client, province_official, dak_lak))
    names = ["certificates", "adults", "source", "counted on", "confidence", "certified, % of adults"]
    assert [found["22276"][name] for name in names] == [
        *("700", "2000", "Report", "2026-01-01"),
        *("high: counted or from the register", "35.0"),
    ]
    names = ["wanted: people with a certificate", "wanted by", "against the target"]
    assert [found["22276"][name] for name in names] == ["1200", "2026-12-31", "behind"]
    assert found["22255"]["adults"] == "" and found["22255"]["certified, % of adults"] == ""


def test_excel_gets_shares_and_days_and_empty_cells(client, province_official, dak_lak):
    wanted(dak_lak, 60)
    sheet = openpyxl.load_workbook(BytesIO(file(client, province_official, dak_lak, "xlsx"))).active
    heads = {cell.value: number for number, cell in enumerate(sheet[1])}
    uncounted, known = sheet[2], sheet[3]
    share = known[heads["certified, % of adults"]]
    assert (share.value, share.number_format) == (35.0, "0.0")
    assert known[heads["counted on"]].value == datetime(2026, 1, 1)
    assert uncounted[heads["adults"]].value is None and uncounted[heads["counted on"]].value is None


def test_the_country_lists_the_adults_of_provinces(client, administrator, dak_lak, tay_hoa):
    counted(tay_hoa, 1000)
    row = rows(file(client, administrator, None))["66"]
    assert (row["adults"], row["source"], row["certified, % of adults"]) == ("3000", "the sum of all communes", "24.1")


def test_open_data_tell_how_many_adults_there_were_on_that_day(client, hoa_thinh, site_tree):
    counted(hoa_thinh, 9000, on=date(2026, 11, 5))
    found = client.get("/en/open-data/communes.json").json()["communes"]
    assert (found[1]["adults"]["number"], found[1]["coverage"]["per_cent"]) == (2000, 35.0)
    assert found[0]["adults"] is None and found[0]["coverage"]["why"] == "no adults"
    lines = rows(b"".join(client.get("/en/open-data/communes.csv")))
    assert lines["22276"]["certified, % of adults"] == "35.0" and lines["22255"]["adults"] == ""


def test_more_communes_cost_no_more_queries(client, administrator, dak_lak, django_assert_max_num_queries):
    for number in range(30):
        counted(commune(f"Xã {number}", dak_lak), 100 + number)

    class By:
        user = administrator

    text = keys.make(By, "x", dak_lak)[1]
    with django_assert_max_num_queries(16):
        client.get("/api/v1/units", headers={"authorization": f"Bearer {text}"})
