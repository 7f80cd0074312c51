"""Totals kept as things happen are what a recount says."""

from datetime import date
from io import StringIO
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learners.actions import state_residence
from reports import rebuilding
from reports.models import DailyTotals, MonthlyTotals
from reports.rollups import ANY_COURSE, Cell, Fact, count
from tests.communes.factory import commune, province
from tests.reports.factory import all_totals, begin, certify, complete, fake_courses, moment, someone

pytestmark = pytest.mark.django_db


def recount(*options):
    out = StringIO()
    call_command("rebuild_totals", *options, stdout=out)
    return out.getvalue()


def test_a_certificate_counts_where_the_person_lived(monkeypatch, hoa_thinh, tay_hoa):
    (course,) = fake_courses(monkeypatch, 1)
    person = someone(hoa_thinh)
    complete(person, course, moment(3))
    state_residence(person, tay_hoa)
    certify(person, course, moment(4))
    assert all_totals() == {
        (moment(3).date(), hoa_thinh.pk, ANY_COURSE): (1, 1, 0),
        (moment(3).date(), hoa_thinh.pk, course.key): (1, 1, 0),
        (moment(4).date(), tay_hoa.pk, ANY_COURSE): (0, 0, 1),
        (moment(4).date(), tay_hoa.pk, course.key): (0, 0, 1),
    }


def test_the_first_statement_of_residence_moves_what_was_done_before(monkeypatch, hoa_thinh):
    (course,) = fake_courses(monkeypatch, 1)
    person = someone()
    begin(person, course, moment(3))
    state_residence(person, hoa_thinh)
    assert {unit for _day, unit, _course in all_totals()} == {hoa_thinh.pk}


def test_one_more_person_costs_few_statements(monkeypatch, hoa_thinh, django_assert_max_num_queries):
    from reports.actions import apply

    delta = count([Fact("learners", course.key, moment(3), hoa_thinh.pk) for course in fake_courses(monkeypatch, 4)])
    apply(delta)
    with django_assert_max_num_queries(5):  # a savepoint, the province, the days, the months, the savepoint again
        apply(delta)
    assert set(all_totals().values()) == {(2, 0, 0)}


def test_a_broken_figure_is_reported_and_mended(monkeypatch, hoa_thinh):
    (course,) = fake_courses(monkeypatch, 1)
    complete(someone(hoa_thinh), course, moment(3))
    right = all_totals()
    DailyTotals.objects.filter(course_key=ANY_COURSE).update(learners=5)
    with pytest.raises(CommandError, match=r"1 figures differ"):
        recount("--check")
    report = recount()
    assert "Xã Hòa Thịnh 03/03/2026, any course: learners kept 5, counted 1" in report
    assert all_totals() == right
    assert "nothing differs" in recount("--check")


def test_a_missing_and_a_needless_row_are_mended(monkeypatch, hoa_thinh, tay_hoa):
    (course,) = fake_courses(monkeypatch, 1)
    complete(someone(hoa_thinh), course, moment(3))
    right = all_totals()
    DailyTotals.objects.filter(course_key=course.key).delete()
    DailyTotals.objects.create(day=moment(9).date(), unit=tay_hoa, course_key=course.key, certificates=3)
    recount()
    assert all_totals() == right


def test_months_are_kept_for_the_commune_and_its_province(monkeypatch, hoa_thinh, tay_hoa, dak_lak):
    (course,) = fake_courses(monkeypatch, 1)
    complete(someone(hoa_thinh), course, moment(3))
    complete(someone(tay_hoa), course, moment(9))
    rows = MonthlyTotals.objects.of_people().values_list("unit", "month", "learners", "reached", "completions")
    month = date(2026, 3, 1)
    assert set(rows) == {(hoa_thinh.pk, month, 1, 1, 1), (tay_hoa.pk, month, 1, 1, 1), (dak_lak.pk, month, 2, 2, 2)}


def test_a_broken_month_of_a_province_is_mended(monkeypatch, hoa_thinh, dak_lak):
    (course,) = fake_courses(monkeypatch, 1)
    complete(someone(hoa_thinh), course, moment(3))
    MonthlyTotals.objects.filter(unit=dak_lak).update(completions=9)
    assert "Tỉnh Đắk Lắk 03/2026, any course: completions kept 9, counted 1" in recount()
    assert "nothing differs" in recount("--check")


def test_only_the_very_first_sitting_is_a_first_try_among_all_courses():
    first, second = UUID(int=1), UUID(int=2)
    tried = [Fact("tried", first, moment(3), 7), Fact("tried", second, moment(5), 7)]
    counts = count([*tried, Fact("first_passes", second, moment(5), 7)])
    assert counts[Cell(moment(5).date(), 7, second, "first_passes")] == 1
    assert not [cell for cell in counts if cell.measure == "first_passes" and cell.course_key == ANY_COURSE]


ACTIONS = {"begin": begin, "complete": complete, "certify": certify}
STEPS = st.lists(
    st.tuples(
        st.sampled_from([*ACTIONS, "reside"]),
        st.integers(0, 2),
        st.integers(0, 2),
        st.integers(1, 28),
        st.integers(0, 23),
    ),
    max_size=14,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_people_do_in_whatever_order_a_recount_agrees(monkeypatch, steps):
    with transaction.atomic():
        courses, above = fake_courses(monkeypatch, 3), province()
        places = [commune(f"Xã Số {number}", above) for number in range(3)]
        people = [someone(), someone(), someone(places[0])]
        for what, who, which, day, hour in steps:
            person = people[who]
            if what == "reside":
                state_residence(person, places[which])
            elif what != "certify" or person.unit_id:
                ACTIONS[what](person, courses[which], moment(day, hour=hour))
        assert [d for units in rebuilding.groups_of_units() for d in rebuilding.differences(units)] == []
        transaction.set_rollback(True)


def test_a_figure_below_nothing_is_found_too(hoa_thinh):
    DailyTotals.objects.create(day=moment(3).date(), unit=hoa_thinh, learners=-3)
    found = [d for units in rebuilding.groups_of_units() for d in rebuilding.differences(units)]
    assert [(one.cell.measure, one.kept, one.counted) for one in found] == [("learners", -3, 0)]
