"""What was done during a class was done in class, whichever was known first; totals by channel follow."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classes.actions import cancel, change_session, note_attendance, take_back
from learners.actions import erase
from learners.merging import merge
from learners.models import Learner
from records.actions import take_in
from records.models import ObjectType, Verb
from records.statements import Statement
from reports import rebuilding
from reports.groups import recounting
from reports.models import GroupTotals
from tests.classes.factory import class_session
from tests.reports.factory import fake_courses, moment

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def lesson_course(monkeypatch):
    return fake_courses(monkeypatch, 1)[0]


@pytest.fixture
def evening(trainer, hoa_thinh):
    """A class of two hours, months ago."""
    return class_session(trainer, hoa_thinh, starts_at=moment(3))


def tell(learner, course, verb, at):
    take_in(learner, [Statement(verb, ObjectType.LESSON, course.lesson_keys[0], at)])


def channels(learner):
    row = learner.course_progress.get()
    return row.started_channel, row.completed_channel


def by_channel(unit):
    """{channel: (began, completed)} as the totals keep it; they agree with a recount."""
    assert [d for units in rebuilding.groups_of_units() for d in recounting.differences(units)] == []
    rows = GroupTotals.objects.filter(unit=unit, dimension="channel").sums("value")
    return {value: tuple(numbers[:2]) for value, *numbers in rows if any(numbers)}


def test_what_comes_after_the_name_was_noted_is_done_in_class(lan, lesson_course, evening, hoa_thinh):
    note_attendance(evening, lan)
    tell(lan, lesson_course, Verb.INITIALIZED, evening.starts_at + HOUR)
    assert channels(lan) == ("class", "") and by_channel(hoa_thinh) == {"class": (1, 0)}


def test_what_was_there_before_moves_when_the_name_is_noted_and_back(lan, lesson_course, evening, hoa_thinh):
    tell(lan, lesson_course, Verb.INITIALIZED, evening.starts_at - HOUR)
    tell(lan, lesson_course, Verb.COMPLETED, evening.starts_at + HOUR)
    assert by_channel(hoa_thinh) == {"self": (1, 1)}
    note_attendance(evening, lan)
    assert channels(lan) == ("self", "class")
    assert by_channel(hoa_thinh) == {"self": (1, 0), "class": (0, 1)}
    take_back(evening, lan)
    assert by_channel(hoa_thinh) == {"self": (1, 1)}


@pytest.mark.parametrize("off", [timedelta(seconds=-1), 2 * HOUR + timedelta(seconds=1)])
def test_before_and_after_the_hours_of_the_class_people_are_by_themselves(lan, lesson_course, evening, off):
    note_attendance(evening, lan)
    tell(lan, lesson_course, Verb.INITIALIZED, evening.starts_at + off)
    assert channels(lan) == ("self", "")


def test_who_was_not_in_the_class_is_by_themselves(lan, bao, lesson_course, evening):
    note_attendance(evening, lan)
    tell(bao, lesson_course, Verb.INITIALIZED, evening.starts_at + HOUR)
    assert channels(bao) == ("self", "")


def test_a_class_that_was_moved_or_cancelled_takes_it_along(lan, lesson_course, evening, trainer, hoa_thinh):
    tell(lan, lesson_course, Verb.COMPLETED, evening.starts_at + 5 * HOUR)
    note_attendance(evening, lan)
    assert channels(lan) == ("self", "self")
    later = evening.starts_at + 4 * HOUR
    change_session(evening, trainer, starts_at=later, ends_at=later + 2 * HOUR)
    assert by_channel(hoa_thinh) == {"class": (1, 1)}
    cancel(evening, trainer)
    assert by_channel(hoa_thinh) == {"self": (1, 1)}


def test_one_person_taken_for_two_was_in_class(lan, lesson_course, evening, hoa_thinh):
    guest = Learner.objects.create()
    tell(lan, lesson_course, Verb.COMPLETED, evening.starts_at + HOUR)
    note_attendance(evening, guest)
    merge(guest, lan)
    assert channels(lan) == ("class", "class") and by_channel(hoa_thinh) == {"class": (1, 1)}


DOINGS = st.tuples(
    st.sampled_from(["learn", "note", "back", "move", "cancel", "merge", "erase"]), st.integers(0, 2), st.integers(0, 5)
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(doings=st.lists(DOINGS, max_size=8))
def test_whatever_happens_the_totals_agree_with_a_recount(doings, trainer, hoa_thinh, tay_hoa, lesson_course):
    people = [Learner.objects.create(name="Má Ba", unit=unit) for unit in (hoa_thinh, tay_hoa, None)]
    sessions = [
        class_session(trainer, hoa_thinh, starts_at=moment(3, hour=hour), place=str(people[0].pk)) for hour in (2, 3, 9)
    ]
    for what, who, hour in doings:
        do(what, people, who, sessions[who], hour, lesson_course, trainer)
    by_channel(hoa_thinh)
    for learner in people:
        for row in learner.course_progress.all():
            hours = learner.attendances.values_list("session__starts_at", "session__ends_at")
            assert (row.started_channel == "class") == any(a <= row.started_at <= b for a, b in hours)


def do(what, people, who, session, hour, course, trainer):
    learner, at = people[who], moment(3, hour=2 * hour)
    session.refresh_from_db()
    if what == "learn":
        tell(learner, course, [Verb.INITIALIZED, Verb.COMPLETED][hour % 2], at)
    elif what == "note" and not session.cancelled_at:
        note_attendance(session, people[hour % len(people)])
    elif what == "back":
        take_back(session, people[hour % len(people)])
    elif what == "move":
        change_session(session, trainer, starts_at=at, ends_at=at + HOUR)
    elif what == "cancel" and hour == 0:
        cancel(session, trainer)
    elif what == "merge" and who and len(people) > 2:
        merge(people.pop(), people[0])
        people.append(Learner.objects.create())
    elif what == "erase":
        erase(learner)
