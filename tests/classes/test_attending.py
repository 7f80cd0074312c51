"""Who was in a class follows from events, and whoever counts hears of it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from classes.actions import cancel, change_session, note_attendance, set_headcount, take_back
from classes.attending import project_attendance
from classes.codes import KEPT, free_code
from classes.models import Attendance, ClassSession
from classes.signals import attendance_changed, session_changed
from communes.ledger.actions import approve
from communes.models import Unit
from learners.actions import erase, state_residence
from learners.export import personal_data
from learners.merging import merge
from learners.models import Learner
from records.channels import Channel
from records.models import Event
from records.statements import StatementError, parse
from tests.classes.factory import class_session
from tests.communes.ledger.factory import merger

pytestmark = pytest.mark.django_db


@pytest.fixture
def news():
    """[(signal, kwargs)] of all that was told."""
    told = []

    def hear(signal, **kwargs):
        told.append((signal, kwargs))

    for signal in (attendance_changed, session_changed):
        signal.connect(hear)
    yield told
    for signal in (attendance_changed, session_changed):
        signal.disconnect(hear)


def counts(news):
    """What sessions were before and after, as (number present or None, number present)."""
    found = [(kw["before"], kw["after"]) for signal, kw in news if signal is session_changed]
    return [(before and before.present, after.present) for before, after in found]


def test_a_person_is_noted_once_in_a_class(session, lan, trainer):
    assert note_attendance(session, lan, trainer)
    assert not note_attendance(session, lan, trainer)
    row = session.attendances.get()
    assert (row.learner, row.unit, row.attended_at) == (lan, lan.unit, session.starts_at)
    assert Event.objects.get().channel == Channel.CLASS
    assert session.noted_count == 1 and session.is_held


def test_a_name_can_be_taken_back_and_noted_again(session, lan, trainer):
    note_attendance(session, lan, trainer)
    assert take_back(session, lan, trainer)
    assert not take_back(session, lan, trainer)
    assert not session.is_held and not session.attendances.exists()
    assert note_attendance(session, lan)
    assert session.noted_count == 1


def test_the_rows_can_be_thrown_away_and_made_again(session, lan):
    note_attendance(session, lan)
    Attendance.objects.all().delete()
    project_attendance(lan, Event.objects.all())
    assert session.attendances.get().learner == lan


def test_whoever_counts_hears_what_was_and_what_is(session, lan, trainer, news):
    note_attendance(session, lan, trainer)
    take_back(session, lan, trainer)
    rows = [(len(kw["before"]), len(kw["after"])) for signal, kw in news if signal is attendance_changed]
    assert rows == [(0, 1), (1, 0)]
    assert counts(news) == [(0, 1), (1, 0)]


def test_a_headcount_is_never_below_the_names(session, lan, trainer, news):
    note_attendance(session, lan, trainer)
    with pytest.raises(ValidationError):
        set_headcount(session, 0, trainer)
    set_headcount(session, 14, trainer)
    set_headcount(session, 14, trainer)
    assert counts(news) == [(0, 1), (1, 14)]


def test_in_a_cancelled_class_nobody_was(session, lan, trainer, news):
    note_attendance(session, lan, trainer)
    cancel(session, trainer)
    assert not session.is_held and session.noted_count == 0 and not Attendance.objects.exists()
    with pytest.raises(ValidationError):
        note_attendance(session, lan, trainer)
    assert not ClassSession.objects.held().exists()


def test_nobody_is_noted_before_the_class_opens(trainer, hoa_thinh, lan):
    session = class_session(trainer, hoa_thinh, begins_in=timedelta(hours=1))
    with pytest.raises(ValidationError):
        note_attendance(session, lan, trainer)


def test_when_a_class_is_moved_its_people_move_along(session, lan, trainer, news):
    note_attendance(session, lan, trainer)
    earlier = session.starts_at - timedelta(days=40)
    change_session(session, trainer, starts_at=earlier, ends_at=earlier + timedelta(hours=1))
    before, after = next((kw["before"], kw["after"]) for _signal, kw in news[::-1] if "learner" in kw)
    assert before[0].attended_at - after[0].attended_at == timedelta(days=40)
    assert news[-1][1]["before"].starts_at - news[-1][1]["after"].starts_at == timedelta(days=40)


def test_a_class_with_people_is_not_moved_into_the_future(session, lan, trainer):
    note_attendance(session, lan, trainer)
    later = timezone.now() + timedelta(days=1)
    with pytest.raises(ValidationError):
        change_session(session, trainer, starts_at=later, ends_at=later + timedelta(hours=1))


def test_the_first_residence_stated_also_holds_for_before(session, hoa_thinh, tay_hoa, news):
    nobody = Learner.objects.create()
    note_attendance(session, nobody)
    for unit in (hoa_thinh, tay_hoa):
        state_residence(nobody, unit)
    assert session.attendances.get().unit == hoa_thinh
    assert [row.unit for row in news[-1][1]["before"]] == [None]


def test_one_person_taken_for_two_was_there_once(session, trainer, hoa_thinh, lan, bao, news):
    other = class_session(trainer, hoa_thinh)
    for learner in (lan, bao):
        note_attendance(session, learner)
    note_attendance(other, bao)
    kept = merge(bao, lan)
    session.refresh_from_db()
    assert session.noted_count == 1
    homes = dict(kept.attendances.values_list("session_id", "unit__name"))
    assert homes == {session.pk: "Xã Hòa Thịnh", other.pk: "Xã Tây Hòa"}
    gone = [len(kw["before"]) - len(kw["after"]) for signal, kw in news if signal is attendance_changed]
    assert sum(gone) == -2


def test_a_person_who_is_erased_still_counts(session, lan):
    note_attendance(session, lan)
    erase(lan)
    assert session.attendances.count() == 1


def test_a_person_can_have_a_copy_of_it(session, lan):
    note_attendance(session, lan)
    assert personal_data(lan)["classes"][0]["session__place"] == session.place


@pytest.mark.parametrize("verb", ["attended", "voided", "completed"])
def test_a_phone_is_never_believed_about_a_class(session, verb):
    now = timezone.now()
    said = {"id": str(session.key), "verb": verb, "object_type": "class", "object_key": str(session.key)}
    with pytest.raises(StatementError):
        parse(said | {"occurred_at": now.isoformat()}, now)


@pytest.mark.parametrize("lasts", [timedelta(0), timedelta(hours=-1), timedelta(hours=13)])
def test_the_database_refuses_a_class_of_no_length_or_too_long(trainer, hoa_thinh, lasts):
    with pytest.raises(IntegrityError), transaction.atomic():
        class_session(trainer, hoa_thinh, lasts=lasts)


def test_twelve_hours_are_not_too_long(trainer, hoa_thinh):
    assert class_session(trainer, hoa_thinh, lasts=timedelta(hours=12)).pk


def test_a_code_is_given_on_when_its_class_is_long_past(session, monkeypatch):
    monkeypatch.setattr("classes.codes.secrets.randbelow", lambda top: int(session.code))
    monkeypatch.setattr("classes.codes.DRAWN", 1)
    assert free_code(timezone.now() + KEPT + timedelta(days=1)) == session.code
    session.refresh_from_db()
    assert session.code == ""


def test_a_class_is_open_half_an_hour_around(session):
    def is_open(moment):
        return ClassSession.objects.open_at(moment).exists()

    half, second = timedelta(minutes=30), timedelta(seconds=1)
    assert is_open(session.starts_at - half) and is_open(session.ends_at + half)
    assert not is_open(session.starts_at - half - second) and not is_open(session.ends_at + half + second)


def test_a_trainer_has_own_classes_alone(session, trainer, commune_official, administrator):
    seen = [ClassSession.objects.of_trainer(user).count() for user in (trainer, commune_official, administrator)]
    assert seen == [1, 0, 1]


def test_people_taken_away_without_a_word_are_counted_anew(session, lan, bao):
    for learner in (lan, bao):
        note_attendance(session, learner)
    Learner.objects.filter(pk=lan.pk).delete()
    ClassSession.objects.recount()
    session.refresh_from_db()
    assert session.noted_count == 1


def test_a_demo_has_classes_with_people(trainer, lan, course):
    from classes.sample import EVENINGS, make

    made = make(trainer)
    assert len(made) == len(EVENINGS) and make(trainer) == []
    assert ClassSession.objects.held().count() == sum(days < 0 for days in EVENINGS)


def test_classes_to_come_go_along_with_their_commune_and_past_ones_stay(trainer, hoa_thinh, tay_hoa, administrator):
    past = class_session(trainer, hoa_thinh, begins_in=timedelta(days=-3))
    coming = class_session(trainer, hoa_thinh, begins_in=timedelta(days=3))
    today = timezone.localdate()
    approve(merger(hoa_thinh, tay_hoa, day=today), administrator, today)
    past.refresh_from_db(), coming.refresh_from_db()
    assert past.unit == hoa_thinh
    assert coming.unit == Unit.objects.current().get(code="99001")
