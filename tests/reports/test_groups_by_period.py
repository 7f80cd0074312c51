"""Groups in a period: what is shown of it is the difference of what was shown up to its end and before it."""

from datetime import date
from itertools import combinations

import numpy as np
import pytest
from django.urls import reverse
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from communes.ledger.actions import approve
from communes.models import Hamlet, Unit
from reports import gate
from reports.figures import view_of
from reports.groups.counting import AGE_BAND, HAMLET
from reports.groups.reading import Groups
from reports.groups.showing import shown
from tests.communes.factory import commune
from tests.communes.ledger.factory import DAY, merger
from tests.reports.factory import fake_courses, totals
from tests.reports.targets.factory import counted
from tests.reports.test_gate import ARRIVALS, Attack, _window
from tests.reports.test_groups import group, rows_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def courses(monkeypatch):
    return fake_courses(monkeypatch, 1)


@pytest.fixture
def figures(hoa_thinh):
    """Of people of 60 and older, 7 began in 2025 and 9 in 2026."""
    totals(hoa_thinh, date(2025, 9, 1), 30, 20, 10)
    totals(hoa_thinh, date(2026, 10, 1), 30, 20, 10)
    group(hoa_thinh, AGE_BAND, "60+", 7, 4, 2, month=date(2025, 9, 1))
    group(hoa_thinh, AGE_BAND, "60+", 9, 8, 7, month=date(2026, 10, 1))


def page(client, user, unit, period=""):
    client.force_login(user)
    with translation.override("en"):
        address = reverse("reports:unit", args=[unit.pk])
    return client.get(f"{address}?period={period}")


def old_people(response):
    return rows_of(response, AGE_BAND).get("60 or older")


def test_the_own_commune_sees_each_period_exactly(client, figures, hoa_thinh, commune_official):
    found = {key: old_people(page(client, commune_official, hoa_thinh, key)) for key in ("all", "2025", "2026", "")}
    assert found == {"all": (16, 12, 9), "2025": (7, 4, 2), "2026": (9, 8, 7), "": (9, 8, 7)}


def test_from_outside_a_period_is_the_difference_of_what_was_shown(client, figures, hoa_thinh, province_official):
    found = {key: old_people(page(client, province_official, hoa_thinh, key)) for key in ("all", "2025", "2026")}
    # 16 less 7 is 15 less 5, though 9 by themselves would be 5.
    assert found == {"all": (15, 10, 5), "2025": (5, None, None), "2026": (10, 10, 5)}


def test_the_page_names_the_time(client, figures, hoa_thinh, commune_official):
    assert "Year 2025: each person once" in page(client, commune_official, hoa_thinh, "2025").text
    assert "Since July 2025: each person once" in page(client, commune_official, hoa_thinh, "all").text


def test_in_a_quiet_time_gaps_are_still_there(client, hoa_thinh, commune_official, province_official):
    totals(hoa_thinh, date(2025, 9, 1), 30, 20, 10)
    group(hoa_thinh, AGE_BAND, "60+", 9, 8, 7, month=date(2025, 9, 1))
    counted(hoa_thinh, 100)
    counted(hoa_thinh, 50, group="60+")
    response = page(client, commune_official, hoa_thinh, "2026")
    assert "In this time nobody of these groups" in response.text
    assert response.context["groups"]["gaps"][0]["counts"] == "7 / 50"
    assert "too few people in each group" in page(client, province_official, hoa_thinh, "2026").text


def test_impossible_months_count_in_the_first_or_the_last_one(hoa_thinh, commune_official):
    group(hoa_thinh, AGE_BAND, "60+", 3, 0, 0, month=date(1999, 1, 1))
    group(hoa_thinh, AGE_BAND, "60+", 4, 0, 0, month=date(2031, 1, 1))
    found = {
        key: Groups(view_of(commune_official, hoa_thinh, key, TODAY)).at(AGE_BAND)["60+"].learners
        for key in ("2025", "2026", "all", "12-months")
    }
    assert found == {"2025": 3, "2026": 4, "all": 7, "12-months": 4}


def test_hamlets_follow_the_period_and_their_coverage_does_not(client, figures, hoa_thinh, commune_official):
    hamlet = Hamlet.objects.create(unit=hoa_thinh, name="Thôn Mẫu")
    group(hoa_thinh, HAMLET, str(hamlet.pk), 6, 6, 6, month=date(2025, 9, 1))
    group(hoa_thinh, HAMLET, str(hamlet.pk), 5, 3, 2, month=date(2026, 10, 1))
    counted(hoa_thinh, 80, hamlet=hamlet)
    response = page(client, commune_official, hoa_thinh, "2026")
    (row,) = response.context["groups"]["hamlets"]
    assert (row["figures"].certificates, row["so_far"].certificates, row["coverage"]) == (2, 8, "10.0\u00a0%")
    assert response.context["groups"]["hamlet_advice"][0]["reason"].startswith("80 adults, 8 hold a certificate")


@pytest.mark.parametrize("drawn", ["today", "time"])
def test_a_merged_commune_brings_its_groups_along(hoa_thinh, tay_hoa, dak_lak, administrator, drawn):
    group(hoa_thinh, AGE_BAND, "60+", 8, 8, 8, month=date(2026, 9, 1))
    group(tay_hoa, AGE_BAND, "60+", 7, 7, 7, month=date(2026, 9, 1))
    approve(merger(hoa_thinh, tay_hoa), administrator, DAY)
    new = Unit.objects.get(code="99001")
    group(new, AGE_BAND, "60+", 6, 6, 6, month=date(2027, 2, 1))
    found = Groups(view_of(administrator, dak_lak, "2026", date(2027, 3, 1), drawn)).at(AGE_BAND)
    assert found["60+"].learners == 15
    found = Groups(view_of(administrator, new, "2027", date(2027, 3, 1), drawn)).at(AGE_BAND)
    assert found["60+"].learners == 5


def test_one_question_whatever_the_period(hoa_thinh, dak_lak, province_official, django_assert_num_queries):
    for number in range(5):
        group(commune(f"Xã {number}", dak_lak), AGE_BAND, "60+", 7, 7, 7)
    groups = Groups(view_of(province_official, dak_lak, "2026", TODAY))
    assert groups.view.units
    with django_assert_num_queries(1):
        groups.at(AGE_BAND), groups.so_far(AGE_BAND), groups.hamlets


@given(ARRIVALS, st.lists(st.integers(0, 5), min_size=6, max_size=6))
def test_from_outside_every_stretch_of_time_comes_in_fives_and_adds_up(arrivals, row_of):
    at, ends = shown_at(arrivals, dict(enumerate(row_of))), range(len(arrivals[0]) + 1)
    for begin, end in combinations(ends, 2):
        number = at[end] - at[begin]
        assert number >= 0 and number % gate.SMALLEST == 0
        assert number == sum(at[later + 1] - at[later] for later in range(begin, end))
    assert at[-1] <= sum(map(sum, arrivals))


@settings(max_examples=60, deadline=None)
@given(ARRIVALS)
def test_no_period_of_a_sum_tells_of_a_small_group_in_one_of_its_communes(arrivals):
    places, width, numbers = len(arrivals), len(arrivals[0]), np.array(arrivals)
    attack, of_all = Attack(places * width), shown_at(arrivals, {})
    for end in range(width):
        for place, row in enumerate(arrivals):
            known = shown_at([row], {})[end + 1]
            attack.learn(_window([place], 0, end, numbers), known, known + 4)
        known = sum(shown_at([row], {})[end + 1] for row in arrivals)
        may_be_more = places > 1 and of_all[end + 1] + 5 - known > 3 * places
        attack.learn(
            _window(range(places), 0, end, numbers), of_all[end + 1], of_all[end + 1] + (9 if may_be_more else 4)
        )
    for begin, end in combinations(range(width + 1), 2):
        for place in range(places):
            some = _window([place], begin, end - 1, numbers)
            if 0 < some @ numbers.ravel() < gate.SMALLEST:
                assert not attack.is_found_out(some)


def shown_at(arrivals, row_of):
    """What is shown of the sum of all places before the first month, and at the end of each."""
    ends = range(len(arrivals[0]) + 1)
    return [shown({place: (sum(row[:end]),) for place, row in enumerate(arrivals)}, row_of)[0] for end in ends]
