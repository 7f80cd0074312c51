"""What the country's page shows of a province is what the province's own page shows, which tells of no commune."""

import os
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communes.ledger.actions import approve
from communes.models import Unit
from reports.figures import view_of
from reports.models import MonthlyForRealTotals
from reports.periods import ALL_TIME, months
from reports.rollups import ANY_COURSE
from reports.tables import ALL
from tests.communes.factory import commune, province
from tests.communes.ledger.factory import plan
from tests.reports.factory import fake_courses, totals

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 1)
DAYS = [date(2025, 7, 3), date(2026, 9, 30), date(2026, 12, 31), date(2027, 2, 20)]
EXAMPLES = int(os.environ.get("EXAMPLES", 25))


@pytest.fixture(autouse=True)
def courses(monkeypatch):
    return fake_courses(monkeypatch, 2)


def two_provinces(sizes):
    above = [province(f"Tỉnh {number}") for number in range(len(sizes))]
    return above, [
        commune(f"Xã {number}-{at}", above[number]) for number, size in enumerate(sizes) for at in range(size)
    ]


def test_five_communes_of_four_people_are_not_told_by_their_sum(administrator):
    (full, other), communes = two_provinces([5, 1])
    for unit in communes:
        totals(unit, DAYS[1], 4, 4, 4)
        rehearsed(unit, 4)
    country, own = (view_of(administrator, unit, ALL_TIME, TODAY) for unit in (None, full))
    for view, row in ((country, full.pk), (own, ALL)):
        assert view.people.numbers(row, ALL_TIME)[:3] == [15, 15, 15]
        assert view.people.numbers(row, DAYS[1].replace(day=1))[:3] == [15, 15, 15]
        assert view.for_real.of_people(row) == [15, 15, 15]
    assert country.people.numbers(other.pk, ALL_TIME)[0] is None


def rehearsed(unit, number, key=ANY_COURSE):
    for place in (unit, unit.parent):
        row, _is_new = MonthlyForRealTotals.objects.get_or_create(
            unit=place, month=DAYS[1].replace(day=1), rehearsal_key=key
        )
        for measure in row.measures:
            setattr(row, measure, getattr(row, measure) + number)
        row.save()


PEOPLE = st.one_of(st.integers(3, 4), st.integers(0, 4), st.integers(0, 12))
HAPPENINGS = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from(DAYS), st.tuples(PEOPLE, PEOPLE, PEOPLE)), min_size=3, max_size=24
)
# Which communes go over, into which of two new ones or with their whole province, or are divided.
PLANS = st.lists(
    st.tuples(
        st.lists(st.integers(0, 6), min_size=1, max_size=3, unique=True), st.sampled_from(["merge", "move", "divide"])
    ),
    max_size=2,
)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HAPPENINGS, PLANS, st.booleans())
def test_a_province_reads_alike_from_the_country_and_on_its_own_page(administrator, happenings, plans, is_renamed):
    with transaction.atomic():
        above, communes = two_provinces([5, 2])
        for place, day, numbers in happenings:
            totals(communes[place], day, *numbers)
        for number, (places, what) in enumerate(plans):
            reorganise(administrator, number, [communes[place] for place in places], above[1], what)
        if is_renamed:
            approve(plan([above[0], "97", "Tỉnh Mới"], day=date(2027, 2, 2)), administrator, date(2027, 2, 2))
        for drawn in ("today", "time"):
            read_alike(administrator, drawn)
        transaction.set_rollback(True)


def reorganise(user, number, units, there, what):
    day = date(2027, 1, 1 + number)
    units = [unit for unit in (Unit.objects.get(pk=unit.pk) for unit in units) if unit.valid_to is None]
    if not units:
        return
    code = f"9900{number}"
    if what == "divide":
        rows = [[units[0], f"{code[:-1]}{at}", f"Xã Phần {at}", "part"] for at in (number + 4, number + 6)]
    else:
        rows = [[unit, code, "Xã Gộp"] for unit in units]
    made = plan(*rows, day=day)
    made.changes.update(province=there if what == "move" or len({unit.parent_id for unit in units}) > 1 else None)
    approve(made, user, day)


def read_alike(user, drawn):
    country = view_of(user, None, ALL_TIME, TODAY, drawn)
    for place in country.places:
        own = view_of(user, place, ALL_TIME, TODAY, drawn)
        if own.boundaries.is_today != country.boundaries.is_today:
            continue
        for column in (ALL_TIME, *months(DAYS[0], TODAY)):
            assert country.people.numbers(place.pk, column) == own.people.numbers(ALL, column), (place, column, drawn)


def test_the_country_asks_the_database_no_more_often_for_more_communes(administrator, django_assert_num_queries):
    _above, communes = two_provinces([5, 2])
    for unit in communes:
        totals(unit, DAYS[1], 4, 4, 4)
    view = view_of(administrator, None, ALL_TIME, TODAY)
    with django_assert_num_queries(5):
        assert view.people.numbers(ALL, ALL_TIME)[0] == 20
