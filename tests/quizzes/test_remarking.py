"""Marking again: own words that a trainer reads, and a key that was wrong."""

from fractions import Fraction

import pytest

from courses.models import CourseProgress
from quizzes.actions import submit_answers
from quizzes.models import Attempt, Choice, Interaction, Rescoring
from quizzes.remarking import changes_of, read_answers, rescore
from tests.courses.factory import course, read_lesson
from tests.quizzes.factory import of_kind, question, quiz, right_answer, right_answers

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_words(site_tree):
    return quiz(questions=[of_kind(Interaction.LONG_FILL_IN), question("Hai?")], pass_mark=75)


def sit(learner, exam, **answers):
    given = {str(asked.key): right_answer(asked) for asked in exam.questions()}
    return submit_answers(learner, exam, given | answers)


def only_waiting(attempt):
    return next(row["key"] for row in attempt.sheet if row["share"] is None)


def test_own_words_count_once_a_trainer_has_read_them(lan, trainer, own_words):
    attempt = sit(lan, own_words)
    assert attempt.is_waiting and not attempt.is_passed and attempt.score == 50
    read = read_answers(attempt, {only_waiting(attempt): Fraction(1, 2)}, trainer)
    assert (read.earned, read.score, read.is_passed, read.is_waiting) == (Fraction(3, 2), 75, True, False)


def test_what_was_read_stays_as_it_was_read(lan, trainer, own_words):
    attempt = sit(lan, own_words)
    key = only_waiting(attempt)
    read_answers(attempt, {key: Fraction(1)}, trainer)
    assert read_answers(attempt, {key: Fraction(0)}, trainer).score == 100


def test_reading_completes_the_course(lan, trainer, site_tree):
    learnt = course(lessons=1, questions=[of_kind(Interaction.LONG_FILL_IN)])
    read_lesson(lan, learnt.lessons[0])
    attempt = sit(lan, learnt.quiz)
    assert not CourseProgress.objects.get().completed_at
    read_answers(attempt, {only_waiting(attempt): Fraction(1)}, trainer)
    assert CourseProgress.objects.get().completed_at


@pytest.fixture
def wrong_key(site_tree):
    """A quiz of one question whose author marked the wrong choice as right."""
    return quiz(questions=[question(right=["Sai"], wrong=["Đúng"])])


def turn_key(exam):
    for choice in Choice.objects.filter(question__translation_key=exam.questions()[0].key):
        choice.is_right = not choice.is_right
        choice.save()


def picks(exam, text):
    asked = exam.questions()[0]
    return {str(asked.key): [str(choice.key) for choice in asked.choices.all() if choice.text == text]}


def test_whose_score_would_change_is_seen_before(lan, bao, wrong_key):
    knew = submit_answers(lan, wrong_key, picks(wrong_key, "Đúng"))
    luck = submit_answers(bao, wrong_key, picks(wrong_key, "Sai"))
    turn_key(wrong_key)
    changes = {change.attempt: change for change in changes_of(wrong_key.questions()[0].key)}
    assert changes[knew].gains and changes[luck].loses
    assert Attempt.objects.get(pk=knew.pk).score == 0


def test_rescoring_is_noted_and_gives_what_was_earned(lan, bao, administrator, wrong_key):
    knew = submit_answers(lan, wrong_key, picks(wrong_key, "Đúng"))
    luck = submit_answers(bao, wrong_key, picks(wrong_key, "Sai"))
    turn_key(wrong_key)
    done = rescore(wrong_key.questions()[0].key, administrator, "Đáp án nhầm")
    assert (done.changed, done.gained, done.by) == (2, 1, administrator)
    knew.refresh_from_db()
    luck.refresh_from_db()
    assert knew.is_passed and not luck.is_passed
    assert rescore(wrong_key.questions()[0].key, administrator, "Lần nữa").changed == 0
    assert Rescoring.objects.count() == 2


def test_a_course_once_completed_stays_completed(lan, administrator, site_tree):
    learnt = course(lessons=1, questions=[question(right=["Sai"], wrong=["Đúng"])])
    read_lesson(lan, learnt.lessons[0])
    submit_answers(lan, learnt.quiz, right_answers(learnt.quiz))
    before = CourseProgress.objects.get().completed_at
    turn_key(learnt.quiz)
    rescore(learnt.quiz.questions()[0].key, administrator, "Đáp án nhầm")
    assert before and CourseProgress.objects.get().completed_at == before


@pytest.mark.parametrize("kind", [kind for kind in Interaction if kind != Interaction.LONG_FILL_IN])
def test_the_same_key_changes_nothing(lan, site_tree, kind):
    exam = quiz(questions=[of_kind(kind)])
    sit(lan, exam)
    assert changes_of(exam.questions()[0].key) == []


def test_a_newly_accepted_answer_counts(lan, administrator, site_tree):
    exam = quiz(questions=[of_kind(Interaction.FILL_IN)])
    asked = exam.questions()[0]
    attempt = submit_answers(lan, exam, {str(asked.key): ["Vê-nê-ai-đi"]})
    asked.choices.add(Choice(text="vê-nê-ai-đi", is_right=True, locale=asked.locale, sort_order=9))
    asked.save()
    rescore(asked.key, administrator, "Thêm một cách viết")
    attempt.refresh_from_db()
    assert attempt.is_passed


@pytest.fixture
def desk(client, trainer):
    client.force_login(trainer)
    return client


def test_a_trainer_reads_what_people_wrote(desk, lan, own_words):
    attempt = sit(lan, own_words)
    assert "Tôi không đọc mã" in desk.get(f"/admin/answers/{attempt.pk}/").text
    assert str(attempt.pk) in desk.get("/admin/answers/").text
    assert desk.post(f"/admin/answers/{attempt.pk}/", {}).status_code == 422
    desk.post(f"/admin/answers/{attempt.pk}/", {only_waiting(attempt): "1"})
    attempt.refresh_from_db()
    assert attempt.is_passed and str(attempt.pk) not in desk.get("/admin/answers/").text
    assert desk.post(f"/admin/answers/{attempt.pk}/", {}).status_code == 302


def test_people_of_another_commune_are_not_shown(desk, bao, own_words):
    attempt = sit(bao, own_words)
    assert desk.get(f"/admin/answers/{attempt.pk}/").status_code == 404
    assert str(attempt.pk) not in desk.get("/admin/answers/").text


def test_a_forged_share_is_refused(desk, lan, own_words):
    attempt = sit(lan, own_words)
    assert desk.post(f"/admin/answers/{attempt.pk}/", {only_waiting(attempt): "7"}).status_code == 422
    assert Attempt.objects.get().is_waiting


def test_a_trainer_sees_who_changes_and_says_why(desk, lan, bao, wrong_key):
    submit_answers(lan, wrong_key, picks(wrong_key, "Đúng"))
    submit_answers(bao, wrong_key, picks(wrong_key, "Sai"))
    turn_key(wrong_key)
    address = f"/admin/questions/{wrong_key.questions()[0].pk}/mark-again/"
    page = desk.get(address).text
    assert lan.name in page and bao.name not in page
    assert desk.post(address, {"reason": " "}).status_code == 422 and not Rescoring.objects.exists()
    desk.post(address, {"reason": "Đáp án nhầm"})
    assert Rescoring.objects.get().changed == 2


@pytest.mark.parametrize("path", ["answers/", "questions/1/mark-again/"])
def test_strangers_find_no_desk(client, commune_official, site_tree, path):
    client.force_login(commune_official)
    assert client.get(f"/admin/{path}").status_code in (302, 404)
