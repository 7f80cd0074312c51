"""Figures in the boundaries of the time and of today, where communes were reorganised."""

from datetime import date
from itertools import product

import pytest
from django.urls import reverse
from django.utils import translation

from communes.ledger.actions import approve
from communes.models import Unit
from reports import gate
from reports.figures import view_of
from reports.periods import ALL_TIME
from reports.tables import ALL, Placing
from tests.communes.factory import commune, province
from tests.communes.ledger.factory import DAY, merger, plan, split, transfer
from tests.reports.factory import fake_courses, totals

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 1)


@pytest.fixture(autouse=True)
def courses(monkeypatch):
    return fake_courses(monkeypatch, 2)


@pytest.fixture
def figures(hoa_thinh, tay_hoa, courses):
    for unit, number in ((hoa_thinh, 100), (tay_hoa, 50)):
        totals(unit, date(2026, 10, 5), number, number // 2, 10)
        totals(unit, date(2026, 10, 5), number, number // 2, 10, course=courses[0].key)


def parts(user, unit, drawn):
    view = view_of(user, unit, ALL_TIME, TODAY, drawn)
    return {part.place.name: part.figures.learners for part in view.parts_so_far} | {ALL: view.figures_so_far.learners}


@pytest.fixture
def merged(figures, hoa_thinh, tay_hoa, administrator, courses):
    approve(merger(hoa_thinh, tay_hoa), administrator, DAY)
    new = Unit.objects.get(code="99001")
    totals(new, date(2027, 2, 1), 20, 10, 5)
    totals(new, date(2027, 2, 1), 20, 10, 5, course=courses[0].key)
    return new


def test_today_a_merged_commune_is_counted_in_what_it_became(merged, dak_lak, administrator):
    assert parts(administrator, dak_lak, "today") == {"Xã Hòa Mới": 170, ALL: 170}


def test_at_the_time_former_communes_stand_for_themselves(merged, dak_lak, administrator):
    wanted = {"Xã Hòa Mới": 20, "Xã Hòa Thịnh": 100, "Xã Tây Hòa": 50, ALL: 170}
    assert parts(administrator, dak_lak, "time") == wanted


def test_a_divided_commune_stays_a_row_of_its_own(figures, hoa_thinh, dak_lak, administrator):
    approve(split(hoa_thinh), administrator, DAY)
    found = parts(administrator, dak_lak, "today")
    assert (found["Xã Hòa Thịnh"], found["Xã Phía Đông"], found[ALL]) == (100, None, 150)


def test_a_transfer_moves_no_figure_of_the_divided(figures, hoa_thinh, tay_hoa, dak_lak, administrator):
    approve(transfer(hoa_thinh, tay_hoa), administrator, DAY)
    view = view_of(administrator, dak_lak, ALL_TIME, TODAY, "today")
    rows = [(part.place.name, part.place.is_current, part.figures.learners) for part in view.parts_so_far]
    assert sorted(rows, key=str) == [
        ("Xã Hòa Thịnh", False, 100),
        ("Xã Hòa Thịnh", True, None),
        ("Xã Tây Hòa", True, 50),
    ]


def test_the_own_official_sees_what_came_to_the_commune(merged, other_official):
    # The official of a merged commune is that of the new one.
    view = view_of(other_official, merged, ALL_TIME, TODAY)
    assert not view.is_own
    from accounts.models import Membership

    Membership.objects.create(user=other_official, role="commune_official", unit=merged)
    assert view_of(other_official, merged, ALL_TIME, TODAY).figures_so_far.learners == 170
    assert view_of(other_official, merged, ALL_TIME, TODAY, "time").figures_so_far.learners == 20


def test_courses_and_months_follow_the_same_boundaries(merged, dak_lak, administrator, courses):
    view = view_of(administrator, dak_lak, ALL_TIME, TODAY)
    assert view.by_course.at(merged.pk, courses[0].key).learners == 170
    own = view_of(administrator, merged, ALL_TIME, TODAY)
    assert own.figures_so_far.learners == 170 and dict(own.months)[date(2026, 10, 1)].learners == 150


def test_the_page_of_a_merged_commune_shows_it_as_it_was(merged, hoa_thinh, administrator):
    assert view_of(administrator, hoa_thinh, ALL_TIME, TODAY).figures_so_far.learners == 100


def test_a_commune_that_goes_to_another_province_takes_its_figures_along_today(
    figures, hoa_thinh, dak_lak, administrator
):
    gia_lai = province("Tỉnh Gia Lai")
    neighbour = commune("Xã Bên", gia_lai)
    made = plan([hoa_thinh, "99001", "Xã Mới"], [neighbour, "99001", "Xã Mới"])
    made.changes.update(province=gia_lai)
    approve(made, administrator, DAY)
    assert parts(administrator, None, "time") == {"Tỉnh Đắk Lắk": 150, "Tỉnh Gia Lai": None, ALL: 150}
    assert parts(administrator, None, "today") == {"Tỉnh Đắk Lắk": 50, "Tỉnh Gia Lai": 100, ALL: 150}
    assert parts(administrator, dak_lak, "today") == {"Xã Tây Hòa": 50, ALL: 50}
    assert parts(administrator, gia_lai, "today") == {"Xã Mới": 100, ALL: 100}


def page(client, user, unit, query=""):
    client.force_login(user)
    with translation.override("en"):
        return client.get(reverse("reports:unit", args=[unit.pk]) + query)


def test_the_switch_is_there_only_where_something_was_reorganised(
    client, figures, dak_lak, hoa_thinh, tay_hoa, administrator, province_official
):
    assert page(client, province_official, dak_lak).context["boundaries"] == []
    approve(merger(hoa_thinh, tay_hoa), administrator, DAY)
    answer = page(client, province_official, dak_lak, "?boundaries=time&period=all")
    assert [is_drawn for _words, _query, is_drawn in answer.context["boundaries"]] == [False, True]
    addresses = [address for _name, kinds in answer.context["files"] for _kind, address in kinds]
    assert all("boundaries=time" in address for address in addresses) and "until 31/12/2026" in answer.text
    assert all("boundaries=time" in query for _period, query in answer.context["periods"])
    assert "until 31/12/2026" in answer.text and "boundaries=time&amp;by=quarter" in answer.text
    assert page(client, province_official, hoa_thinh).status_code == 200
    assert page(client, province_official, dak_lak, "?boundaries=junk").status_code == 200


def test_a_stranger_does_not_see_a_former_commune(client, merged, hoa_thinh, other_official):
    from accounts.models import User

    assert page(client, User.objects.create_user("nobody@example.org"), hoa_thinh).status_code == 404


def test_both_ways_side_by_side_tell_nobody_how_many_fewer_than_five_are():
    """Every choice of small communes leaves another that is shown the same, for each of them."""
    today = dict.fromkeys(("a", "b", "c"), "c")
    for size in (2, 3):
        units = ["a", "b", "c"][-size:]
        placing = Placing({unit: today[unit] for unit in units}, is_today=False)
        groups = placing.groups([*units, "d"])
        seen = {}
        for counts in product(range(10), repeat=size + 1):
            known = {row: [number] for row, number in zip([*units, "d"], counts, strict=True)}
            ((group, own),) = groups.items()
            known |= {group: [sum(known[unit][0] for unit in own)], ALL: [sum(counts)]}
            shown = gate.over_time(known, ALL, groups)
            seen.setdefault(str(sorted(shown.items(), key=str)), []).append(counts)
        for alike in seen.values():
            for place in range(size + 1):
                assert len({counts[place] for counts in alike}) > 1
