"""Learning without a script: each button is a form, and each form forgives."""

import pytest

from courses.models import CourseProgress, LessonProgress
from learners.models import Learner
from quizzes.models import Question
from records.models import Event
from tests.courses.factory import in_language, lesson
from tests.records.phone import NOBODY, Phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone():
    return Phone()


@pytest.fixture
def page(course):
    return course.lessons[0]


def finish_step(phone, page, number, language=""):
    return phone.post(f"{language}/learning/steps/", lesson=page.key, step=page.steps[number - 1].id)


def answer(phone, page, *choices, language="", **fields):
    asked = question(page)
    sent = {"lesson": page.key, "step": page.steps[1].id, "question": asked.key, "choice": choices} | fields
    return phone.post(f"{language}/learning/checks/", **sent)


def question(page):
    return page.steps[-1].value["body"][-1].value


def right(page):
    return str(next(choice.key for choice in question(page).choices.all() if choice.is_right))


def wrong(page):
    return str(next(choice.key for choice in question(page).choices.all() if not choice.is_right))


def test_a_step_leads_to_the_next(phone, page):
    response = finish_step(phone, page, 1)
    assert (response.status_code, response.url) == (302, f"{page.url}#step-2")
    assert LessonProgress.objects.get().steps_done == [page.steps[0].id]


def test_the_last_step_leads_to_a_rest(phone, page):
    response = finish_step(phone, page, 2)
    assert response.url == f"/learning/lessons/{page.key}/done/"
    rest = phone.get("/en" + response.url)
    assert "Well done!" in rest.text and "1 of 2 lessons" in rest.text
    assert "no-store" in rest["Cache-Control"]


def test_a_double_click_is_one_event(phone, page):
    for _click in range(2):
        finish_step(phone, page, 1)
    assert Event.objects.count() == 1


def test_the_language_of_the_page_is_kept(phone, page):
    english = in_language(page, "en")
    assert finish_step(phone, english, 1, "/en").url == f"{english.url}#step-2"
    assert Event.objects.get().locale == "en"


def test_progress_is_the_same_in_both_languages(phone, course):
    finish_step(phone, course.lessons[0], 1)
    state = phone.get("/en/learning/state.json").json()
    assert state["continue"]["url"] == f"{in_language(course.lessons[0], 'en').url}#step-2"


def test_a_stale_step_shows_the_lesson_as_it_is_now(phone, page):
    for step in ["", "x", "\0", "🙂", "1" * 500, NOBODY]:
        response = phone.post("/learning/steps/", lesson=page.key, step=step)
        assert (response.status_code, response.url) == (302, page.url)
    assert not Learner.objects.exists()


@pytest.mark.parametrize("form", ["steps", "checks"])
def test_a_lesson_that_is_not_here_says_so(phone, page, form):
    for key in ["", "x", "\0", NOBODY, "5"]:
        response = phone.post(f"/en/learning/{form}/", lesson=key)
        assert response.status_code == 404
        assert "This lesson is not here any more." in response.text


def test_a_lesson_taken_down_takes_no_more_steps(phone, page):
    page.unpublish()
    assert finish_step(phone, page, 1).status_code == 404
    assert phone.get(page.url).status_code == 404
    assert not Event.objects.exists()


def test_the_lessons_of_a_course_taken_down_are_closed(phone, course, page):
    course.unpublish()
    in_language(course, "en").unpublish()
    assert phone.get(course.url).status_code == 404
    assert phone.get(page.url).status_code == 404
    assert finish_step(phone, page, 1).status_code == 404


def test_a_draft_is_not_shown(phone, course):
    draft = lesson(course, "Bản nháp")
    draft.unpublish()
    assert "Bản nháp" not in phone.get(course.url).text
    assert phone.get(draft.url).status_code == 404


@pytest.mark.parametrize("has_begun", [True, False])
def test_a_lesson_that_is_not_done_gets_no_praise(phone, page, has_begun):
    if has_begun:
        finish_step(phone, page, 1)
    response = phone.get(f"/learning/lessons/{page.key}/done/")
    assert (response.status_code, response.url) == (302, page.url)


def test_after_the_last_lesson_comes_the_quiz(phone, course):
    for page in course.lessons:
        last = finish_step(phone, page, 2)
    assert f"/quizzes/{course.quiz.key}/" in phone.get(last.url).text


def test_a_right_answer_is_praised(phone, page):
    response = answer(phone, page, right(page), language="/en")
    assert response.status_code == 200 and "Right!" in response.text
    assert f"{in_language(page, 'en').url}#step-2" in response.text
    assert Event.objects.get().data == {"choices": [right(page)]}


def test_a_wrong_answer_is_explained(phone, page):
    response = answer(phone, page, wrong(page))
    assert "Công khai: vì sao" in response.text


def test_no_answer_is_asked_for_again(phone, page):
    for choices in [[], [""], ["\0"], ["x"] * 900, [NOBODY], ["🙂" * 5000]]:
        response = answer(phone, page, *choices, language="/en")
        assert response.status_code == 200 and "Choose an answer first." in response.text
    assert not Event.objects.exists()


def test_a_question_that_is_gone_says_so(phone, page):
    for key in ["", "x", "\0", NOBODY]:
        response = answer(phone, page, "x", question=key, language="/en")
        assert response.status_code == 404 and "This question is not here any more." in response.text


def test_practice_is_no_progress(phone, page):
    answer(phone, page, right(page))
    assert not CourseProgress.objects.exists()


@pytest.mark.parametrize("form", ["steps", "checks"])
def test_only_this_site_posts(course, page, form):
    response = Phone(**{"sec-fetch-site": "cross-site"}).post(f"/learning/{form}/", lesson=page.key)
    assert response.status_code == 403 and not Learner.objects.exists()
    assert Phone().get(f"/learning/{form}/").status_code == 405


def test_a_question_taken_away_leaves_the_lesson_standing(client, page):
    Question.objects.filter(translation_key=question(page).key).delete()
    response = client.get(page.url)
    assert response.status_code == 200
    assert "data-check" not in response.text
