from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from accounts.models import Membership, Role
from tests.communes.factory import commune
from tests.reports.factory import fake_courses, totals

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def courses(monkeypatch):
    return fake_courses(monkeypatch, 2)


@pytest.fixture
def figures(hoa_thinh, tay_hoa, courses):
    """Hòa Thịnh has 1,412 learners; three other people live in Tây Hòa."""
    totals(hoa_thinh, date(2026, 10, 5), 1412, 812, 700)
    totals(hoa_thinh, date(2026, 10, 5), 1412, 812, 700, course=courses[0].key)
    totals(tay_hoa, date(2026, 10, 6), 3, 2, 1)
    totals(tay_hoa, date(2026, 10, 6), 3, 2, 1, course=courses[0].key)


def url_of(unit, name="unit", language="en"):
    with translation.override(language):
        return reverse(f"reports:{name}", args=[unit.pk])


def page(client, user, unit, query="", **options):
    client.force_login(user)
    return client.get(url_of(unit, **options) + query)


def test_the_commune_official_reads_the_sentence_first(client, figures, hoa_thinh, commune_official):
    response = page(client, commune_official, hoa_thinh)
    sentence = "By 22/11/2026, 1,412 people of xã Hòa Thịnh have begun. 700 people hold a certificate."
    assert sentence in response.content.decode()
    cards = {card.label: card for card in response.context["cards"]}
    assert cards["Completed a course"].value == "57\u00a0%"
    assert cards["Completed a course"].detail == "812 / 1,412 people who began"


def test_vietnamese_numbers_have_points(client, figures, hoa_thinh, commune_official):
    assert "1.412" in page(client, commune_official, hoa_thinh, language="vi").content.decode()


def test_the_own_official_sees_small_groups(client, figures, tay_hoa, other_official):
    context = page(client, other_official, tay_hoa).context
    assert context["so_far"].learners == 3 and not context["is_rounded"]


def test_small_groups_never_leave_the_commune(client, figures, hoa_thinh, tay_hoa, dak_lak, province_official):
    context = page(client, province_official, tay_hoa).context
    assert {figures.learners for _month, figures in context["months"]} == {None}
    assert context["so_far"].learners is None and context["courses"][0][1].learners is None
    parts = {part.place.pk: part.figures for part in page(client, province_official, dak_lak).context["parts"]}
    assert parts[tay_hoa.pk].learners is None and parts[hoa_thinh.pk].learners == 1410


def test_from_outside_a_page_shows_what_the_table_above_shows(client, figures, hoa_thinh, province_official):
    context = page(client, province_official, hoa_thinh, "?period=all").context
    assert context["so_far"].learners == context["courses"][0][1].learners == 1410 and context["is_rounded"]


def test_an_empty_commune_is_told_how_to_begin(client, hoa_thinh, commune_official):
    response = page(client, commune_official, hoa_thinh)
    assert b"nobody of" in response.content and b"culture house" in response.content


def test_anonymous_people_are_asked_to_sign_in(client, hoa_thinh):
    response = client.get(url_of(hoa_thinh))
    assert response.status_code == 302 and "/accounts/login/" in response.url


def test_strangers_get_404(client, hoa_thinh, dak_lak, other_official, trainer, commune_official):
    for user, unit in [(other_official, hoa_thinh), (trainer, hoa_thinh), (commune_official, dak_lak)]:
        assert page(client, user, unit).status_code == 404
    assert client.get(reverse("reports:country")).status_code == 404


def test_another_province_and_former_units_are_404(client, province_official):
    assert page(client, province_official, commune("Xã Lạ")).status_code == 404
    former = commune("Xã Hòa Đồng", former=True)
    Membership.objects.create(user=province_official, role=Role.COMMUNE_OFFICIAL, unit=former)
    assert page(client, province_official, former).status_code == 404


def test_start_leads_each_to_the_own_figures(
    client, administrator, commune_official, province_official, trainer, hoa_thinh, dak_lak
):
    for user, address in [
        (commune_official, url_of(hoa_thinh)),
        (province_official, url_of(dak_lak)),
        (administrator, "/en/reports/country/"),
    ]:
        client.force_login(user)
        assert client.get("/en/reports/").url == address
    client.force_login(trainer)
    assert client.get("/en/reports/").status_code == 404


def test_whoever_has_several_units_chooses(client, commune_official, tay_hoa):
    Membership.objects.create(user=commune_official, role=Role.COMMUNE_OFFICIAL, unit=tay_hoa)
    client.force_login(commune_official)
    content = client.get("/en/reports/").content.decode()
    assert "Xã Hòa Thịnh, tỉnh Đắk Lắk" in content and "Xã Tây Hòa" in content


def test_nothing_is_cached(client, figures, hoa_thinh, commune_official):
    assert "no-store" in page(client, commune_official, hoa_thinh)["Cache-Control"]


@pytest.mark.parametrize(
    "query", ["?period=1&sort=x&direction=y", "?period=%F0%9F%98%80", "?sort=name&sort=", "?direction=descending"]
)
def test_unknown_wishes_are_passed_over(client, figures, dak_lak, province_official, query):
    assert page(client, province_official, dak_lak, query).status_code == 200


def test_a_table_is_sorted_by_its_heads(client, dak_lak, hoa_thinh, tay_hoa, province_official):
    totals(hoa_thinh, date(2026, 10, 5), 10, 8, 5)
    totals(tay_hoa, date(2026, 10, 5), 90, 9, 7)
    names = [part.place for part in page(client, province_official, dak_lak, "?sort=learners").context["parts"]]
    assert names == [tay_hoa, hoa_thinh]
    names = [part.place for part in page(client, province_official, dak_lak, "?sort=share").context["parts"]]
    assert names == [hoa_thinh, tay_hoa]


def test_the_number_of_places_costs_no_queries(client, dak_lak, province_official):
    def fill(number):
        for _number in range(number):
            place = commune("Xã Nhiều", dak_lak)
            totals(place, date(2026, 10, 5), 9, 8, 7)
            totals(place, date(2026, 9, 1), 4, 0, 0)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(url_of(dak_lak))
        return len(captured)

    client.force_login(province_official)
    fill(3)
    queries()  # what a process remembers is asked once
    few = queries()
    fill(57)
    assert queries() == few <= 25  # one of them notes the look in the audit log


def test_the_country_lists_provinces(client, figures, administrator, dak_lak):
    client.force_login(administrator)
    response = client.get("/en/reports/country/")
    assert [part.place for part in response.context["parts"]] == [dak_lak]
    assert response.context["so_far"].learners == 1415
