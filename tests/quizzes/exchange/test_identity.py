"""Out and in again is the same, for all eight kinds and every format."""

import pytest
from hypothesis import HealthCheck, given, settings

from quizzes.exchange import formats, gift, moodle_xml, qti3, sheet
from tests.quizzes.exchange import questions

WRITERS = {
    "moodle": lambda items: questions.in_bytes(moodle_xml.document(items)),
    "gift": lambda items: questions.in_bytes(gift.document(items)),
    "qti": qti3.as_file,
    "xlsx": sheet.workbook,
    "csv": lambda items: questions.in_bytes(sheet.table(items)),
}
MANY = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def there_and_back(format_, items):
    reading = formats.read(WRITERS[format_](items), "questions", format_)
    assert [row.item for row in reading.rows] == items
    return reading


@pytest.mark.parametrize("format_", WRITERS)
@pytest.mark.parametrize("kind", sorted(questions.MADE))
@given(data=questions.st.data())
@MANY
def test_a_question_comes_back_as_it_went(format_, kind, data):
    there_and_back(format_, [data.draw(questions.items(kind))])


@pytest.mark.parametrize("format_", WRITERS)
@given(items=questions.lists())
@MANY
def test_a_whole_bank_comes_back_in_order(format_, items):
    there_and_back(format_, items)


@pytest.mark.parametrize("format_", WRITERS)
@given(items=questions.lists(2))
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_a_format_is_known_by_what_is_in_it(format_, items):
    assert formats.format_of(WRITERS[format_](items), "questions.csv" if format_ == "csv" else "questions") == format_
