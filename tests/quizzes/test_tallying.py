"""The totals of questions are what counting all first tries anew gives, whatever happened in whatever order."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learners.actions import erase, state_residence
from learners.merging import merge
from learners.models import Learner
from quizzes.actions import submit_answers
from quizzes.models import Attempt, Choice, ChoiceTotals, Interaction, QuestionTotals
from quizzes.remarking import read_answers, rescore
from quizzes.tallying import forget, tally
from records.actions import take_in
from records.statements import Statement
from tests.quizzes.factory import of_kind, question, quiz, right_answer, right_answers

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 3, 2, 1, tzinfo=UTC)


@pytest.fixture
def exam(site_tree):
    return quiz(questions=3)


def sit(learner, exam, hour=0, but=0, **sitting):
    return submit_answers(learner, exam, right_answers(exam, but), at=MORNING + timedelta(hours=hour), **sitting)


def totals():
    """All that is kept, without rows that came to nothing."""
    found = {}
    for model in (QuestionTotals, ChoiceTotals):
        for row in model.objects.values(*model.KEYS, "unit", *model.NUMBERS):
            numbers = tuple(row[name] for name in model.NUMBERS)
            if any(numbers):
                found[tuple(str(row[name]) for name in (*model.KEYS, "unit"))] = numbers
    return found


def counted_anew():
    forget()
    tally()
    return totals()


def of_first(exam, field="right"):
    key = exam.questions()[0].key
    return sum(QuestionTotals.objects.filter(question_key=key).values_list(field, flat=True))


def test_a_first_try_is_put_in_once(lan, exam):
    sit(lan, exam, but=1)
    assert tally() == 1 and tally() == 0
    assert (of_first(exam, "people"), of_first(exam), QuestionTotals.objects.count()) == (1, 0, 3)
    assert set(QuestionTotals.objects.values_list("unit", "locale")) == {(lan.unit_id, "vi")}


def test_only_the_first_try_counts(lan, exam):
    sit(lan, exam, but=3)
    tally()
    sit(lan, exam, hour=2)
    tally()
    assert (of_first(exam, "people"), of_first(exam)) == (1, 0)


def test_an_earlier_try_that_arrives_late_takes_its_place(lan, exam):
    sit(lan, exam, hour=5)
    tally()
    sit(lan, exam, hour=1, but=3)
    tally()
    assert (of_first(exam, "people"), of_first(exam)) == (1, 0)
    assert totals() == counted_anew()


def test_a_try_that_does_not_count_is_passed_over(lan, exam):
    exam.is_supervised = True
    exam.save()
    sit(lan, exam)
    tally()
    assert totals() == {}


def test_a_choice_is_kept_and_typed_words_are_not(lan, site_tree):
    exam = quiz(questions=[question(), of_kind(Interaction.FILL_IN), of_kind(Interaction.LONG_FILL_IN)])
    answers = {str(asked.key): right_answer(asked) for asked in exam.questions()}
    submit_answers(lan, exam, answers)
    tally()
    assert [str(row.choice_key) for row in ChoiceTotals.objects.all()] == answers[str(exam.questions()[0].key)]
    assert QuestionTotals.objects.count() == 2
    assert all(word not in str(Attempt.objects.get().tally) for word in ("VNeID", "mã cho ai"))


def test_own_words_count_once_they_are_read(lan, trainer, site_tree):
    exam = quiz(questions=[question(), of_kind(Interaction.LONG_FILL_IN)])
    answers = {str(asked.key): right_answer(asked) for asked in exam.questions()}
    attempt = submit_answers(lan, exam, answers)
    tally()
    read_answers(attempt, {row["key"]: 1 for row in attempt.sheet if row["share"] is None}, trainer)
    tally()
    assert QuestionTotals.objects.filter(people=1, paired=1).count() == 2
    assert totals() == counted_anew()


def turn_key(exam):
    for choice in Choice.objects.filter(question__translation_key=exam.questions()[0].key):
        choice.is_right = not choice.is_right
        choice.save()


def test_marking_again_changes_the_totals(lan, bao, administrator, exam):
    sit(lan, exam)
    sit(bao, exam, but=1)
    tally()
    assert of_first(exam) == 1
    turn_key(exam)
    Choice.objects.filter(question__translation_key=exam.questions()[0].key, text="Bí mật").update(text="?")
    rescore(exam.questions()[0].key, administrator, "Đáp án nhầm")
    tally()
    assert (of_first(exam), of_first(exam, "people")) == (1, 2)
    assert totals() == counted_anew()


def test_one_person_taken_for_two_counts_once(lan, bao, exam):
    sit(lan, exam, hour=1)
    sit(bao, exam, hour=0, but=3)
    tally()
    merge(bao, lan)
    tally()
    assert (of_first(exam, "people"), of_first(exam)) == (1, 0)
    assert totals() == counted_anew()


def test_where_somebody_lives_holds_for_what_was_done_before(exam, hoa_thinh, tay_hoa):
    somebody = Learner.objects.create()
    sit(somebody, exam)
    tally()
    state_residence(somebody, hoa_thinh)
    tally()
    assert {key[-1] for key in totals()} == {str(hoa_thinh.pk)}
    state_residence(somebody, tay_hoa)
    tally()
    assert {key[-1] for key in totals()} == {str(hoa_thinh.pk)}


def test_the_figures_stay_when_somebody_is_forgotten(lan, exam):
    sit(lan, exam)
    tally()
    before = totals()
    erase(lan)
    tally()
    assert totals() == before == counted_anew()


def test_a_submission_takes_no_more_queries_and_touches_no_total(lan, exam):
    sit(lan, exam)
    with CaptureQueriesContext(connection) as asked:
        sit(lan, exam, hour=3)
    assert not [q for q in asked if "totals" in q["sql"]]


def test_a_tally_takes_the_same_queries_for_any_number_of_people(exam):
    counts = []
    for people in (1, 30):
        for _person in range(people):
            sit(Learner.objects.create(), exam)
        with CaptureQueriesContext(connection) as asked:
            tally()
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_limit_leaves_the_rest_for_later(exam, monkeypatch):
    monkeypatch.setattr("quizzes.tallying.BATCH", 2)
    for _person in range(5):
        sit(Learner.objects.create(), exam)
    assert tally(limit=1) == 2
    assert Attempt.objects.to_tally().count() == 3


def test_the_command_says_what_it_did(lan, bao, exam):
    sit(lan, exam)
    sit(bao, exam)
    said = io.StringIO()
    call_command("tally_answers", stdout=said)
    before = totals()
    call_command("tally_answers", anew=True, stdout=said)
    assert said.getvalue().count("2 attempts were looked at. None is left.") == 2
    assert totals() == before


TIMES = [(12, 12), (0, 0), (3600, 3600), (3601, None), (-1, None), (2.5, None), (True, None), ("9", None), (None, None)]


@pytest.mark.parametrize(("sent", "kept"), TIMES)
def test_only_seconds_that_can_be_true_are_kept(lan, exam, sent, kept):
    key = str(exam.questions()[0].key)
    data = {"answers": right_answers(exam), "times": {key: sent, "another": 5}}
    take_in(lan, [Statement("completed", "quiz", exam.key, MORNING, data=data)])
    assert [row.get("seconds") for row in Attempt.objects.get().sheet] == [kept, None, None]


@pytest.mark.parametrize("times", [None, [], "x", 5])
def test_times_of_no_shape_are_no_times(lan, exam, times):
    data = {"answers": right_answers(exam), "times": times}
    take_in(lan, [Statement("completed", "quiz", exam.key, MORNING, data=data)])
    assert not any("seconds" in row for row in Attempt.objects.get().sheet)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("sit"), st.integers(0, 3), st.integers(0, 30), st.integers(0, 3)),
        st.tuples(st.just("merge"), st.integers(0, 3), st.integers(0, 3)),
        st.tuples(st.just("move"), st.integers(0, 3), st.booleans()),
        st.tuples(st.just("rescore")),
        st.tuples(st.just("tally")),
    ),
    max_size=14,
)


class Story:
    """Whatever can happen to four people."""

    def __init__(self, exam, units, by):
        self.exam, self.units, self.by = exam, units, by
        self.people = [Learner.objects.create() for _person in range(4)]

    def sit(self, who, hour, but):
        sit(self.people[who], self.exam, hour, but, seed=str(hour))

    def merge(self, one, other):
        source, target = self.people[one], self.people[other]
        merged = merge(source, target)
        self.people = [merged if person in (source, target) else person for person in self.people]

    def move(self, who, is_first):
        person = self.people[who]
        person.refresh_from_db()
        state_residence(person, self.units[is_first])

    def rescore(self):
        turn_key(self.exam)
        rescore(self.exam.questions()[0].key, self.by, "Lần nữa")

    def tally(self):
        tally()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_in_any_order_the_totals_are_those_of_counting_anew(steps, exam, hoa_thinh, tay_hoa, administrator):
    Attempt.objects.all().delete()
    forget()
    story = Story(exam, (hoa_thinh, tay_hoa), administrator)
    for verb, *words in steps:
        getattr(story, verb)(*words)
    tally()
    assert totals() == counted_anew()
