"""What everybody may have: rounded, of months that are over, without a name or a cookie."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.utils import timezone

from tests.communes.factory import commune
from tests.reports.factory import totals

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def figures(site_tree, hoa_thinh, tay_hoa):
    totals(hoa_thinh, date(2026, 9, 5), 17, 9, 4)
    totals(hoa_thinh, date(2026, 10, 5), 6, 2, 1)
    totals(hoa_thinh, date(2026, 11, 2), 500, 400, 300)
    totals(tay_hoa, date(2026, 10, 6), 4, 2, 1)


def rows(client, query=""):
    response = client.get(f"/en/open-data/communes.csv{query}")
    text = b"".join(response).decode()
    assert text.startswith("\ufeff") and not response.cookies
    return list(csv.reader(StringIO(text[1:])))


def test_each_commune_stands_as_at_the_end_of_the_last_whole_month(client):
    assert [row[:8] for row in rows(client)] == [
        ["code of the province", "province", "code", "name", "up to", "learners", "completions", "certificates"],
        ["66", "Tỉnh Đắk Lắk", "22255", "Xã Tây Hòa", "2026-10-31", "under 5", "under 5", "under 5"],
        ["66", "Tỉnh Đắk Lắk", "22276", "Xã Hòa Thịnh", "2026-10-31", "20", "10", "5"],
    ]


def test_an_earlier_month_can_be_had_too(client):
    assert rows(client, "?month=2026-09")[2][5:8] == ["15", "5", "under 5"]


@pytest.mark.parametrize("month", ["2026-11", "2027-01", "2025-06", "2026-13", "x", "", "%F0%9F%98%80"])
@pytest.mark.parametrize("name", ["communes.csv", "communes.json"])
def test_a_month_that_is_not_over_or_none_is_404(client, month, name):
    assert client.get(f"/open-data/{name}?month={month}").status_code == 404


def test_the_same_as_json_with_null_for_under_five(client):
    response = client.get("/en/open-data/communes.json")
    found = response.json()
    assert found["up_to"] == "2026-10-31" and found["licence"]["name"] == "CC BY 4.0"
    assert found["communes"][0]["learners"] is None and found["communes"][1]["learners"] == 20
    assert response["Access-Control-Allow-Origin"] == "*" and "max-age" in response["Cache-Control"]
    again = client.get("/en/open-data/communes.json", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_communes_of_before_are_not_listed(client, dak_lak):
    commune("Xã Hòa Đồng", dak_lak, former=True)
    assert len(rows(client)) == 3


def test_what_is_kept_is_not_counted_again(client, django_assert_num_queries):
    rows(client)
    with django_assert_num_queries(0):
        rows(client)


@pytest.mark.parametrize("address", ["/open-data/", "/en/open-data/", "/open-data/api/", "/en/open-data/api/"])
def test_the_pages_are_public_and_hold_nothing_personal(client, address, commune_official):
    anonymous = client.get(address)
    client.force_login(commune_official)
    signed_in = client.get(address)
    assert anonymous.status_code == 200 and not anonymous.cookies
    assert signed_in.content == anonymous.content and b"csrf" not in anonymous.content


def test_the_page_names_the_day_the_rule_and_the_licence(client):
    page = client.get("/en/open-data/").content.decode()
    assert "Up to 31/10/2026" in page and "rounded down to fives" in page and 'rel="license"' in page
    assert "30/11/2026" not in page


def test_the_page_follows_the_month_whatever_is_kept(client, monkeypatch):
    client.get("/en/open-data/")
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2026, 12, 1))
    assert "Up to 30/11/2026" in client.get("/en/open-data/").content.decode()


def test_before_the_first_month_is_over_there_is_nothing_to_take(client, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2025, 7, 30))
    assert "not over yet" in client.get("/en/open-data/").content.decode()
    assert client.get("/open-data/communes.csv").status_code == 404


def test_the_guide_tells_of_every_address(client):
    page = client.get("/en/open-data/api/").content.decode()
    for path in ("units", "units/{code}", "courses", "totals", "places", "openapi.json"):
        assert f"/api/v1/{path}" in page


@pytest.mark.parametrize("address", ["/", "/en/"])
def test_every_public_page_leads_to_it(client, address):
    response = client.get(address, follow=True)
    assert f'href="{address}open-data/"' in response.content.decode() and not response.cookies
