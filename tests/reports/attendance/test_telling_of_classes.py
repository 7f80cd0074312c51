"""What is told outside of classes adds nothing to what is told of people."""

from dataclasses import dataclass
from datetime import date, datetime

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from communes.ledger.actions import approve
from communes.models import Unit
from reports.attendance.counting import MEASURES, of_session
from reports.models import ClassTotals
from reports.periods import periods
from reports.rollups import ZONE
from reports.tables import ALL, people_table
from tests.communes.ledger.factory import DAY, merger

TODAY = date(2027, 3, 1)
CHOICES = periods(date(2026, 1, 31))
MONTHS = CHOICES[1].months
PLACES = ["a", "b", "c"]


@dataclass
class Session:
    """As much of a class as is counted."""

    unit_id: str
    month: date
    present: int
    is_held: bool = True

    @property
    def starts_at(self):
        return datetime(self.month.year, self.month.month, 9, tzinfo=ZONE)


HELD = st.lists(
    st.builds(Session, st.sampled_from(PLACES), st.sampled_from(MONTHS), st.integers(1, 12)), min_size=1, max_size=25
)


def tables(sessions):
    """The people and the classes as they are told outside."""
    rows = []
    for session in sessions:
        counts = {cell.measure: number for cell, number in of_session(session).items()}
        rows.append((session.unit_id, session.month, [counts.get(measure, 0) for measure in MEASURES]))
    at = MEASURES.index("headcount"), MEASURES.index("told_sessions")
    return [
        people_table([(*row, numbers[n]) for *row, numbers in rows], PLACES, CHOICES, is_exact, ("n",))
        for n, is_exact in zip(at, (False, True), strict=True)
    ]


@settings(max_examples=300, deadline=None)
@given(HELD)
def test_in_any_time_and_place_five_times_the_classes_are_never_more_than_the_people_told(sessions):
    people, classes = tables(sessions)
    for place in [*PLACES, ALL]:
        for column in [*MONTHS, *(choice.key for choice in CHOICES)]:
            ((told,), (held,)) = people.numbers(place, column), classes.numbers(place, column)
            assert place == ALL or 5 * held <= (told or 0)


@settings(max_examples=300, deadline=None)
@given(HELD)
def test_small_classes_change_nothing_in_the_number_of_classes_told(sessions):
    large = [session for session in sessions if session.present >= 5]
    whole, told = tables(sessions)[1], tables(large)[1]
    assert all(whole.numbers(*key) == told.numbers(*key) for key in whole.counts)


@pytest.mark.django_db
def test_classes_of_a_merged_commune_stand_in_what_it_became_or_as_they_were(
    client, hoa_thinh, tay_hoa, dak_lak, administrator, province_official
):
    for unit, told, people in ((hoa_thinh, 3, 40), (tay_hoa, 2, 20)):
        for place, by_name in ((unit, people), (dak_lak, people)):
            row, _new = ClassTotals.objects.get_or_create(unit=place, month="2026-10-01")
            row.told_sessions, row.headcount = row.told_sessions + told, row.headcount + by_name
            row.save()
    approve(merger(hoa_thinh, tay_hoa), administrator, DAY)
    new = Unit.objects.get(code="99001")
    client.force_login(province_official)

    def seen(way):
        context = client.get(reverse("reports:classes", args=[dak_lak.pk]), {"boundaries": way}).context
        return {line.of: (line.sessions, line.headcount) for line in context["places"] if line.sessions}

    assert seen("today") == {new: (5, 60)}
    assert seen("time") == {hoa_thinh: (3, 40), tay_hoa: (2, 20)}
