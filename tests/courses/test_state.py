"""What a phone learns about its person: small, personal, kept by no cache."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.catalogue import courses
from courses.state import learner_state
from learners.models import Learner
from records.actions import take_in
from records.statements import Statement
from tests.courses.factory import course as make_course
from tests.courses.factory import finish, in_language, lesson, pass_quiz, read_lesson
from tests.records.phone import Phone, event

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(course):
    phone = Phone()
    phone.send(event(lesson=course.lessons[0]))
    return phone


def step_done(learner, page, number, ago):
    at = timezone.now() - ago
    data = {"step": page.steps[number - 1].id}
    take_in(learner, [Statement("progressed", "lesson", page.key, at, data=data)])


def test_a_new_phone_has_done_nothing(client, site_tree):
    response = client.get("/learning/state.json")
    assert response.json() == {"learner": None, "courses": {}, "rehearsals": {}, "claims": {}, "continue": None}
    assert "no-store" in response["Cache-Control"] and "private" in response["Cache-Control"]
    assert not response.cookies


def test_three_queries_however_much_was_done(course, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr("pages.generation.RECHECK_SECONDS", 600)  # a slow machine asks once a second
    phone = Phone()
    phone.send(event(lesson=course.lessons[0]))
    learner = Learner.objects.get()
    for made in (course, make_course("Dịch vụ công", lessons=5), make_course("Lừa đảo", lessons=4)):
        finish(learner, made)
    phone.get("/learning/state.json")
    with django_assert_max_num_queries(3):
        state = phone.get("/learning/state.json").json()
    assert all(course["completed"] and course["links"] for course in state["courses"].values())


def test_it_goes_on_at_the_step_after_the_last_one_done(course, lan):
    page = lesson(course, "Bài dài", steps=4)
    step_done(lan, page, 2, timedelta(minutes=2))
    step_done(lan, page, 1, timedelta(minutes=3))
    progress = learner_state(lan, "vi")["courses"][str(course.key)]["lessons"][str(page.key)]
    assert (progress["step"], progress["count"], progress["done"]) == (3, 4, False)


def test_a_step_that_is_gone_counts_as_not_read(course, lan):
    page = course.lessons[0]
    step_done(lan, page, 2, timedelta(minutes=1))
    page.refresh_from_db()
    page.steps = [page.steps.raw_data[0]]
    page.save_revision().publish()
    progress = learner_state(lan, "vi")["courses"][str(course.key)]["lessons"][str(page.key)]
    assert (progress["step"], progress["count"]) == (1, 1)


def test_continue_leads_to_the_lesson_and_its_step(course, lan):
    read_lesson(lan, course.lessons[0])
    step_done(lan, course.lessons[1], 1, timedelta(0))
    onward = learner_state(lan, "vi")["continue"]
    assert onward["url"].endswith(f"/{course.lessons[1].slug}/#step-2")
    assert (onward["done"], onward["count"]) == (1, 2)


def test_continue_is_in_the_language_being_read(course, lan):
    read_lesson(lan, course.lessons[0])
    onward = learner_state(lan, "en")["continue"]
    assert onward["course"] == "VNeID (en)"
    assert in_language(course.lessons[1], "en").slug in onward["url"]


def test_after_the_lessons_comes_the_quiz(course, lan):
    for page in course.lessons:
        read_lesson(lan, page)
    assert learner_state(lan, "vi")["continue"]["url"] == f"/quizzes/{course.quiz.key}/"


def test_a_completed_course_asks_for_nothing_more(course, lan):
    finish(lan, course)
    state = learner_state(lan, "vi")
    assert state["continue"] is None
    assert state["courses"][str(course.key)]["links"]


def test_a_passed_quiz_alone_leads_to_the_lessons(course, lan):
    pass_quiz(lan, course)
    assert "#step-1" in learner_state(lan, "vi")["continue"]["url"]


def test_of_two_courses_the_last_one_worked_on_goes_on(course, lan):
    other = make_course("Lừa đảo")
    step_done(lan, other.lessons[0], 1, timedelta(minutes=1))
    step_done(lan, course.lessons[0], 1, timedelta(minutes=5))
    assert learner_state(lan, "vi")["continue"]["course"] == "Lừa đảo"


def test_a_course_taken_down_is_not_shown(course, lan):
    finish(lan, course)
    course.unpublish()
    in_language(course, "en").unpublish()
    assert learner_state(lan, "vi") == {
        "learner": {"id": str(lan.pk), "name": lan.name},
        "courses": {},
        "rehearsals": {},
        "claims": {},
        "continue": None,
    }


def test_a_lesson_taken_down_no_longer_counts(course, lan):
    read_lesson(lan, course.lessons[0])
    course.lessons[1].unpublish()
    state = learner_state(lan, "vi")["courses"][str(course.key)]
    assert (state["done"], state["count"]) == (1, 1)


def test_what_counts_is_the_course_in_the_sites_own_language(course):
    in_language(course.lessons[1], "en").unpublish()
    kept = courses()[course.key]
    assert len(kept.lessons) == 2
    assert kept.lessons[1].urls.keys() == {"vi"}


def test_a_course_in_one_language_only_is_a_course(site_tree, lan):
    made = make_course("Only English", languages=("en",))
    finish(lan, made)
    assert learner_state(lan, "vi")["courses"][str(made.key)]["title"] == "Only English (en)"


def test_the_page_of_my_learning_shows_the_same(phone, course):
    page = phone.get("/learning/").text
    assert "VNeID" in page and "#step-2" in page
    assert "VNeID (en)" in phone.get("/en/learning/").text
