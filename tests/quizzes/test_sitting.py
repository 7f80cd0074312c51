"""Whether a sitting counts, and what a quiz that was changed meanwhile makes of it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.catalogue import courses
from quizzes.actions import submit_answers, version_of
from quizzes.models import Attempt, Choice, Difficulty, QuizDraw, Supervision, Topic
from quizzes.sitting import NO_RULES, Objection, objection
from tests.quizzes.factory import question, quiz, right_answers

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
PRESENT = {"extra_percent": 50}


@pytest.mark.parametrize(
    ("rules", "earlier", "seconds", "present", "wanted"),
    [
        ({}, [0, 1, 2], 10**5, None, ""),
        ({"attempts_allowed": 2}, [60], None, None, ""),
        ({"attempts_allowed": 2}, [120, 60], None, None, Objection.TOO_MANY),
        ({"wait_minutes": 30}, [29], None, None, Objection.TOO_SOON),
        ({"wait_minutes": 30}, [30], None, None, ""),
        ({"minutes": 10}, [], 600, None, ""),
        ({"minutes": 10}, [], 661, None, Objection.TOO_LATE),
        ({"minutes": 10}, [], 661, PRESENT, ""),
        ({"minutes": 10}, [], None, None, ""),
        ({"is_supervised": True}, [], None, None, Objection.NOT_SUPERVISED),
        ({"is_supervised": True}, [], None, PRESENT, ""),
    ],
)
def test_a_sitting_counts_by_the_rules(rules, earlier, seconds, present, wanted):
    before = [NOON - timedelta(minutes=minutes) for minutes in earlier]
    assert objection(NO_RULES | rules, before, NOON, seconds, present) == wanted


@pytest.fixture
def exam(site_tree):
    return quiz(questions=2)


def sit(learner, exam, at=NOON, **sitting):
    return submit_answers(learner, exam, right_answers(exam), at=at, **sitting)


def change(exam, **fields):
    for name, value in fields.items():
        setattr(exam, name, value)
    exam.save()


@pytest.mark.django_db
def test_what_is_sent_once_too_often_is_kept_but_does_not_count(lan, exam):
    change(exam, attempts_allowed=1)
    first = sit(lan, exam)
    second = sit(lan, exam, NOON + timedelta(hours=1))
    assert first.is_passed and not second.is_passed
    assert Attempt.objects.get(pk=second.pk).objection == Objection.TOO_MANY and second.score == 100


@pytest.mark.django_db
def test_an_attempt_that_arrives_late_takes_its_place_in_time(lan, exam):
    change(exam, attempts_allowed=1)
    later = sit(lan, exam, NOON + timedelta(hours=1))
    earlier = sit(lan, exam, NOON)
    later.refresh_from_db()
    assert (earlier.objection, later.objection) == ("", Objection.TOO_MANY)


@pytest.mark.django_db
def test_a_code_proves_that_a_trainer_was_there(lan, exam, trainer):
    change(exam, is_supervised=True)
    opened = Supervision.objects.create(
        quiz=exam, opened_by=trainer, opened_at=NOON, closes_at=NOON + timedelta(hours=1)
    )
    attempt = sit(lan, exam, NOON + timedelta(minutes=5), code=opened.code)
    assert attempt.supervision == opened and attempt.is_passed
    for code, minutes in [(opened.code, 61), ("000000", 5), ("", 5)]:
        other = sit(lan, exam, NOON + timedelta(minutes=minutes), key=None, code=code, seed=f"{code}{minutes}")
        assert other.pk == attempt.pk or other.objection == Objection.NOT_SUPERVISED


@pytest.mark.django_db
def test_the_code_tells_a_phone_of_extra_time(exam, trainer):
    opened = Supervision.objects.create(quiz=exam, opened_by=trainer, extra_percent=50)
    assert len(opened.code) == 6 and opened.code.endswith("2")


@pytest.mark.django_db
def test_answers_are_marked_by_the_quiz_as_it_was_shown(lan, exam):
    answers = right_answers(exam)
    shown = version_of(exam, exam.contents())
    choice = Choice.objects.get(question=exam.questions()[0], is_right=True)
    choice.is_right = False
    choice.save()
    exam.places.last().delete()
    attempt = submit_answers(lan, exam, answers, at=NOON, version=shown.digest)
    assert (attempt.possible, attempt.score) == (2, 100)
    now = submit_answers(lan, exam, answers, at=NOON + timedelta(hours=1))
    assert (now.possible, now.score) == (1, 0)


@pytest.mark.django_db
def test_a_version_of_another_quiz_is_no_help(lan, exam):
    other = quiz("Dễ", questions=1)
    easy = version_of(other, other.contents())
    attempt = submit_answers(lan, exam, {}, at=NOON, version=easy.digest)
    assert attempt.possible == 2


@pytest.fixture
def drawing(site_tree):
    """A quiz that draws 3 of 10 easy questions."""
    exam = quiz(questions=1)
    for number in range(10):
        question(f"Dễ {number}?", difficulty=Difficulty.EASY)
    exam.draws = [QuizDraw(count=3, difficulty=Difficulty.EASY)]
    exam.save()
    return exam


@pytest.mark.django_db
def test_each_attempt_gets_what_its_seed_draws(lan, drawing):
    keys = {str(asked.key) for asked in drawing.questions()}
    assert len(keys) == 11
    sheets = [
        submit_answers(lan, drawing, {}, key=None, at=NOON + timedelta(hours=n), seed=str(n)).sheet for n in range(6)
    ]
    assert all(len(sheet) == 4 for sheet in sheets)
    assert len({tuple(row["key"] for row in sheet) for sheet in sheets}) > 1


@pytest.mark.django_db
def test_an_answer_to_what_was_not_drawn_counts_as_nothing(lan, drawing):
    answers = {str(asked.key): [str(c.key) for c in asked.choices.all() if c.is_right] for asked in drawing.questions()}
    attempt = submit_answers(lan, drawing, answers, at=NOON, seed="x")
    assert (attempt.earned, attempt.possible) == (4, 4)


@pytest.mark.django_db
def test_without_a_script_the_server_draws(client, drawing):
    address = reverse("quizzes:quiz", args=[drawing.key])
    same = {"Sec-Fetch-Site": "same-origin"}
    assert client.get(address).text.count("data-question=") == 11
    begun = client.post(address, {"begin": "1"}, headers=same)
    assert begun.text.count("data-question=") == 4 and "disabled" not in begun.text
    seed = begun.context["seed"]
    answers = {str(q.key): [str(c.key) for c in q.choices.all() if c.is_right] for q in begun.context["questions"]}
    page = client.post(address, answers | {"seed": seed, "began": begun.context["began"]}, headers=same, follow=True)
    attempt = Attempt.objects.get()
    assert page.status_code == 200 and attempt.is_passed and attempt.seed == seed and attempt.seconds is not None


@pytest.mark.django_db
def test_a_draw_by_topic_takes_only_what_is_published(site_tree):
    topic = Topic.objects.create(name="Mã OTP", slug="ma-otp")
    asked = [question(f"{number}?") for number in range(3)]
    for one in asked:
        one.topics.add(topic)
        one.save()
    asked[0].live = False
    asked[0].save()
    exam = quiz(questions=1)
    exam.draws = [QuizDraw(count=5, topic=topic)]
    exam.save()
    assert len(exam.questions()) == 3


@pytest.mark.django_db
def test_a_submission_takes_few_queries(lan, site_tree, django_assert_max_num_queries):
    exam = quiz(questions=20)
    shown = version_of(exam, exam.contents())
    answers = right_answers(exam)
    courses()  # what courses there are is known to a process that serves
    with django_assert_max_num_queries(12):  # two of them open and close the transaction inside that of the test
        submit_answers(lan, exam, answers, at=timezone.now(), version=shown.digest, seed="s")


@pytest.mark.django_db
def test_a_trainer_opens_a_quiz_and_is_told_the_code(client, exam, trainer):
    client.force_login(trainer)
    form = {"quiz": exam.pk, "closes_at": "2099-01-01 10:00", "extra_percent": "25"}
    page = client.post("/admin/snippets/quizzes/supervision/add/", form, follow=True)
    opened = Supervision.objects.get()
    assert opened.opened_by == trainer and opened.spaced_code in page.text


@pytest.mark.django_db
def test_a_code_is_shown_to_who_opened_it_only(client, exam, trainer, administrator):
    opened = Supervision.objects.create(quiz=exam, opened_by=administrator)
    client.force_login(trainer)
    assert opened.spaced_code not in client.get("/admin/snippets/quizzes/supervision/").text
