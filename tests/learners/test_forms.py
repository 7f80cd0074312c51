"""Names as people write them, and what is no name."""

import pytest
from django.core.exceptions import ValidationError

from learners.forms import NameForm, clean_name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Nguyễn   Thị Lan ", "Nguyễn Thị Lan"),
        ("Nguye\u0302\u0303n Thi\u0323 Lan", "Nguyễn Thị Lan"),
        ("Y Ê̆ban Niê", "Y Ê̆ban Niê"),
        ("H’Hen Niê", "H'Hen Niê"),
        ("K'Brơ̆ih", "K'Brơ̆ih"),
        ("สมชาย ใจดี ที่นี่", "สมชาย ใจดี ที่นี่"),
        ("Lan\u200b\ufeff", "Lan"),
        ("\u202eLan", "Lan"),
        ("Lan\nThị", "Lan Thị"),
        ("Bé Na 2", "Bé Na 2"),
    ],
)
def test_a_name_is_kept_as_it_is_written(typed, kept):
    assert clean_name(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "123",
        "'",
        "\u0301",
        "🙂",
        "Lan 🙂",
        "Lan 👩\u200d🏫",
        "Lan \U0001fae8",
        "Lan ❤",
        "<b>Lan</b>",
        "Lan €",
        "a\x07b",
        "Lan\ue000",
    ],
)
def test_pictures_and_signs_are_no_name(typed):
    with pytest.raises(ValidationError):
        clean_name(typed)


@pytest.mark.parametrize("mark", ["\u0301", "\u0306", "\u0489", "\u0e49", "\ufe0f"])
def test_a_pile_of_accents_is_no_name(mark):
    with pytest.raises(ValidationError):
        clean_name("La" + mark * 20 + "n")


@pytest.mark.parametrize("typed", ["", " ", "a" * 300, "Lan\0", "\u200b"])
def test_the_form_says_what_is_wrong(typed):
    form = NameForm({"name": typed})
    assert not form.is_valid() and form.errors["name"][0]


def test_the_longest_name_fits():
    assert NameForm({"name": "ư" * 120}).is_valid()
