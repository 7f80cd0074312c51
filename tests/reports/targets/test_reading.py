from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reports.targets.pace import Status, Why
from reports.targets.reading import Targets
from tests.reports.targets.factory import counted, wanted

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def test_a_new_count_replaces_the_older_and_keeps_it(hoa_thinh):
    counted(hoa_thinh, 9000)
    counted(hoa_thinh, 9500, on=date(2026, 6, 1))
    assert Targets([hoa_thinh], TODAY).adults(hoa_thinh).number == 9500
    assert Targets([hoa_thinh], date(2026, 3, 1)).adults(hoa_thinh).number == 9000


def test_what_was_taken_back_does_not_count(hoa_thinh):
    counted(hoa_thinh, 9000)
    counted(hoa_thinh, 90_000, on=date(2026, 6, 1), withdrawn_at=timezone.now())
    wanted(hoa_thinh, 60, withdrawn_at=timezone.now())
    found = Targets([hoa_thinh], TODAY)
    assert found.adults(hoa_thinh).number == 9000 and found.target(hoa_thinh) is None


def test_groups_do_not_stand_for_all(hoa_thinh):
    counted(hoa_thinh, 2000, group="60+")
    assert Targets([hoa_thinh], TODAY).adults(hoa_thinh).number is None


def test_a_province_has_the_sum_only_when_all_communes_are_counted(dak_lak, hoa_thinh, tay_hoa):
    counted(hoa_thinh, 9000)
    found = Targets([dak_lak], TODAY).adults(dak_lak)
    assert (found.number, found.communes, found.lacking) == (None, 2, 1)
    counted(tay_hoa, 1000)
    found = Targets([dak_lak], TODAY).adults(dak_lak)
    assert (found.number, found.is_sum, found.lacking) == (10_000, True, 0)
    counted(dak_lak, 12_000)
    assert Targets([dak_lak], TODAY).adults(dak_lak).number == 12_000


def test_a_share_of_the_province_holds_for_a_commune_until_it_has_its_own(dak_lak, hoa_thinh):
    above = wanted(dak_lak, 60)
    assert Targets([hoa_thinh], TODAY).target(hoa_thinh) == above
    own = wanted(hoa_thinh, 70)
    assert Targets([dak_lak, hoa_thinh], TODAY).target(hoa_thinh) == own


def test_a_number_of_the_province_does_not_hold_for_a_commune(dak_lak, hoa_thinh):
    wanted(dak_lak, 500_000, kind="count")
    assert Targets([hoa_thinh], TODAY).target(hoa_thinh) is None


def test_a_target_of_another_time_does_not_hold(hoa_thinh):
    wanted(hoa_thinh, 60, first=date(2025, 1, 1), last=date(2025, 12, 31))
    assert Targets([hoa_thinh], TODAY).target(hoa_thinh) is None


def test_adults_of_another_age_are_not_compared(hoa_thinh):
    counted(hoa_thinh, 9000, age_from=15)
    wanted(hoa_thinh, 60)
    found = Targets([hoa_thinh], TODAY).standing(hoa_thinh, [(date(2026, 10, 1), 100)])
    assert (found.status, found.why) == (Status.UNKNOWN, Why.OTHER_AGE)


def test_three_queries_whatever_the_number_of_places(dak_lak, hoa_thinh, tay_hoa):
    places = [dak_lak, hoa_thinh, tay_hoa]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = Targets(places, TODAY)
        for place in places:
            found.standing(place, [])
    assert len(queries) <= 3
