"""The form for a name on a phone; the rule itself is tried in test_names.py."""

import pytest

from learners.forms import NameForm


@pytest.mark.parametrize("typed", ["", " ", "a" * 300, "Lan\0", "\u200b", "Lan 2", "🙂"])
def test_the_form_says_what_is_wrong(typed):
    form = NameForm({"name": typed})
    assert not form.is_valid() and form.errors["name"][0]


@pytest.mark.parametrize("typed", ["ư" * 120, "Bà nội", "สมชาย ใจดี ที่นี่"])
def test_a_name_fits(typed):
    assert NameForm({"name": typed}).is_valid()
