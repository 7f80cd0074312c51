from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from communes.models import Population
from reports.overview import reading
from reports.overview.standing import LATE, REACHED, Aim
from reports.targets.models import Target
from tests.communes.factory import commune, province
from tests.reports.factory import fake_courses, totals

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def courses(monkeypatch):
    return fake_courses(monkeypatch, 2)


@pytest.fixture
def figures(hoa_thinh, tay_hoa, courses):
    totals(hoa_thinh, date(2026, 10, 5), 1400, 800, 700)
    totals(hoa_thinh, date(2026, 11, 5), 100, 50, 40)
    totals(tay_hoa, date(2026, 10, 6), 300, 200, 100)
    totals(hoa_thinh, date(2026, 10, 5), 1400, 800, 700, course=courses[0].key)


@pytest.fixture
def aims(monkeypatch, hoa_thinh, tay_hoa, dak_lak):
    """1,000 adults in each commune, of whom 600 are to be certified."""
    found = {
        hoa_thinh.pk: Aim(1000, 600, REACHED, date(2026, 12, 31)),
        tay_hoa.pk: Aim(1000, 600, LATE, date(2026, 12, 31)),
        dak_lak.pk: Aim(2000, 1200, LATE, date(2026, 12, 31)),
    }
    monkeypatch.setattr(reading, "aims_of", lambda *given: found)
    return found


def url_of(name, *args, language="en"):
    with translation.override(language):
        return reverse(f"reports:{name}", args=args)


def get(client, user, name, *args, query=""):
    client.force_login(user)
    return client.get(url_of(name, *args) + query)


def cards_of(response):
    return {card.label: card for card in response.context["cards"]}


def test_coverage_shows_its_numerator_and_denominator(client, figures, aims, dak_lak, province_official):
    response = get(client, province_official, "unit", dak_lak.pk)
    assert cards_of(response)["Coverage"][1:] == ("42\u00a0%", "840 / 2,000 people from age 18")
    assert response.context["headline"] == "By 22/11/2026, 42\u00a0% of the adults of tỉnh Đắk Lắk hold a certificate."
    assert response.context["lead"] == "The target is 60\u00a0% by 31/12/2026: behind, 360 people to go."


def test_without_a_population_counts_only_and_why(client, figures, dak_lak, province_official):
    response = get(client, province_official, "unit", dak_lak.pk)
    card = cards_of(response)["Hold a certificate"]
    assert card.value == "840" and "adult population has not been entered" in card.detail
    assert "Coverage" not in cards_of(response) and not response.context["trend"]["has_shares"]


def test_a_commune_far_behind_is_where_a_class_helps(client, figures, aims, dak_lak, tay_hoa, province_official):
    (first,) = get(client, province_official, "unit", dak_lak.pk).context["advice"]
    assert first["words"] == "Xã Tây Hòa"
    assert first["reason"] == "500 people short of the target; a class of 20 adds 2.0 points."


def test_the_map_has_every_commune_once_and_says_what_it_is(client, figures, aims, dak_lak, province_official):
    response = get(client, province_official, "unit", dak_lak.pk)
    text = response.content.decode()
    assert text.count('<g role="listitem">') == 2 and "No map of boundaries" in text
    assert "Xã Hòa Thịnh: 74\u00a0% of adults, target 60\u00a0%, reached" in text


def test_the_trend_is_drawn_with_its_target_and_as_a_table(client, figures, aims, dak_lak, province_official):
    trend = get(client, province_official, "unit", dak_lak.pk).context["trend"]
    assert "Target 60\u00a0%" in trend["chart"] and ">42\u00a0%</text>" in trend["chart"]
    assert trend["rows"][-1] == ("11/2026", (100, 50, 40), 840, "42\u00a0%")


def test_a_few_of_very_many_are_never_told_as_none(client, figures, aims, dak_lak, province_official):
    aims[dak_lak.pk] = Aim(200_000, 1200, LATE, date(2026, 12, 31))
    response = get(client, province_official, "unit", dak_lak.pk)
    trend = response.context["trend"]
    assert ">under 1\u00a0%</text>" in trend["chart"] and trend["rows"][-1][3] == "under 1\u00a0%"
    assert cards_of(response)["Coverage"].value == "under 1\u00a0%"


@pytest.mark.parametrize(("step", "last"), [("quarter", "Quarter 4/2026"), ("year", "2026"), ("week", "11/2026")])
def test_the_trend_goes_by_months_quarters_or_years(client, figures, dak_lak, province_official, step, last):
    response = get(client, province_official, "unit", dak_lak.pk, query=f"?by={step}")
    assert response.context["trend"]["rows"][-1][0] == last


def test_the_table_is_sorted_by_coverage(client, figures, aims, dak_lak, hoa_thinh, tay_hoa, province_official):
    response = get(client, province_official, "unit", dak_lak.pk, query="?sort=coverage")
    assert [part.place for part in response.context["parts"]] == [hoa_thinh, tay_hoa]


def test_communes_are_compared_side_by_side(client, figures, aims, dak_lak, hoa_thinh, tay_hoa, province_official):
    query = f"?with={tay_hoa.pk}&with={hoa_thinh.pk}&with=x&with=0"
    response = get(client, province_official, "compare", dak_lak.pk, query=query)
    assert [one.place for _letter, one in response.context["chosen"]] == [tay_hoa, hoa_thinh]
    assert response.context["lines"][0] == ("Coverage", ["10\u00a0%", "74\u00a0%"])
    assert response.context["trend"]["chart"].count("<polyline") == 2


def test_only_four_are_compared_and_it_is_said(client, dak_lak, province_official):
    places = [commune(f"Xã {n}", dak_lak) for n in range(6)]
    query = "?" + "&".join(f"with={place.pk}" for place in places)
    response = get(client, province_official, "compare", dak_lak.pk, query=query)
    assert len(response.context["chosen"]) == 4 and b"the first 4 are shown" in response.content


def test_nothing_chosen_asks_to_choose(client, dak_lak, hoa_thinh, province_official):
    response = get(client, province_official, "compare", dak_lak.pk)
    assert response.status_code == 200 and b'type="checkbox"' in response.content


def test_places_of_another_province_are_not_compared(client, dak_lak, province_official):
    stranger = commune("Xã Lạ", province("Tỉnh Khác"))
    response = get(client, province_official, "compare", dak_lak.pk, query=f"?with={stranger.pk}")
    assert response.context["chosen"] == []


def test_a_course_shows_where_people_stop(client, figures, hoa_thinh, courses, commune_official):
    response = get(client, commune_official, "course", hoa_thinh.pk, courses[0].key)
    assert response.context["steps"][0].people == 1400
    assert response.context["name"] == "Course 0"


def test_a_course_nobody_began_says_so(client, hoa_thinh, courses, commune_official):
    assert (
        b"Nobody has begun this course" in get(client, commune_official, "course", hoa_thinh.pk, courses[1].key).content
    )


def test_an_unknown_course_is_404(client, hoa_thinh, commune_official):
    assert (
        get(client, commune_official, "course", hoa_thinh.pk, "00000000-0000-0000-0000-00000000ffff").status_code == 404
    )


def test_strangers_get_404(client, dak_lak, hoa_thinh, courses, other_official, trainer, commune_official):
    for user in (other_official, trainer):
        assert get(client, user, "course", hoa_thinh.pk, courses[0].key).status_code == 404
    for user in (other_official, trainer, commune_official):
        assert get(client, user, "compare", dak_lak.pk).status_code == 404
        assert get(client, user, "country_course", courses[0].key).status_code == 404
    assert get(client, commune_official, "compare", hoa_thinh.pk).status_code == 404
    assert get(client, trainer, "content").status_code == 404


def test_anonymous_people_are_asked_to_sign_in(client, dak_lak, courses):
    for address in (url_of("compare", dak_lak.pk), url_of("course", dak_lak.pk, courses[0].key), url_of("content")):
        response = client.get(address)
        assert response.status_code == 302 and "/accounts/login/" in response.url


def test_the_number_of_communes_costs_no_queries(client, dak_lak, province_official):
    def fill(number):
        for _number in range(number):
            totals(commune("Xã Nhiều", dak_lak), date(2026, 10, 5), 9, 8, 7)

    def queries(query):
        with CaptureQueriesContext(connection) as captured:
            client.get(url_of("compare", dak_lak.pk) + query)
        return len(captured)

    client.force_login(province_official)
    fill(3)
    queries("")
    few = queries("")
    fill(57)
    assert queries("") == few <= 16


def test_targets_and_populations_are_read_from_where_they_are_kept(
    client, figures, dak_lak, hoa_thinh, tay_hoa, province_official
):
    for place in (hoa_thinh, tay_hoa):
        Population.objects.create(unit=place, adults=1000, source="Công an xã", counted_on=date(2026, 1, 1))
    Target.objects.create(unit=dak_lak, first_day=date(2026, 1, 1), last_day=date(2026, 12, 31), number=60)
    response = get(client, province_official, "unit", dak_lak.pk)
    found = {part.place: (part.coverage, part.status, part.missing) for part in response.context["parts"]}
    assert found == {hoa_thinh: (74, REACHED, 0), tay_hoa: (10, LATE, 500)}
    assert cards_of(response)["Coverage"].value == "42\u00a0%"
