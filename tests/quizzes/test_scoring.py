"""Marking, as arithmetic."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.notation import author_number, numbers, plain, same_words
from quizzes.scoring import ROUNDING, clean, earned, is_waiting, mark, match_key, percentage, possible, told
from quizzes.wording import answered, right

RULES = {
    "is_multiple": False, "is_partial": False, "takes_away": False, "ignores_case": True, "ignores_accents": False,
}  # fmt: skip


def asked(*choices, key="q", interaction="choice", points=1, **rules):
    """A question whose choices are told by (text, is right) or by a dict."""
    rows = [choice if isinstance(choice, dict) else {"text": choice[0], "is_right": choice[1]} for choice in choices]
    empty = {"match": "", "weight": None, "tolerance": None, "area": None, "feedback": "", "is_right": False}
    sheets = [empty | {"key": row.get("key", row["text"])} | row for row in rows]
    told = {"stem": "?", "explanation": "", "picture": None, "right_feedback": "", "wrong_feedback": ""}
    return told | RULES | {"key": key, "interaction": interaction, "points": points, "choices": sheets} | rules


def share(question, *answer):
    (row,) = mark([question], {"q": list(answer)})
    return None if row["share"] is None else Fraction(row["share"])


ONE = asked(("a", True), ("b", False), ("c", False))
SEVERAL = asked(("a", True), ("b", True), ("c", False), ("d", False), is_multiple=True)
ORDER = asked(("a", False), ("b", False), ("c", False), interaction="sequencing")
PAIRS = asked(
    {"text": "a", "match": "1"}, {"text": "b", "match": "2"}, {"key": "decoy", "text": "", "match": "3"},
    interaction="matching",
)  # fmt: skip
WORD = asked(
    ("Hòa Thịnh", True),
    {"text": "Hòa", "weight": "50", "feedback": "Cả tên nữa."},
    {"text": "*", "weight": "0", "feedback": "Xã nào?"},
    interaction="fill-in",
)
NUMBER = asked(
    ("12.5", True),
    {"text": "12", "weight": "50", "tolerance": "0.6"},
    interaction="numeric",
)
SPOTS = asked(("a", True), ("b", False), interaction="hot-spot")
OWN_WORDS = asked(interaction="long-fill-in")
ALL = [ONE, SEVERAL, ORDER, PAIRS, WORD, NUMBER, SPOTS, OWN_WORDS]


def partial(question, **rules):
    return question | {"is_partial": True} | rules


def pair(left, right):
    return f"{left}={match_key(PAIRS, right)}"


@pytest.mark.parametrize(("earned", "possible", "percent"), [(0, 0, 0), (0, 8, 0), (5, 8, 62), (2, 3, 66), (8, 8, 100)])
def test_a_percentage_is_rounded_down(earned, possible, percent):
    assert percentage(earned, possible) == percent


def test_less_than_nothing_is_nothing():
    assert percentage(Fraction(-1, 2), 8) == 0


@pytest.mark.parametrize(
    ("question", "answer", "wanted"),
    [
        (ONE, ["a"], 1),
        (ONE, ["b"], 0),
        (ONE, ["a", "b"], 0),
        (SEVERAL, ["b", "a", "a"], 1),
        (SEVERAL, ["a"], 0),
        (SEVERAL, ["a", "b", "c"], 0),
        (ORDER, ["a", "b", "c"], 1),
        (ORDER, ["a", "c", "b"], 0),
        (ORDER, ["a", "b"], 0),
        (PAIRS, [pair("a", "1"), pair("b", "2")], 1),
        (PAIRS, [pair("a", "1"), pair("b", "3")], 0),
        (WORD, ["hoà  thịnh"], 1),
        (WORD, ["hoa thinh"], 0),
        (WORD, ["HÒA"], Fraction(1, 2)),
        (WORD, ["Tây Hòa"], 0),
        (NUMBER, ["12,5"], 1),
        (NUMBER, ["12.50"], 1),
        (NUMBER, ["11,5"], Fraction(1, 2)),
        (NUMBER, ["mười hai"], 0),
        (SPOTS, ["a"], 1),
        (SPOTS, ["b"], 0),
        (OWN_WORDS, [], 0),
        (OWN_WORDS, ["Tôi không đọc mã cho ai."], None),
    ],
)
def test_an_answer_earns_its_share(question, answer, wanted):
    assert share(question, *answer) == wanted


@pytest.mark.parametrize(
    ("question", "answer", "wanted"),
    [
        (SEVERAL, ["a"], Fraction(1, 2)),
        (SEVERAL, ["a", "c"], 0),
        (SEVERAL, ["a", "b", "c"], Fraction(1, 2)),
        (ORDER, ["b", "c", "a"], Fraction(1, 2)),
        (ORDER, ["c", "b", "a"], 0),
        (PAIRS, [pair("a", "1")], Fraction(1, 2)),
    ],
)
def test_a_part_of_the_answer_earns_a_part_where_the_author_allows_it(question, answer, wanted):
    assert share(partial(question), *answer) == wanted


def test_wrong_answers_take_points_away_only_where_asked_for():
    assert share(partial(SEVERAL), "c", "d") == 0
    assert share(partial(SEVERAL, takes_away=True), "c", "d") == -1


def test_an_authors_weights_stand_above_the_rule():
    third = [{"text": text, "weight": "33.33333", "is_right": True} for text in "abc"]
    question = partial(asked(*third, {"text": "d", "weight": "-50"}, is_multiple=True))
    assert share(question, "a", "b", "c") == 1
    assert share(question, "a", "b") == 2 * Fraction("33.33333") / 100
    assert share(question, "a", "d") == 0
    assert share(question | {"takes_away": True}, "d") == Fraction(-1, 2)


def test_accents_are_let_pass_where_the_author_allows_it():
    assert share(WORD | {"ignores_accents": True}, "hoa thinh") == 1


def test_capitals_count_where_the_author_says_so():
    assert share(asked(("VNeID", True), interaction="fill-in", ignores_case=False), "vneid") == 0
    assert share(asked(("VNeID", True), interaction="fill-in"), "vneid") == 1


def test_points_are_summed_exactly():
    third = partial(asked(("a", True), ("b", True), ("c", True), is_multiple=True))
    sheet = mark([third | {"key": str(n)} for n in range(3)], {str(n): ["a"] for n in range(3)})
    assert earned(sheet) == 1 and possible(sheet) == 3


def test_what_a_trainer_has_to_read_waits():
    assert is_waiting(mark([OWN_WORDS], {"q": ["Không ai."]}))
    assert not is_waiting(mark([OWN_WORDS], {}))


def test_the_feedback_is_that_of_the_best_answer_it_fits():
    (row,) = mark([WORD], {"q": ["hòa"]})
    assert [choice["feedback"] for choice in told(row)] == ["Cả tên nữa."]
    (row,) = mark([WORD], {"q": ["Ea Bia"]})
    assert [choice["feedback"] for choice in told(row)] == ["Xã nào?"]


def test_an_answer_is_told_in_words():
    (row,) = mark([PAIRS], {"q": [pair("b", "1")]})
    assert (answered(row), right(row)) == (["b → 1"], ["a → 1", "b → 2"])
    (row,) = mark([ORDER], {"q": ["c", "a", "b"]})
    assert (answered(row), right(row)) == (["c", "a", "b"], ["a", "b", "c"])
    (row,) = mark([WORD], {"q": ["hoà"]})
    assert (answered(row), right(row)) == (["hoà"], ["Hòa Thịnh"])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1.234,5", {Fraction(2469, 2)}),
        ("1,234.5", {Fraction(2469, 2)}),
        ("1.234", {Fraction(1234), Fraction(1234, 1000)}),
        ("1.234.567", {Fraction(1234567)}),
        ("10 000 đ", {Fraction(10000)}),
        ("75 %", {Fraction(75)}),
        ("−3", {Fraction(-3)}),
        ("12.34.5", set()),
        ("mười", set()),
        ("", set()),
        ("1" * 100, set()),
    ],
)
def test_numbers_are_read_in_both_notations(text, wanted):
    assert numbers(text) == wanted


def test_an_authors_number_means_one_thing():
    assert author_number("10.000", "vi") == 10000 and author_number("10.000", "en") == 10
    assert author_number("1,234", "vi") == Fraction(1234, 1000) and author_number("1,234", "en") == 1234


@given(st.decimals(-(10**9), 10**9, places=4, allow_nan=False))
def test_a_kept_number_can_be_read_in_one_way_only(number):
    assert numbers(plain(number)) == {Fraction(number)}


@given(st.text())
def test_words_are_the_same_as_themselves(text):
    assert same_words(text, text) and same_words(f" {text} ", text)


ANSWERS = st.lists(st.sampled_from(["a", "b", "c", "d", "z", "decoy", "", "a=", pair("a", "1"), pair("b", "3"), "12"]))


@given(st.sampled_from(ALL), ANSWERS | st.lists(st.text()), st.booleans(), st.booleans())
def test_no_answer_whatever_earns_more_than_there_is(question, answer, is_partial, takes_away):
    (row,) = mark([question | {"is_partial": is_partial, "takes_away": takes_away}], {"q": answer})
    part = Fraction(row["share"] or 0)
    assert (-1 if takes_away else 0) <= part <= 1 and not 1 - ROUNDING < part < 1
    assert clean(question, row["given"]) == row["given"]
    assert len(answered(row)) == len(row["given"])
