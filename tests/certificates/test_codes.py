import pytest

from certificates.codes import ALPHABET, LENGTH, clean_code, new_code, spaced


def test_a_new_code_uses_signs_that_nobody_confuses():
    code = new_code()
    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)


@pytest.mark.parametrize(
    "typed",
    ["K7P4M9QXA", "k7p 4m9 qxa", " K7P-4M9-QXA ", "K7P.4M9.QXA", "https://example.vn/c/K7P4M9QXA/", "/c/k7p4m9qxa"],
)
def test_a_code_is_understood_however_it_is_typed(typed):
    assert clean_code(typed) == "K7P4M9QXA"


@pytest.mark.parametrize("typed", ["", "  ", "///", "\x00", "🌞🌞"])
def test_nothing_stays_nothing(typed):
    assert clean_code(typed) == ""


def test_a_printed_code_is_read_in_threes():
    assert spaced("K7P4M9QXA") == "K7P\u00a04M9\u00a0QXA"
