"""The words of resume codes, and how hopeless guessing is."""

from itertools import combinations

import pytest

from communes.folding import fold
from learners.codes import Code, is_too_near, number_of_codes
from learners.words import WORDS, number_of


def test_there_are_enough_words():
    assert len(WORDS) >= 256
    assert number_of_codes(2) > 1.6e9


def test_no_word_is_taken_for_another():
    spellings = [{fold(word.vi).replace(" ", ""), fold(word.en).replace(" ", "")} for word in WORDS]
    assert not any(one & other for one, other in combinations(spellings, 2))
    assert len({word.sign for word in WORDS}) == len(WORDS)


@pytest.mark.parametrize("typed", ["trâu", "TRAU", " tra\u0302u ", "Buffalo"])
def test_a_word_is_known_however_it_is_typed(typed):
    assert WORDS[number_of(typed)].vi == "trâu"


@pytest.mark.parametrize("typed", ["", " ", "x" * 10_000, "\0", "trâu bò", "🐃", "۱"])
def test_what_is_no_word_is_none(typed):
    assert number_of(typed) is None


def test_the_code_is_the_same_in_both_languages():
    assert Code.typed(["trâu", "thuyền buồm", "nón"], "07") == Code.typed(["buffalo", "sailboat", "hat"], "07")


@pytest.mark.parametrize("digits", ["", "x", "٣٤", "1 2"])
def test_digits_are_digits(digits):
    assert Code.typed(["trâu", "nón", "gà con"], digits) is None


def test_the_brake_holds_long_before_a_hit_is_likely():
    assert not is_too_near(900, 2) and is_too_near(1000, 2) and not is_too_near(90_000, 4)
