"""Marking, as arithmetic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.scoring import is_right, mark, percentage

KEYS = st.sets(st.sampled_from("abcdef"))


def asked(key="q", right="a", wrong="bc"):
    choices = [{"key": c, "text": c, "is_right": c in right, "feedback": ""} for c in right + wrong]
    return {"key": key, "stem": "?", "explanation": "", "choices": choices}


@pytest.mark.parametrize(("earned", "possible", "percent"), [(0, 0, 0), (0, 8, 0), (5, 8, 62), (2, 3, 66), (8, 8, 100)])
def test_a_percentage_is_rounded_down(earned, possible, percent):
    assert percentage(earned, possible) == percent


@given(KEYS, KEYS)
def test_a_point_for_exactly_the_right_choices(given, right):
    assert is_right(given, right) == (given == right and bool(right))


@pytest.mark.parametrize(
    ("given", "is_point"),
    [(["a", "b"], True), (["b", "a", "a"], True), (["a"], False), (["a", "b", "c"], False), ([], False)],
)
def test_several_right_choices_have_to_be_found_exactly(given, is_point):
    assert mark([asked(right="ab", wrong="c")], {"q": given})[0]["is_right"] == is_point


def test_a_choice_that_is_not_offered_counts_as_nothing():
    (row,) = mark([asked()], {"q": ["a", "z"], "other": ["b"]})
    assert (row["given"], row["is_right"]) == (["a"], True)


def test_a_question_without_an_answer_is_wrong():
    (row,) = mark([asked()], {})
    assert (row["given"], row["is_right"]) == ([], False)


@given(st.dictionaries(st.text(), st.lists(st.text())))
def test_no_answers_whatever_earn_more_than_there_is(answers):
    questions = [asked(), asked("r", right="ab")]
    sheet = mark(questions, answers)
    assert len(sheet) == 2 and all(set(row["given"]) <= {"a", "b", "c"} for row in sheet)
