"""How long a script for the loudspeaker takes."""

import pytest

from courses.speaking import AIM, seconds

SENTENCE = "Bà con nhớ giữ kín mã số của mình nhé."  # ten syllables


def test_nothing_takes_no_time():
    assert seconds("", "vi") == seconds(" \n.", "vi") == 0


def test_a_minute_holds_about_160_vietnamese_syllables():
    assert seconds(" ".join([SENTENCE] * 16), "vi") == pytest.approx(AIM, abs=2)


def test_a_minute_holds_about_130_english_words():
    assert seconds(" ".join(["Keep your code to yourself, also from any officer."] * 14), "en") == pytest.approx(
        AIM, abs=4
    )


def test_sentences_and_lines_end_in_a_rest():
    assert seconds("một hai ba bốn năm sáu", "vi") == 3
    assert seconds("một hai ba. Bốn năm sáu.", "vi") == seconds("một hai ba\nbốn năm sáu", "vi") == 3
    assert seconds("một. Hai. Ba. Bốn. Năm. Sáu.", "vi") == 5


def test_numbers_are_read_digit_by_digit():
    assert seconds("Gọi 113", "vi") == seconds("Gọi một một ba", "vi")


def test_marks_that_stand_alone_make_no_syllable():
    assert seconds("Ê\u0306ban", "vi") == seconds("ban", "vi")
