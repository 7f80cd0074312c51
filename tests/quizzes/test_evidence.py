"""What stands out in a sitting: kept and counted, and held against nobody."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.core.management import call_command
from django.urls import reverse

from learners.actions import erase
from learners.models import Device
from learners.requests import DEVICE_COOKIE, SALT
from quizzes.actions import submit_answers
from quizzes.evidence import Sitting, signs
from quizzes.examining import examine
from quizzes.models import EvidenceTotals, Examination, Supervision
from quizzes.remarking import rescore
from tests.conftest import learner
from tests.quizzes.factory import quiz, right_answers

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
OWN = Sitting(uuid.uuid4(), uuid.uuid4(), NOON, {"a": ("1",), "b": ("2",)}, mistakes=1, words=80, seconds=60)


def others(number, **changes):
    return [replace(OWN, learner=uuid.uuid4(), at=NOON + timedelta(minutes=n), **changes) for n in range(number)]


def test_an_ordinary_sitting_shows_nothing():
    assert signs(OWN, [], is_helpers=False) == {}


def test_less_time_than_the_questions_take_to_read():
    assert signs(replace(OWN, seconds=11), [], False) == {"speed": {"seconds": 11, "least": 12}}
    assert signs(replace(OWN, seconds=12), [], False) == {}


def test_a_phone_that_does_not_tell_the_time_shows_nothing():
    assert signs(replace(OWN, seconds=None), [], False) == {}


@pytest.mark.parametrize(("mistakes", "people", "shows"), [(1, 2, False), (1, 3, True), (0, 4, False), (0, 5, True)])
def test_the_same_answers_on_one_phone(mistakes, people, shows):
    own = replace(OWN, mistakes=mistakes)
    found = signs(own, others(people - 1, mistakes=mistakes), False)
    assert (found == {"same-answers": {"people": people, "mistakes": mistakes}}) is shows


def test_other_answers_another_quiz_and_another_hour_are_no_burst():
    beside = others(2, given={"a": ("1",), "b": ("3",)}) + others(2, quiz=uuid.uuid4())
    beside += [replace(one, at=NOON - timedelta(hours=2)) for one in others(2)]
    assert signs(OWN, beside, False) == {}


def test_one_person_who_sits_it_often_is_no_burst():
    assert signs(OWN, [replace(OWN, at=NOON + timedelta(minutes=n)) for n in range(5)], False) == {}


def test_many_people_on_a_helpers_phone():
    beside = others(4, given={"a": ("9",)}, quiz=uuid.uuid4())
    assert signs(OWN, beside, is_helpers=True) == {"helpers-phone": {"people": 5}}
    assert signs(OWN, beside, is_helpers=False) == {} == signs(OWN, beside[:3], is_helpers=True)


def test_what_a_trainer_watched_speaks_for_itself():
    assert signs(replace(OWN, seconds=1, is_supervised=True), others(9), True) == {}
    assert signs(OWN, others(9, is_supervised=True), True) == {}


@pytest.fixture
def phone(db):
    return Device.objects.create()


def sit(person, quiz, minute=0, but=1, seconds=300, **sitting):
    at = NOON + timedelta(minutes=minute)
    return submit_answers(person, quiz, right_answers(quiz, but), uuid.uuid4(), at, seconds=seconds, **sitting)


def totals():
    fields = ("unit__code", "passed", "with_sign", "speed", "same_answers", "helpers_phone")
    rows = EvidenceTotals.objects.order_by("unit__code").values_list(*fields)
    return [row for row in rows if any(row[1:])]


def test_a_sitting_is_looked_at_once_and_counted_where_the_person_lives(phone, lan):
    sit(lan, quiz(), seconds=2, device=phone)
    assert examine() == 1 and examine() == 0
    assert Examination.objects.get().signs.keys() == {"speed"}
    assert totals() == [("22276", 1, 1, 1, 0, 0)]


def test_a_sitting_not_passed_is_kept_and_not_counted(lan):
    sit(lan, quiz(), but=4, seconds=1)
    examine()
    assert Examination.objects.get().signs and totals() == []


def test_what_comes_later_changes_what_was_seen_before(phone, hoa_thinh):
    exam = quiz()
    people = [learner(f"Người {n}", hoa_thinh) for n in range(3)]
    for minute, person in enumerate(people[:2]):
        sit(person, exam, minute, device=phone)
    examine()
    assert totals() == [("22276", 2, 0, 0, 0, 0)]
    sit(people[2], exam, 2, device=phone)
    examine()
    assert totals() == [("22276", 3, 3, 0, 3, 0)]


def test_people_on_their_own_phones_may_answer_alike(hoa_thinh):
    exam = quiz()
    for n in range(4):
        sit(learner(f"Người {n}", hoa_thinh), exam, n, device=Device.objects.create())
    sit(learner("Không máy", hoa_thinh), exam, 5)
    examine()
    assert totals() == [("22276", 5, 0, 0, 0, 0)]


@pytest.mark.parametrize(("is_public", "counted"), [(False, 5), (True, 0)])
def test_the_computer_of_the_culture_house_is_no_helpers_phone(hoa_thinh, is_public, counted):
    phone = Device.objects.create(is_trainers=True, is_public=is_public)
    exam = quiz()
    for n in range(5):
        sit(learner(f"Người {n}", hoa_thinh), exam, 90 * n, device=phone)
    examine()
    assert totals()[0][-1] == counted


def test_a_trainer_who_learns_on_the_phone_makes_it_a_helpers_phone(hoa_thinh, trainer, phone):
    own = learner("Trợ giảng", hoa_thinh)
    own.user = trainer
    own.save()
    phone.learners.add(own)
    exam = quiz()
    for n in range(5):
        sit(learner(f"Người {n}", hoa_thinh), exam, 90 * n, device=phone)
    examine()
    assert totals()[0][-1] == 5


def test_a_phone_where_a_trainer_signs_in_is_known_as_such(client, trainer, phone):
    client.cookies[DEVICE_COOKIE] = signing.dumps(phone.pk.hex, salt=SALT)
    client.post(reverse("account_login"), {"login": trainer.email, "password": "only for tests"}, follow=True)
    phone.refresh_from_db()
    assert phone.is_trainers


def test_marking_again_counts_again(trainer, lan):
    exam = quiz()
    sit(lan, exam, but=2)
    examine()
    assert totals() == []
    first = exam.questions()[0]
    for choice in first.choices.all():
        choice.is_right = not choice.is_right
        choice.save()
    rescore(first.key, trainer, "Khóa sai")
    examine()
    assert totals() == [("22276", 1, 0, 0, 0, 0)]


def test_watched_by_a_trainer(phone, trainer, hoa_thinh):
    exam = quiz()
    code = Supervision.objects.create(quiz=exam, opened_by=trainer, opened_at=NOON - timedelta(hours=1),
                                      closes_at=NOON + timedelta(hours=1)).code  # fmt: skip
    for n in range(5):
        sit(learner(f"Người {n}", hoa_thinh), exam, n, seconds=1, device=phone, code=code)
    examine()
    assert totals() == [("22276", 5, 0, 0, 0, 0)]


def test_who_is_erased_stays_in_the_count(lan):
    sit(lan, quiz(), seconds=1)
    examine()
    erase(lan)
    examine()
    assert totals() == [("22276", 1, 1, 1, 0, 0)]


def test_the_command_says_how_many(lan, capsys):
    sit(lan, quiz())
    call_command("examine_attempts")
    assert "1 attempts were looked at." in capsys.readouterr().out


def test_the_number_of_queries_does_not_grow_with_the_attempts(phone, hoa_thinh, django_assert_max_num_queries):
    exam = quiz()
    for n in range(30):
        sit(learner(f"Người {n}", hoa_thinh), exam, n, device=phone)
    with django_assert_max_num_queries(20):
        examine()


def test_a_sitting_counts_in_the_month_of_viet_nam(lan):
    exam = quiz()
    last_night = datetime(2026, 10, 31, 17, 30, tzinfo=UTC)  # half past midnight on 1 November there
    submit_answers(lan, exam, right_answers(exam, but=1), uuid.uuid4(), last_night, seconds=300)
    examine()
    assert str(EvidenceTotals.objects.get().month) == "2026-11-01"
