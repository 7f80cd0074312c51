from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from tests.reports.factory import fake_courses, totals
from tests.reports.targets.factory import counted, wanted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def figures(monkeypatch, hoa_thinh):
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2026, 11, 22))
    fake_courses(monkeypatch, 1)
    for month in (8, 9, 10):
        totals(hoa_thinh, date(2026, month, 5), 200, 150, 100)


def sentences(client, user, place):
    client.force_login(user)
    with translation.override("en"):
        response = client.get(reverse("reports:unit", args=[place.pk]))
    return [*response.context["aim_sentences"], response.context["coverage_parts"]]


def test_without_adults_the_page_says_why_there_is_no_share(client, commune_official, hoa_thinh):
    first, parts = sentences(client, commune_official, hoa_thinh)
    assert first == "There is no share yet, because nobody has entered how many adults live here." and not parts


def test_the_forecast_and_what_the_share_is_made_of(client, commune_official, hoa_thinh):
    counted(hoa_thinh, 1500)
    wanted(hoa_thinh, 60)
    assert sentences(client, commune_official, hoa_thinh) == [
        "At this pace (100 people a month) the target is reached in 5/2027.",
        "300 / 1,500 people of 18 and older (Report, 01/01/2026)",
    ]


def test_a_number_as_a_target_needs_no_adults(client, commune_official, hoa_thinh):
    wanted(hoa_thinh, 500, kind="count")
    first, second, _parts = sentences(client, commune_official, hoa_thinh)
    assert first == "Below the target of 500 people until 31/12/2026: 200 people are missing."
    assert "reached in 1/2027" in second


def test_a_province_says_how_many_communes_lack_a_count(client, province_official, dak_lak, hoa_thinh, tay_hoa):
    counted(hoa_thinh, 1500)
    first, _parts = sentences(client, province_official, dak_lak)
    assert first.startswith("There is no share yet: for 1 of 2 communes")
