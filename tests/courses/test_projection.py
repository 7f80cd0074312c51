"""Progress follows from what was done, whatever the order in which the news arrives."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.models import CourseProgress, LessonProgress
from learners.actions import state_residence
from learners.models import Learner
from quizzes.models import Attempt
from records.actions import take_in
from records.statements import Statement
from tests.courses.factory import finish, lesson, pass_quiz, read_lesson
from tests.quizzes.factory import right_answers

pytestmark = pytest.mark.django_db
BEGIN = datetime(2026, 11, 1, tzinfo=UTC)


def history(course):
    """What one person did of a course: each lesson twice, a few clicks in one moment, and three sittings."""
    told = []
    for number, page in enumerate(course.lessons * 2):
        told += [("initialized", page.key, {}), *(("progressed", page.key, {"step": step.id}) for step in page.steps)]
        told += [("completed", page.key, {})] if number else []
    statements = [
        Statement(verb, "lesson", key, BEGIN + timedelta(minutes=5 * (n // 2)), data=data)
        for n, (verb, key, data) in enumerate(told)
    ]
    sittings = [
        (BEGIN + timedelta(hours=hour), right_answers(course.quiz, but=but)) for hour, but in ((1, 4), (2, 1), (3, 2))
    ]
    return statements + [
        Statement("completed", "quiz", course.quiz.key, at, data={"answers": given}) for at, given in sittings
    ]


def facts(learner):
    lessons = LessonProgress.objects.filter(learner=learner).order_by("lesson_key")
    courses = CourseProgress.objects.filter(learner=learner)
    sittings = Attempt.objects.filter(learner=learner)
    return (
        list(
            lessons.values_list("lesson_key", "started_at", "steps_done", "last_step", "last_step_at", "completed_at")
        ),
        list(courses.values_list("course_key", "started_at", "best_score", "passed_at", "completed_at")),
        list(sittings.values_list("submitted_at", "score", "is_passed")),
    )


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_order_and_repetition_gives_the_same_progress(course, data):
    statements = history(course)
    expected = facts_of(statements, [statements])
    order = data.draw(st.permutations(range(len(statements))))
    again = data.draw(st.lists(st.sampled_from(range(len(statements))), max_size=10))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(statements) + len(again)), max_size=6)))
    sent = [*order, *again]
    pieces = [sent[a:b] for a, b in zip([0, *cuts], [*cuts, len(sent)], strict=True)]
    assert facts_of(statements, [[statements[n] for n in piece] for piece in pieces]) == expected


def facts_of(statements, batches):
    """As a new person, so that keys and rows are new; the same moments and objects."""
    learner = Learner.objects.create()
    fresh = {s.id: uuid.uuid4() for s in statements}
    for batch in batches:
        take_in(
            learner,
            [Statement(s.verb, s.object_type, s.object_key, s.occurred_at, fresh[s.id], data=s.data) for s in batch],
        )
    return facts(learner)


def test_the_whole_course_is_completed_with_its_last_part(course, lan):
    read_lesson(lan, course.lessons[0], BEGIN)
    pass_quiz(lan, course, BEGIN + timedelta(hours=1))
    assert not CourseProgress.objects.get().completed_at
    read_lesson(lan, course.lessons[1], BEGIN + timedelta(hours=2))
    row = CourseProgress.objects.get()
    assert row.completed_at == BEGIN + timedelta(hours=2)
    assert (row.passed_at, row.best_score) == (BEGIN + timedelta(hours=1), 100)


def test_without_a_pass_nothing_is_completed(course, lan):
    for page in course.lessons:
        read_lesson(lan, page)
    take_in(
        lan,
        [Statement("completed", "quiz", course.quiz.key, BEGIN, data={"answers": right_answers(course.quiz, but=4)})],
    )
    assert not CourseProgress.objects.get().completed_at


def test_an_added_lesson_takes_no_completion_away_and_moves_none(course, lan):
    finish(lan, course, BEGIN)
    before = CourseProgress.objects.get().completed_at
    added = lesson(course, "Bài thêm")
    read_lesson(lan, course.lessons[0], BEGIN + timedelta(days=1))
    assert CourseProgress.objects.get().completed_at == before
    read_lesson(lan, added, BEGIN + timedelta(days=30))
    assert CourseProgress.objects.get().completed_at == before


def test_who_comes_after_an_added_lesson_does_that_too(course, lan):
    read_lesson(lan, course.lessons[0], BEGIN)
    added = lesson(course, "Bài thêm")
    read_lesson(lan, course.lessons[1], BEGIN)
    pass_quiz(lan, course, BEGIN)
    assert not CourseProgress.objects.get().completed_at
    read_lesson(lan, added, BEGIN + timedelta(days=1))
    assert CourseProgress.objects.get().completed_at == BEGIN + timedelta(days=1)


def test_progress_is_kept_when_the_language_changes(course, lan):
    from tests.courses.factory import in_language

    read_lesson(lan, in_language(course, "en").lessons[0], BEGIN)
    read_lesson(lan, course.lessons[1], BEGIN)
    pass_quiz(lan, in_language(course, "en"), BEGIN)
    assert CourseProgress.objects.get().completed_at == BEGIN


def test_what_is_not_of_this_site_is_kept_and_passed_over(lan, course):
    stored = take_in(lan, [Statement("completed", "lesson", uuid.uuid4(), BEGIN)])
    assert len(stored) == 1 and not CourseProgress.objects.exists()


def test_a_step_of_odd_shape_breaks_nothing(lan, course):
    for step in (None, 5, "x" * 500, ["a"], {"b": 1}):
        take_in(lan, [Statement("progressed", "lesson", course.lessons[0].key, BEGIN, data={"step": step})])
    assert LessonProgress.objects.get().lesson_key == course.lessons[0].key


def test_the_first_residence_also_holds_for_what_was_done_before(course, hoa_thinh, tay_hoa):
    nobody = Learner.objects.create()
    finish(nobody, course, BEGIN)
    state_residence(nobody, hoa_thinh)
    state_residence(nobody, tay_hoa)
    row = CourseProgress.objects.get()
    assert (row.started_unit, row.completed_unit) == (hoa_thinh, hoa_thinh)


def test_a_batch_is_projected_in_a_handful_of_queries(course, lan, django_assert_max_num_queries):
    from courses.catalogue import courses

    statements = history(course)
    courses()
    with django_assert_max_num_queries(49):
        take_in(lan, statements)
