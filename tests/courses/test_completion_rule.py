"""What counts of a course is said by its author, read by its learners, and takes nobody's completion away."""

import json
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from django.core.management import call_command
from django.urls import reverse

from courses.catalogue import courses
from courses.completion import Done, Rehearsed, Rule, completed_at
from courses.models import CourseProgress, CourseRehearsal
from courses.starter import Starter, read_rehearsal
from courses.state import checklist_of, learner_state, still_to_do
from learners.merging import merge
from learners.models import Learner
from quizzes.actions import submit_answers
from records.actions import take_in
from records.statements import Statement
from tests.courses.factory import course as make_course
from tests.courses.factory import in_language, pass_quiz, read_lesson
from tests.quizzes.factory import locale, right_answers
from tests.records.phone import Phone, event

BEGIN = datetime(2026, 11, 1, tzinfo=UTC)


def day(number):
    return BEGIN + timedelta(days=number)


# Pure.


def test_a_completion_has_the_moment_of_the_last_thing_that_counts():
    rule = Rule(("a", "b"), {"r": "alone"}, 70)
    done = Done({"a": day(1), "b": day(2), "c": day(9)}, day(3), {"r": Rehearsed(day(1), day(2), day(5))})
    assert completed_at(done, rule) == day(5)


@pytest.mark.parametrize("missing", ["lesson", "rehearsal", "quiz"])
def test_nothing_that_counts_may_be_missing(missing):
    lessons = {"a": day(1)} if missing != "lesson" else {}
    rehearsed = {"r": Rehearsed(day(1), day(1), None if missing == "rehearsal" else day(1))}
    done = Done(lessons, None if missing == "quiz" else day(1), rehearsed)
    assert completed_at(done, Rule(("a",), {"r": "alone"}, 70)) is None


def test_where_nothing_counts_nothing_is_completed():
    assert completed_at(Done({"a": day(1)}, day(1)), Rule()) is None


# With real courses.


@pytest.fixture
def drill(site_tree):
    made = [Starter(locale(code)).rehearsal(read_rehearsal("refuse-otp")) for code in ("vi", "en")]
    return made[0]


@pytest.fixture
def course(site_tree, drill):
    """Two lessons, the drill alone and the quiz."""
    whole = make_course()
    require(whole, drill)
    return whole


def require(course, drill, mode="alone"):
    course.required_rehearsals = [CourseRehearsal(rehearsal=drill, mode=mode, locale=course.locale)]
    publish(course)


def publish(page):
    page.save_revision().publish()


def rehearse(learner, drill, mode, at):
    data = {"mode": mode, "steps": 5, "mistakes": 0, "hints": 0, "seconds": 50}
    take_in(learner, [Statement("completed", "rehearsal", drill.key, at, data=data)])


def completed(learner):
    return CourseProgress.objects.get(learner=learner).completed_at


@pytest.mark.django_db
def test_in_whatever_order_things_are_done_the_last_completes(course, drill):
    doings = [
        lambda one: read_lesson(one, course.lessons[0], day(1)),
        lambda one: read_lesson(one, course.lessons[1], day(2)),
        lambda one: rehearse(one, drill, "alone", day(3)),
        lambda one: pass_quiz(one, course, day(4)),
    ]
    for order in permutations(doings):
        learner = Learner.objects.create()
        for n, do in enumerate(order):
            do(learner)
            row = CourseProgress.objects.filter(learner=learner).first()
            assert (row is not None and row.completed_at is not None) == (n == 3)
        assert completed(learner) == day(4)


@pytest.mark.django_db
@pytest.mark.parametrize(("wanted", "enough"), [("show", 3), ("help", 2), ("alone", 1)])
def test_less_help_than_asked_counts_and_more_does_not(course, drill, wanted, enough):
    require(course, drill, wanted)
    counted = 0
    for mode in ("show", "help", "alone"):
        learner = Learner.objects.create()
        for lesson in course.lessons:
            read_lesson(learner, lesson, day(1))
        pass_quiz(learner, course, day(1))
        rehearse(learner, drill, mode, day(2))
        counted += completed(learner) == day(2)
    assert counted == enough


@pytest.mark.django_db
def test_an_optional_lesson_and_a_quiz_for_practice_do_not_count(course, drill, lan):
    course.lessons[1].is_optional = True
    publish(course.lessons[1])
    course.is_quiz_optional = True
    publish(course)
    read_lesson(lan, course.lessons[0], day(1))
    assert not completed(lan)
    rehearse(lan, drill, "alone", day(2))
    assert completed(lan) == day(2)


@pytest.mark.django_db
def test_a_rehearsal_taken_offline_counts_no_more(course, drill, lan):
    drill.unpublish()
    for lesson in course.lessons:
        read_lesson(lan, lesson, day(1))
    pass_quiz(lan, course, day(2))
    assert completed(lan) == day(2)


@pytest.mark.django_db
def test_a_stricter_rule_takes_no_completion_away(site_tree, drill, lan):
    course = make_course()
    for lesson in course.lessons:
        read_lesson(lan, lesson, day(1))
    pass_quiz(lan, course, day(2))
    require(course, drill)
    read_lesson(lan, course.lessons[0], day(8))
    assert completed(lan) == day(2)
    other = Learner.objects.create()
    merge(lan, other)
    assert completed(other) == day(2)


@pytest.mark.django_db
def test_a_looser_rule_moves_no_completion_and_completes_by_night(course, drill, lan, capsys):
    waiting = Learner.objects.create()
    for one in (lan, waiting):
        for lesson in course.lessons:
            read_lesson(one, lesson, day(1))
        pass_quiz(one, course, day(2))
    rehearse(lan, drill, "alone", day(5))
    course.required_rehearsals = []
    publish(course)
    read_lesson(lan, course.lessons[0], day(8))
    assert (completed(lan), completed(waiting)) == (day(5), None)
    call_command("settle_completions", verbosity=0)
    assert (completed(lan), completed(waiting)) == (day(5), day(2))
    call_command("settle_completions", verbosity=0)
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["1", "0"]


@pytest.mark.django_db
def test_late_news_of_an_earlier_day_moves_the_completion_there(course, drill, lan):
    read_lesson(lan, course.lessons[0], day(1))
    read_lesson(lan, course.lessons[1], day(1))
    pass_quiz(lan, course, day(2))
    rehearse(lan, drill, "alone", day(6))
    assert completed(lan) == day(6)
    rehearse(lan, drill, "alone", day(3))
    assert completed(lan) == day(3)


@pytest.mark.django_db
def test_what_two_did_who_are_one_person_counts_together(course, drill, lan):
    other = Learner.objects.create()
    for lesson in course.lessons:
        read_lesson(other, lesson, day(1))
    rehearse(other, drill, "alone", day(4))
    read_lesson(lan, course.lessons[0], day(1))
    pass_quiz(lan, course, day(2))
    merge(other, lan)
    assert completed(lan) == day(4)


# As it is read.


def lines(course, learner):
    known = learner_state(learner, "vi")
    return [(item.kind, item.text, item.is_done) for item in checklist_of(courses()[course.key], known, "vi")]


@pytest.mark.django_db
def test_the_checklist_says_what_is_done(course, drill, lan):
    mark = course.quiz.pass_mark
    assert lines(course, lan) == [
        ("lessons", "2 bài học", False),
        ("rehearsal", f"Tập thử: {drill.title}, tự làm không gợi ý", False),
        ("quiz", f"Kiểm tra: đúng từ {mark}\u00a0% trở lên", False),
    ]
    read_lesson(lan, course.lessons[0], day(1))
    rehearse(lan, drill, "alone", day(1))
    assert [(text, done) for _kind, text, done in lines(course, lan)][:2] == [
        ("Đã học 1 trong 2 bài", False),
        (f"Tập thử: {drill.title}, tự làm không gợi ý", True),
    ]


@pytest.mark.django_db
def test_everyone_reads_what_counts_on_the_page_of_the_course(course, drill, client):
    for code, words in (("vi", "tự làm không gợi ý"), ("en", "on your own")):
        page = client.get(in_language(course, code).url).content.decode()
        assert words in page and f'data-keys="{drill.key}"' in page


@pytest.mark.django_db
def test_my_learning_shows_the_checklist_until_the_course_is_completed(course, drill, site_tree):
    phone = Phone()
    phone.send(event("completed", course.lessons[0]))
    page = phone.get(reverse("courses:my_learning")).text
    assert "Đã học 1 trong 2 bài" in page and "tự làm không gợi ý" in page


@pytest.mark.django_db
def test_what_is_next_comes_in_the_order_of_the_checklist(course, drill, lan):
    def following():
        return [thing["title"] for thing in still_to_do(courses()[course.key], learner_state(lan, "vi"), "vi")]

    drill_line = f"Tập thử: {drill.title}, tự làm không gợi ý"
    assert following() == ["Bài 1", "Bài 2", drill_line, "Bài kiểm tra"]
    read_lesson(lan, course.lessons[1], day(1))
    submit_answers(lan, course.quiz, right_answers(course.quiz), at=day(1))
    assert following() == ["Bài 1", drill_line]
    assert learner_state(lan, "vi")["continue"]["title"] == "Bài 1"
    read_lesson(lan, course.lessons[0], day(1))
    assert learner_state(lan, "vi")["continue"]["url"] == reverse("courses:rehearsal", args=[drill.key])


@pytest.mark.django_db
def test_the_rule_costs_the_phone_no_more_questions(course, drill, lan, django_assert_max_num_queries):
    read_lesson(lan, course.lessons[0], day(1))
    learner_state(lan, "vi")
    with django_assert_max_num_queries(3):
        json.dumps(learner_state(lan, "vi"))
