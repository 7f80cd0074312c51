"""Classes and who came: kept as it happens, what a recount says, whatever happens."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from classes.actions import cancel, change_session, note_attendance, set_headcount, take_back
from classes.models import Attendance, ClassSession
from learners.actions import erase, state_residence
from learners.merging import merge
from learners.models import Learner
from reports import keeping, rebuilding
from reports.attendance import recounting
from reports.models import ClassTotals
from tests.classes.factory import class_session
from tests.communes.factory import commune, province
from tests.reports.factory import moment, someone

pytestmark = pytest.mark.django_db


def classes(unit):
    """{month: (held, of five or more, by hand, turns, people)} of months with anything in them."""
    rows = ClassTotals.objects.filter(unit=unit).values_list("month__month", *ClassTotals.measures)
    return {month: tuple(numbers) for month, *numbers in rows if any(numbers)}


def wrong():
    return [d for units in rebuilding.groups_of_units() for d in recounting.differences(units)]


def test_a_class_counts_where_it_was_held_and_people_where_they_live(trainer, hoa_thinh, tay_hoa, dak_lak):
    session = class_session(trainer, hoa_thinh, starts_at=moment(30, 3))
    for home in (hoa_thinh, tay_hoa, None):
        note_attendance(session, someone(home), trainer)
    assert classes(hoa_thinh) == {3: (1, 0, 3, 1, 1)} and classes(tay_hoa) == {3: (0, 0, 0, 1, 1)}
    assert classes(dak_lak) == {3: (1, 0, 3, 2, 2)} and wrong() == []


def test_a_class_counts_once_somebody_came_and_by_hand_never_fewer_than_by_name(trainer, hoa_thinh):
    session = class_session(trainer, hoa_thinh, starts_at=moment(3))
    assert classes(hoa_thinh) == {}
    set_headcount(session, 1, trainer)
    for _number in range(2):
        note_attendance(session, someone(hoa_thinh), trainer)
    assert classes(hoa_thinh) == {3: (1, 0, 2, 2, 2)}
    set_headcount(session, 5, trainer)
    assert classes(hoa_thinh) == {3: (1, 1, 5, 2, 2)} and wrong() == []


def test_who_comes_again_is_one_person_and_two_turns(trainer, hoa_thinh):
    person = someone(hoa_thinh)
    for day, month in ((9, 4), (2, 4), (30, 3)):
        note_attendance(class_session(trainer, hoa_thinh, starts_at=moment(day, month)), person, trainer)
    assert classes(hoa_thinh) == {3: (1, 0, 1, 1, 1), 4: (2, 0, 2, 2, 0)} and wrong() == []


def test_a_month_turns_at_vietnamese_midnight(trainer, hoa_thinh):
    note_attendance(class_session(trainer, hoa_thinh, starts_at=moment(31, 3, hour=17)), someone(hoa_thinh), trainer)
    assert classes(hoa_thinh) == {4: (1, 0, 1, 1, 1)} and wrong() == []


def test_what_is_cancelled_or_taken_back_no_longer_counts(trainer, hoa_thinh):
    one, other = (class_session(trainer, hoa_thinh, starts_at=moment(day)) for day in (3, 4))
    person = someone(hoa_thinh)
    note_attendance(one, person, trainer)
    note_attendance(other, person, trainer)
    cancel(one, trainer)
    assert classes(hoa_thinh) == {3: (1, 0, 1, 1, 1)}
    take_back(other, person, trainer)
    assert classes(hoa_thinh) == {} and wrong() == []


def test_people_move_along_with_a_class(trainer, hoa_thinh):
    session, person = class_session(trainer, hoa_thinh, starts_at=moment(3, 4)), someone(hoa_thinh)
    note_attendance(session, person, trainer)
    change_session(session, trainer, starts_at=moment(3, 3), ends_at=moment(3, 3) + timedelta(hours=1))
    assert classes(hoa_thinh) == {3: (1, 0, 1, 1, 1)} and wrong() == []


def test_who_says_later_where_they_live_counts_there_for_before(trainer, hoa_thinh, tay_hoa):
    person = someone()
    note_attendance(class_session(trainer, hoa_thinh, starts_at=moment(3)), person, trainer)
    assert classes(hoa_thinh) == {3: (1, 0, 1, 0, 0)}
    state_residence(person, tay_hoa)
    assert classes(tay_hoa) == {3: (0, 0, 0, 1, 1)} and wrong() == []


def test_one_person_taken_for_two_counts_once_and_stays_a_count_when_forgotten(trainer, hoa_thinh):
    session, one, other = class_session(trainer, hoa_thinh, starts_at=moment(3)), someone(hoa_thinh), someone(hoa_thinh)
    note_attendance(session, one, trainer)
    note_attendance(session, other, trainer)
    assert classes(hoa_thinh) == {3: (1, 0, 2, 2, 2)}
    merge(other, one)
    assert classes(hoa_thinh) == {3: (1, 0, 1, 1, 1)} and wrong() == []
    erase(one)
    assert classes(hoa_thinh) == {3: (1, 0, 1, 1, 1)} and wrong() == []


def test_broken_needless_and_lost_figures_are_reported_and_mended(trainer, hoa_thinh, dak_lak):
    note_attendance(class_session(trainer, hoa_thinh, starts_at=moment(3)), someone(hoa_thinh), trainer)
    ClassTotals.objects.filter(unit=hoa_thinh).update(headcount=7)
    ClassTotals.objects.filter(unit=dak_lak).delete()
    ClassTotals.objects.create(unit=hoa_thinh, month="2026-01-01", attendees=2)
    with pytest.raises(CommandError, match="6 figures differ"):
        call_command("rebuild_totals", "--check", stdout=StringIO())
    out = StringIO()
    call_command("rebuild_totals", stdout=out)
    assert "Xã Hòa Thịnh 03/2026, classes: headcount kept 7, counted 1" in out.getvalue()
    assert classes(hoa_thinh) == classes(dak_lak) == {3: (1, 0, 1, 1, 1)} and wrong() == []


def test_totals_lost_altogether_come_back(trainer, hoa_thinh, dak_lak):
    note_attendance(class_session(trainer, hoa_thinh, starts_at=moment(3)), someone(hoa_thinh), trainer)
    ClassTotals.objects.all().delete()
    keeping.mend(wrong())
    assert classes(hoa_thinh) == classes(dak_lak) == {3: (1, 0, 1, 1, 1)}


PEOPLE, PLACES, CLASSES = 4, 3, 4
which_person, which_class = st.integers(0, PEOPLE - 1), st.integers(0, CLASSES - 1)
whens = st.tuples(st.integers(1, 28), st.integers(1, 4))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("note"), which_person, which_class),
        st.tuples(st.just("note"), which_person, which_class),
        st.tuples(st.just("take back"), which_person, which_class),
        st.tuples(st.just("reside"), which_person, st.integers(0, PLACES - 1)),
        st.tuples(st.just("merge"), which_person, which_person),
        st.tuples(st.just("erase"), which_person, st.none()),
        st.tuples(st.just("cancel"), which_class, st.none()),
        st.tuples(st.just("move"), which_class, whens),
        st.tuples(st.just("elsewhere"), which_class, st.integers(0, PLACES - 1)),
        st.tuples(st.just("count"), which_class, st.sampled_from([None, 0, 3, 4, 5, 20])),
    ),
    max_size=18,
)


class World:
    """Three communes, one of another province; four people, two of whom have not said where they live; four classes."""

    def __init__(self):
        above, other = province(), province("Tỉnh Khác")
        self.places = [commune(f"Xã Số {n}", above if n < 2 else other) for n in range(PLACES)]
        self.trainer = User.objects.create_user("trainer-of-all@example.org")
        self.people = [someone(), someone(), someone(self.places[0]), someone(self.places[1])]
        self.classes = [
            class_session(self.trainer, self.places[n % PLACES], starts_at=moment(28, n + 1, hour=17))
            for n in range(CLASSES)
        ]

    def do(self, what, who, which):
        if what in ("cancel", "move", "elsewhere", "count"):
            self.change(what, ClassSession.objects.get(pk=self.classes[who].pk), which)
            return
        person = Learner.objects.get(pk=self.people[who].pk)
        if what in ("note", "take back"):
            session = ClassSession.objects.get(pk=self.classes[which].pk)
            if what == "take back":
                take_back(session, person, self.trainer)
            elif not session.cancelled_at:
                note_attendance(session, person, self.trainer)
        elif what == "reside":
            state_residence(person, self.places[which])
        elif what == "merge" and self.people[which] != self.people[who]:
            gone = self.people[which]
            merge(Learner.objects.get(pk=gone.pk), person)
            self.people = [person if one == gone else one for one in self.people]
        elif what == "erase":
            erase(person)

    def change(self, what, session, which):
        if what == "cancel":
            cancel(session, self.trainer)
        elif what == "move":
            start = moment(*which)
            change_session(session, self.trainer, starts_at=start, ends_at=start + timedelta(hours=1))
        elif what == "elsewhere":
            change_session(session, self.trainer, unit=self.places[which])
        elif which is None or which >= session.noted_count:
            set_headcount(session, which, self.trainer)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_happens_a_recount_agrees(steps):
    with transaction.atomic():
        world = World()
        for step in steps:
            world.do(*step)
        assert wrong() == []
        rows = ClassTotals.objects.filter(unit__kind="commune").values_list(*ClassTotals.measures)
        _held, told, by_hand, turns, people = map(sum, zip(*rows, (0,) * 5, strict=True))
        known = Attendance.objects.exclude(unit=None)
        assert turns == known.count() and people == known.values("learner").distinct().count()
        assert by_hand == sum(session.present for session in ClassSession.objects.held()) and by_hand >= 5 * told
        transaction.set_rollback(True)
