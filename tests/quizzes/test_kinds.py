"""Every kind of question, from the page to the mark, without a script."""

import pytest
from django.urls import reverse

from quizzes.models import Attempt, Interaction
from quizzes.scoring import clean, mark
from quizzes.sheets import offered, question_sheet
from tests.courses.factory import course, lesson
from tests.quizzes.factory import in_language, of_kind, quiz, right_answer

pytestmark = pytest.mark.django_db
EVERY = list(Interaction)


@pytest.fixture
def every(site_tree):
    return quiz(questions=[of_kind(kind) for kind in EVERY], pass_mark=80)


def sent(asked):
    """What the form of the page sends for a right answer: where things stand by number, for an order."""
    right = right_answer(asked)
    if asked.interaction == Interaction.SEQUENCING:
        return [f"{choice.key}={right.index(str(choice.key)) + 1}" for choice in offered(asked)]
    return right


@pytest.mark.parametrize("kind", EVERY)
def test_the_right_answer_is_right(site_tree, kind):
    asked = of_kind(kind)
    sheet = question_sheet(asked)
    (row,) = mark([sheet], {sheet["key"]: right_answer(asked)})
    assert row["is_right"] == (kind != Interaction.LONG_FILL_IN) and row["given"]


@pytest.mark.parametrize("kind", EVERY)
def test_a_lesson_asks_it_in_passing(site_tree, client, kind):
    asked = of_kind(kind)
    page = lesson(course(lessons=0, questions=0), checks=[asked])
    assert asked.stem in client.get(page.url).text
    form = {"lesson": page.key, "question": asked.key, "choice": sent(asked)}
    response = client.post(reverse("courses:answer_check_question"), form, headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 200 and 'class="note danger' not in response.text


@pytest.mark.parametrize("code", ["vi", "en"])
def test_a_quiz_of_every_kind_is_sat_without_a_script(every, client, code):
    asked = in_language(every, code)
    prefix = "" if code == "vi" else "/en"
    address = prefix + reverse("quizzes:quiz", args=[every.key])
    page = client.get(address).text
    assert all(question.stem in page for question in asked.questions())
    answers = {str(question.key): sent(question) for question in asked.questions()}
    response = client.post(address, answers, headers={"Sec-Fetch-Site": "same-origin"}, follow=True)
    attempt = Attempt.objects.get()
    assert (attempt.earned, attempt.possible, attempt.is_waiting) == (7, 8, True)
    assert "Nút dưới" in response.text and "Giấy chứng sinh" in response.text


def test_two_things_in_one_place_are_asked_again(every, client):
    answers = {str(question.key): sent(question) for question in every.questions()}
    order = next(key for key, given in answers.items() if given[0].endswith(("=1", "=2", "=3")) and len(given) == 3)
    answers[order] = [text.rpartition("=")[0] + "=1" for text in answers[order]]
    address = reverse("quizzes:quiz", args=[every.key])
    response = client.post(address, answers, headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 422 and not Attempt.objects.exists()


@pytest.mark.parametrize("kind", EVERY)
def test_the_page_of_a_quiz_tells_nothing_of_what_is_right(site_tree, client, kind):
    """The same bytes, whichever answer is the right one."""
    asked = of_kind(kind)
    address = reverse("quizzes:quiz", args=[quiz(questions=[asked]).key])
    page = client.get(address).text
    assert "data-right" not in page and "vì sao" not in page and "is_right" not in page
    if kind in (Interaction.FILL_IN, Interaction.NUMERIC):
        assert not any(f">{c.text}<" in page or f'"{c.text}"' in page for c in asked.choices.all())


def test_the_order_shown_is_not_the_order_wanted(site_tree):
    """The order is the same for everybody, and by chance the right one no more often than it must be."""
    shown = [[choice.text for choice in offered(of_kind(Interaction.SEQUENCING))] for _number in range(30)]
    right = [choice.text for choice in of_kind(Interaction.SEQUENCING).choices.all()]
    assert any(order != right for order in shown)


@pytest.mark.parametrize("kind", EVERY)
def test_a_forged_answer_counts_as_nothing(site_tree, kind):
    sheet = question_sheet(of_kind(kind))
    forged = ["", "=", "1=1", "\0", "0" * 5000, sheet["key"]]
    given = clean(sheet, forged)
    (row,) = mark([sheet], {sheet["key"]: forged})
    assert not row["is_right"] and all(len(text) <= 2000 for text in given)
