"""Files, the read API and open data in the boundaries of the time and of today, as on the pages."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pypdf
import pytest
from django.urls import reverse
from django.utils import translation

from accounts.models import Membership
from communes.ledger.actions import approve
from communes.models import Unit
from reports.audit.models import AuditEntry
from reports.figures import view_of
from reports.giving import keys
from reports.periods import ALL_TIME
from tests.communes.factory import commune, province
from tests.communes.ledger.factory import DAY, merger, plan, split
from tests.reports.factory import fake_courses, totals

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 1)


@pytest.fixture(autouse=True)
def courses(monkeypatch):
    return fake_courses(monkeypatch, 1)


def learnt(unit, day, courses, *numbers):
    totals(unit, day, *numbers)
    totals(unit, day, *numbers, course=courses[0].key)


@pytest.fixture
def merged(hoa_thinh, tay_hoa, administrator, courses):
    """A hundred and fifty people of two communes, twenty since they are one."""
    learnt(hoa_thinh, date(2026, 10, 5), courses, 100, 50, 10)
    learnt(tay_hoa, date(2026, 10, 5), courses, 50, 25, 10)
    approve(merger(hoa_thinh, tay_hoa), administrator, DAY)
    new = Unit.objects.get(code="99001")
    learnt(new, date(2027, 2, 1), courses, 20, 10, 5)
    return new


def rows(client, user, unit, what="places", query=""):
    client.force_login(user)
    place, name = ([unit.pk], "unit_file") if unit else ([], "country_file")
    with translation.override("en"):
        response = client.get(reverse(f"reports:{name}", args=[*place, what, "csv"]) + f"?period=all{query}")
        text = b"".join(response).decode()
    return list(csv.reader(StringIO(text[1:])))


def ask(client, administrator, unit, path):
    class By:
        user = administrator

    text = keys.make(By, "x", unit)[1]
    return client.get(f"/api/v1/{path}", headers={"authorization": f"Bearer {text}", "accept-language": "en"})


def test_today_a_merged_commune_is_counted_in_what_it_became(client, merged, dak_lak, administrator):
    found = rows(client, administrator, dak_lak)
    assert [row[:4] for row in found[1:]] == [["99001", "Xã Hòa Mới", "2027-03-01", "170"]]
    months = rows(client, administrator, dak_lak, "months")
    assert [row[4] for row in months if row[2] == "2026-10"] == ["150", "150"]
    assert {row[0] for row in months[1:]} == {"99001"}


def test_at_the_time_former_communes_stand_for_themselves(client, merged, dak_lak, administrator):
    found = {row[1]: row[3] for row in rows(client, administrator, dak_lak, query="&boundaries=time")[1:]}
    assert found == {
        "Xã Tây Hòa (until 31/12/2026)": "50",
        "Xã Hòa Thịnh (until 31/12/2026)": "100",
        "Xã Hòa Mới": "20",
    }
    months = rows(client, administrator, dak_lak, "months", "&boundaries=time")
    assert {row[0] for row in months if row[2] == "2026-10"} == {"22255", "22276"}


def test_the_head_says_which_only_where_it_matters(client, dak_lak, administrator, merged):
    assert rows(client, administrator, dak_lak)[0][1] == "name (in today’s boundaries)"
    assert rows(client, administrator, None, "months")[0][3] == "name (in today’s boundaries)"
    assert (
        rows(client, administrator, dak_lak, query="&boundaries=time")[0][1] == "name (in the boundaries of the time)"
    )
    other = province("Tỉnh Gia Lai")
    commune("Xã Bên", other)
    assert rows(client, administrator, other)[0][1] == "name"


def test_paper_says_it_too_and_so_does_the_log(client, dak_lak, administrator, merged):
    client.force_login(administrator)
    with translation.override("en"):
        address = reverse("reports:unit_file", args=[dak_lak.pk, "months", "pdf"])
        response = client.get(f"{address}?period=all&boundaries=time")
    text = pypdf.PdfReader(BytesIO(b"".join(response))).pages[0].extract_text()
    assert "Places stand in the boundaries of the time." in text
    assert AuditEntry.objects.latest("pk").detail == {"period": "all", "boundaries": "time"}
    assert "-time-" in response["Content-Disposition"]


def test_what_is_not_known_is_drawn_as_on_the_page(client, merged, dak_lak, administrator):
    assert rows(client, administrator, dak_lak, query="&boundaries=junk") == rows(client, administrator, dak_lak)


def test_the_own_official_takes_exact_days_of_all_that_came(client, merged, other_official):
    Membership.objects.create(user=other_official, role="commune_official", unit=merged)
    found = rows(client, other_official, merged, "days")
    assert [row[2:5:2] for row in found[1:] if row[3].startswith("Any")] == [
        ["2026-10-05", "150"],
        ["2027-02-01", "20"],
    ]
    found = rows(client, other_official, merged, "days", "&boundaries=time")
    assert len(found) == 3 and found[1][2] == "2027-02-01"


def test_a_divided_commune_keeps_a_row_and_is_not_shared_out(client, hoa_thinh, dak_lak, administrator, courses):
    learnt(hoa_thinh, date(2026, 10, 5), courses, 100, 50, 10)
    approve(split(hoa_thinh), administrator, DAY)
    found = {row[1]: row[3] for row in rows(client, administrator, dak_lak)[1:]}
    assert found["Xã Hòa Thịnh (until 31/12/2026)"] == "100" and found["Xã Phía Đông"] == "under 5"


def test_machines_choose_too(client, merged, dak_lak, administrator):
    def learners(query):
        found = ask(client, administrator, dak_lak, f"totals?course=any&unit={query}").json()
        return found["boundaries"], found["totals"][-1]["so_far"]["learners"]

    assert learners("99001") == ("today", 170)
    assert learners("99001&boundaries=time") == ("time", 20)
    assert learners("22276&boundaries=time") == ("time", 100)
    assert learners("66") == ("today", 170) and learners("66&boundaries=time") == ("time", 170)
    found = ask(client, administrator, dak_lak, "places?boundaries=time").json()["places"]
    assert [(place["code"], place["valid_to"], place["learners"]) for place in found] == [
        ("22255", "2026-12-31", 50),
        ("22276", "2026-12-31", 100),
        ("99001", None, 20),
    ]
    assert len(ask(client, administrator, dak_lak, "units?boundaries=time").json()["units"]) == 3


@pytest.mark.parametrize("path", ["units", "units/99001", "totals", "places"])
def test_machines_are_told_what_they_may_choose(client, merged, dak_lak, administrator, path):
    for junk in ("junk", "", "TODAY"):
        answer = ask(client, administrator, dak_lak, f"{path}?boundaries={junk}")
        assert answer.status_code == 400 and "“today” or “time”" in answer.json()["detail"]


def test_today_a_former_commune_is_gone_for_machines(client, merged, dak_lak, administrator):
    assert ask(client, administrator, dak_lak, "totals?unit=22276").status_code == 410


def test_a_sum_that_would_tell_its_parts_is_shown_smaller_everywhere(
    client, hoa_thinh, tay_hoa, dak_lak, administrator, courses
):
    """Four people in each of three places: twelve, which only fours can make where each is under five."""
    for place in (hoa_thinh, tay_hoa):
        learnt(place, date(2026, 10, 5), courses, 4, 4, 4)
    approve(merger(hoa_thinh, tay_hoa), administrator, DAY)
    new = Unit.objects.get(code="99001")
    learnt(new, date(2027, 2, 1), courses, 4, 4, 4)
    assert view_of(administrator, dak_lak, ALL_TIME, TODAY).people.at(new.pk, ALL_TIME).learners == 5
    assert rows(client, administrator, dak_lak)[1][3] == "5"
    assert rows(client, administrator, None, "places")[1][3] == "5"
    months = rows(client, administrator, dak_lak, "months")[1:]
    assert sum(int(row[4]) for row in months if row[4].isdigit() and row[3].startswith("Any")) == 5
    for query in ("unit=99001", "unit=66"):
        found = ask(client, administrator, dak_lak, f"totals?course=any&{query}").json()["totals"]
        assert found[-1]["so_far"]["learners"] == 5
    assert ask(client, administrator, dak_lak, "places").json()["places"][0]["learners"] == 5


def test_a_commune_that_went_to_another_province_takes_its_figures_along(
    client, merged, hoa_thinh, dak_lak, administrator
):
    gia_lai = province("Tỉnh Gia Lai")
    neighbour = commune("Xã Bên", gia_lai)
    made = plan([merged, "99002", "Xã Mới"], [neighbour, "99002", "Xã Mới"])
    made.changes.update(province=gia_lai)
    made.effective_on = date(2027, 2, 15)
    made.save()
    approve(made, administrator, date(2027, 2, 15))
    found = {row[1]: row[3] for row in rows(client, administrator, None)[1:]}
    assert found == {"Tỉnh Đắk Lắk": "under 5", "Tỉnh Gia Lai": "170"}
    found = {row[1]: row[3] for row in rows(client, administrator, None, query="&boundaries=time")[1:]}
    assert found == {"Tỉnh Đắk Lắk": "170", "Tỉnh Gia Lai": "under 5"}


def test_open_data_stand_in_todays_boundaries(client, merged, site_tree):
    text = b"".join(client.get("/en/open-data/communes.csv")).decode()
    assert [row[2:6] for row in csv.reader(StringIO(text[1:]))][1:] == [["99001", "Xã Hòa Mới", "2027-02-28", "170"]]
