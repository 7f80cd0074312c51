"""Adults, coverage and targets in files, for machines and in open data: never a share without a count of adults."""

import csv
from datetime import date, datetime
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils import translation

from communes.ledger.actions import approve
from communes.models import Unit
from reports.giving import keys
from reports.rollups import ANY_COURSE
from tests.communes.factory import commune
from tests.communes.ledger.factory import merger
from tests.reports.factory import fake_courses, totals
from tests.reports.targets.factory import counted, wanted

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
WAYS = ("today", "time")


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


def test_totals_tell_the_coverage_of_each_month_and_the_target_of_the_last(client, administrator, dak_lak, hoa_thinh):
    totals(hoa_thinh, date(2026, 9, 5), 300, 200, 100)
    wanted(dak_lak, 60)
    found = asked(client, administrator, hoa_thinh, "totals?course=any&to=2026-10")
    assert [(line["month"], *line["coverage"].values()) for line in found["totals"]] == [
        ("2026-09", 100, 2000, 5.0, None),
        ("2026-10", 800, 2000, 40.0, None),
    ]
    unit = found["unit"]
    assert (unit["adults"]["number"], unit["coverage"]["per_cent"], unit["target"]["missing"]) == (2000, 40.0, 400)
    before = asked(client, administrator, hoa_thinh, "totals?course=any&to=2025-12")
    assert before["unit"]["adults"] is None and before["unit"]["target"] is None and not before["totals"]


def test_each_course_has_its_own_coverage_and_target(client, administrator, hoa_thinh, dak_lak, courses):
    key = courses[0].key
    totals(hoa_thinh, date(2026, 10, 5), 900, 700, 500, course=key)
    wanted(hoa_thinh, 600, "count", course_key=key)
    for path in (f"totals?course={key}", f"places?course={key}"):
        found = asked(client, administrator, hoa_thinh, path)
        told = found["unit"] if path.startswith("totals") else found["places"][0]
        assert told["coverage"] == {"certificates": 500, "adults": 2000, "per_cent": 25.0, "why": None}
        assert (told["target"]["people"], told["target"]["missing"]) == (600, 100)
    lines = asked(client, administrator, hoa_thinh, "totals")["totals"]
    latest = {line["course"]: line["coverage"]["per_cent"] for line in lines}
    assert latest == {"any": 35.0, str(key): 25.0}


def test_places_are_told_beside_their_counts_what_was_known_and_wanted_then(client, administrator, dak_lak, hoa_thinh):
    wanted(dak_lak, 60)
    counted(hoa_thinh, 9000, on=date(2026, 11, 5))
    tay_hoa, then = asked(client, administrator, dak_lak, "places?month=2026-10")["places"]
    assert then["coverage"] == {"certificates": then["certificates"], "adults": 2000, "per_cent": 35.0, "why": None}
    assert (then["target"]["people"], then["target"]["missing"], then["target"]["status"]) == (1200, 500, "late")
    assert (tay_hoa["adults"], tay_hoa["coverage"]["why"], tay_hoa["target"]["why"]) == (None, *["no adults"] * 2)
    now = asked(client, administrator, dak_lak, "places")["places"][1]
    assert (now["adults"]["number"], now["coverage"]["per_cent"]) == (9000, 7.7)


def test_under_five_places_and_totals_tell_no_share(client, administrator, dak_lak):
    place = commune("Xã Nhỏ", dak_lak)
    totals(place, date(2026, 10, 5), 9, 4, 4)
    counted(place, 100)
    few = {"certificates": None, "adults": 100, "per_cent": None, "why": "under 5"}
    assert asked(client, administrator, place, "places")["places"][0]["coverage"] == few
    found = asked(client, administrator, place, "totals?course=any")
    assert found["unit"]["coverage"] == few and {str(line["coverage"]) for line in found["totals"]} == {str(few)}


def test_adults_are_those_of_the_boundaries_drawn(client, administrator, dak_lak, hoa_thinh, tay_hoa):
    """Today a merged commune has the adults of those that it came of; at the time each has its own."""
    counted(tay_hoa, 1000)
    approve(merger(hoa_thinh, tay_hoa, day=date(2026, 11, 1)), administrator, TODAY)
    for path, name in (("places", "places"), ("units", "units")):
        today, time = (asked(client, administrator, dak_lak, f"{path}?boundaries={way}")[name] for way in WAYS)
        assert {one["code"]: one["coverage"]["adults"] for one in today} == {"99001": 3000}
        assert {one["code"]: one["coverage"]["adults"] for one in time} == {"22255": 1000, "22276": 2000, "99001": None}
    new = Unit.objects.get(code="99001")
    told = [asked(client, administrator, new, f"totals?boundaries={way}")["unit"] for way in WAYS]
    assert [(one["coverage"]["certificates"], one["coverage"]["adults"]) for one in told] == [(725, 3000), (None, None)]


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


def test_open_data_tell_what_was_wanted_on_that_day(client, dak_lak, hoa_thinh, tay_hoa, site_tree):
    wanted(dak_lak, 60)
    wanted(hoa_thinh, 500, "count", first=date(2026, 11, 1))
    first, second = client.get("/en/open-data/communes.json").json()["communes"]
    assert second["target"] == {
        "set_for": "66",
        "kind": "share",
        "number": 60.0,
        "age_from": 18,
        "first_day": "2026-01-01",
        "last_day": "2026-12-31",
        "people": 1200,
        "missing": 500,
        "why": None,
    }
    assert (first["target"]["people"], first["target"]["missing"], first["target"]["why"]) == (None, None, "no adults")
    lines = rows(b"".join(client.get("/en/open-data/communes.csv")))
    assert list(lines["22276"].values())[-8:] == [
        *("60.0", "per cent of the adults", "18", "2026-01-01", "2026-12-31", "66", "1200", "500"),
    ]
    assert list(lines["22255"].values())[-3:] == ["66", "", ""]
    before = client.get("/en/open-data/communes.json?month=2025-12").json()["communes"]
    assert [row["target"] for row in before] == [None, None]


def test_what_is_missing_in_open_data_does_not_tell_the_count(client, dak_lak, hoa_thinh, site_tree):
    """Missing people come from the count as shown: of 703 from 700, of four from none."""
    place = commune("Xã Nhỏ", dak_lak)
    totals(place, date(2026, 10, 5), 4, 4, 4)
    for one in (place, hoa_thinh):
        wanted(one, 1000, "count")
    found = {row["code"]: row for row in client.get("/en/open-data/communes.json").json()["communes"]}
    assert (found[hoa_thinh.code]["target"]["missing"], found[place.code]["target"]["missing"]) == (300, 1000)
    assert (
        found[place.code]["coverage"]["certificates"] is None and found[hoa_thinh.code]["target"]["set_for"] == "22276"
    )


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("path", ["units", "totals", "places"])
def test_more_communes_and_courses_cost_no_more_queries(
    client, administrator, dak_lak, courses, path, way, django_assert_max_num_queries
):
    for number in range(30):
        place = commune(f"Xã {number}", dak_lak)
        counted(place, 100 + number)
        for course in (ANY_COURSE, courses[0].key):
            totals(place, date(2026, 9, 5), 30, 20, 10, course=course)

    class By:
        user = administrator

    text = keys.make(By, "x", dak_lak)[1]
    with django_assert_max_num_queries(16):
        client.get(f"/api/v1/{path}?boundaries={way}", headers={"authorization": f"Bearer {text}"})
