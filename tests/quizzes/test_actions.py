"""One sitting is one attempt, marked once and for all."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from quizzes.actions import clean_answers, submit_answers
from quizzes.models import Attempt
from records.actions import take_in
from records.models import Event
from records.statements import Statement
from tests.quizzes.factory import question, quiz, right_answers, true_or_false

pytestmark = pytest.mark.django_db


@pytest.fixture
def exam():
    return quiz(questions=[question(), question("Hai?", right=("A", "B")), true_or_false(), question("Bốn?")])


def submission(exam, answers, **fields):
    return Statement("completed", "quiz", exam.key, timezone.now(), data={"answers": answers}, **fields)


def test_all_right_is_a_pass(lan, exam):
    attempt = submit_answers(lan, exam, right_answers(exam))
    assert (attempt.score, attempt.is_passed, attempt.earned, attempt.possible) == (100, True, 4, 4)


@pytest.mark.parametrize(("but", "score", "is_passed"), [(1, 75, True), (2, 50, False), (4, 0, False)])
def test_the_pass_mark_decides(lan, exam, but, score, is_passed):
    attempt = submit_answers(lan, exam, right_answers(exam, but=but))
    assert (attempt.score, attempt.is_passed) == (score, is_passed)


def test_an_attempt_has_the_key_of_its_event(lan, exam):
    attempt = submit_answers(lan, exam, right_answers(exam))
    assert Event.objects.get().pk == attempt.pk


def test_the_same_key_is_the_same_attempt(lan, exam):
    key = uuid.uuid4()
    first = submit_answers(lan, exam, right_answers(exam), key=key)
    assert submit_answers(lan, exam, right_answers(exam, but=4), key=key) == first
    assert Attempt.objects.count() == 1


def test_two_keys_are_two_attempts(lan, exam):
    for _time in range(2):
        submit_answers(lan, exam, right_answers(exam), key=uuid.uuid4())
    assert Attempt.objects.count() == 2


def test_a_double_click_without_a_key_is_one_attempt(lan, exam):
    first = submit_answers(lan, exam, right_answers(exam, but=1))
    assert submit_answers(lan, exam, right_answers(exam, but=1)) == first


def test_a_second_try_without_a_key_is_another_attempt(lan, exam):
    now = timezone.now()
    submit_answers(lan, exam, right_answers(exam, but=2), at=now)
    submit_answers(lan, exam, right_answers(exam), at=now + timedelta(seconds=20))
    submit_answers(lan, exam, right_answers(exam), at=now + timedelta(minutes=5))
    assert Attempt.objects.count() == 3


def test_the_key_of_somebody_else_is_not_taken(lan, bao, exam):
    key = submit_answers(lan, exam, right_answers(exam)).pk
    for _click in range(2):
        submit_answers(bao, exam, right_answers(exam, but=4), key=key)
    assert Attempt.objects.get(pk=key).learner == lan
    assert bao.attempts.count() == 1


def test_a_key_used_for_something_else_is_not_taken(lan, exam):
    used = Statement("progressed", "lesson", uuid.uuid4(), timezone.now())
    take_in(lan, [used])
    assert submit_answers(lan, exam, right_answers(exam), key=used.id).pk != used.id


def test_a_changed_quiz_keeps_the_sheet_that_was_sat(lan, exam):
    attempt = submit_answers(lan, exam, right_answers(exam))
    asked = exam.questions()[0]
    asked.stem = "Khác"
    asked.choices = []
    asked.save()
    exam.pass_mark = 100
    exam.save()
    exam.delete()
    attempt.refresh_from_db()
    assert (attempt.score, attempt.pass_mark, attempt.sheet[0]["stem"]) == (100, 75, "Mã OTP là gì?")


def test_a_phone_may_hand_in_a_sitting_as_an_event(lan, exam):
    take_in(lan, [submission(exam, right_answers(exam), locale="en")])
    attempt = Attempt.objects.get()
    assert (attempt.is_passed, attempt.locale, attempt.quiz_title) == (True, "en", "Bài kiểm tra (en)")


def test_a_phone_can_not_say_that_it_passed(lan, exam):
    sitting = submission(exam, {}, locale="xx")
    sitting.data.update(score=100, is_passed=True)
    take_in(lan, [sitting])
    assert not Attempt.objects.get().is_passed


def test_a_quiz_that_is_not_here_is_passed_over(lan):
    take_in(lan, [Statement("completed", "quiz", uuid.uuid4(), timezone.now())])
    assert (Event.objects.count(), Attempt.objects.count()) == (1, 0)


@pytest.mark.parametrize("answers", [None, [], "x", 5, {"a": "b"}, {"a": {"b": 1}}, {"a": None}])
def test_answers_of_no_shape_are_no_answers(lan, exam, answers):
    assert clean_answers(answers) == {}
    take_in(lan, [submission(exam, answers)])
    assert Attempt.objects.get().score == 0


def test_a_quiz_without_questions_is_never_passed(lan):
    assert not submit_answers(lan, quiz(questions=0), {}).is_passed
