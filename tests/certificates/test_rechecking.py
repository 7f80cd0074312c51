"""Holders picked by chance are asked again; the outcome is kept, the certificate stays."""

from collections import Counter

import pytest
from django.urls import reverse

from certificates import rechecking
from certificates.actions import withdraw_certificate
from certificates.models import Recheck
from certificates.rechecking import draw_sample, record
from quizzes.models import Interaction, QuizQuestion
from tests.certificates.factory import certificate
from tests.conftest import learner
from tests.quizzes.factory import in_language, of_kind

pytestmark = pytest.mark.django_db
DESK = "certificates_rechecks"


@pytest.fixture
def held(course, lan):
    return certificate(lan, course)


@pytest.fixture
def recheck(held, trainer, hoa_thinh):
    return draw_sample(trainer, [hoa_thinh.pk], held.course_key, 5)[0]


def test_three_different_questions_of_the_course_with_their_answers(recheck, course):
    own = {str(question.key) for question in course.quiz.questions()}
    keys = [question["key"] for question in recheck.questions]
    assert len(set(keys)) == 3 and set(keys) <= own
    assert all(question["answers"] == ["Bí mật"] for question in recheck.questions)


def test_only_people_of_the_own_commune_are_drawn(held, bao, course, trainer, hoa_thinh):
    certificate(bao, course, "Y Bảo Niê")
    assert [row.certificate for row in draw_sample(trainer, [hoa_thinh.pk], course.key, 5)] == [held]


def test_nobody_is_drawn_twice_a_year(recheck, held, trainer, hoa_thinh):
    assert draw_sample(trainer, [hoa_thinh.pk], held.course_key, 5) == []
    Recheck.objects.update(drawn_at=recheck.drawn_at - rechecking.REST)
    assert len(draw_sample(trainer, [hoa_thinh.pk], held.course_key, 5)) == 1


def test_a_withdrawn_certificate_is_left_alone(held, trainer):
    withdraw_certificate(held)
    assert draw_sample(trainer, None, held.course_key, 5) == []


def test_everybody_may_be_drawn(course, trainer, hoa_thinh):
    people = [certificate(learner(f"Người {n}", hoa_thinh), course) for n in range(4)]
    drawn = Counter()
    for _again in range(40):
        drawn[draw_sample(trainer, None, course.key, 1)[0].certificate_id] += 1
        Recheck.objects.all().delete()
    assert set(drawn) == {held.pk for held in people}


def test_what_needs_a_screen_is_not_asked_aloud(held, course, trainer):
    on_a_picture = of_kind(Interaction.HOT_SPOT)
    for place in QuizQuestion.objects.all():
        place.question = in_language(on_a_picture, place.locale.language_code)
        place.save()
    assert draw_sample(trainer, None, course.key, 5) == []


def test_the_outcome_is_kept_and_the_certificate_stays(recheck, held, trainer):
    keys = [question["key"] for question in recheck.questions]
    done = record(recheck, trainer, "answered", {key: key != keys[0] for key in keys})
    held.refresh_from_db()
    assert (done.right, done.asked_by) == (2, trainer)
    assert [question["is_right"] for question in done.questions] == [False, True, True]
    assert not held.is_withdrawn


def test_what_was_noted_is_not_noted_anew(recheck, trainer):
    record(recheck, trainer, "declined")
    again = record(recheck, trainer, "not-reached")
    assert again.outcome == "declined"


def page(client, user, name=DESK, *words):
    client.force_login(user)
    return client.get(reverse(name, args=words))


def test_a_trainer_draws_at_the_desk(client, held, trainer):
    client.force_login(trainer)
    response = client.post(reverse(DESK), {"course": str(held.course_key), "number": "5"}, follow=True)
    assert "Nguyễn Thị Lan" in response.content.decode() and Recheck.objects.count() == 1


@pytest.mark.parametrize("data", [{}, {"course": "x", "number": "5"}, {"number": "7"}])
def test_a_form_that_says_nothing_draws_nobody(client, held, trainer, data):
    client.force_login(trainer)
    assert client.post(reverse(DESK), data).status_code == 200 and not Recheck.objects.exists()


def test_the_answers_are_noted_by_touch(client, recheck, trainer):
    client.force_login(trainer)
    said = {question["key"]: "yes" for question in recheck.questions}
    client.post(reverse("certificates_ask", args=[recheck.pk]), said | {"outcome": "answered"})
    recheck.refresh_from_db()
    assert (recheck.outcome, recheck.right) == ("answered", 3)


def test_an_answer_left_out_is_asked_for_and_the_rest_stays(client, recheck, trainer):
    client.force_login(trainer)
    first = recheck.questions[0]["key"]
    response = client.post(reverse("certificates_ask", args=[recheck.pk]), {first: "no", "outcome": "answered"})
    recheck.refresh_from_db()
    assert response.status_code == 422 and not recheck.outcome
    assert response.content.decode().count("checked") == 1


def test_not_reached_needs_no_answers(client, recheck, trainer):
    client.force_login(trainer)
    client.post(reverse("certificates_ask", args=[recheck.pk]), {"outcome": "not-reached"})
    assert Recheck.objects.get().outcome == "not-reached"


def test_a_trainer_of_another_commune_sees_nobody(client, recheck, tay_hoa):
    from tests.conftest import staff

    other = staff("elsewhere@example.org", "trainer", tay_hoa)
    assert b"Lan" not in page(client, other).content
    assert page(client, other, "certificates_ask", recheck.pk).status_code == 404


def test_an_official_does_not_learn_of_the_desk(client, recheck, commune_official):
    assert page(client, commune_official).status_code in (302, 404)


def test_an_empty_desk_says_what_to_do(client, trainer, course):
    assert "Rút thăm" in page(client, trainer).content.decode()
