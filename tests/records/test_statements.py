"""What a phone says is checked before it is believed."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.statements import StatementError, clock_skew, occurred, parse

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
NONE = timedelta(0)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


def raw(**fields):
    return {
        "id": str(uuid.uuid4()),
        "verb": "progressed",
        "object_type": "lesson",
        "object_key": str(uuid.uuid4()),
        "occurred_at": "2026-11-22T07:00:00Z",
    } | fields


def nested(levels):
    value = []
    for _level in range(levels):
        value = [value]
    return value


def reason(**fields):
    with pytest.raises(StatementError) as refusal:
        parse(raw(**fields), NOW)
    return str(refusal.value)


def test_a_plain_statement_is_taken_as_it_is():
    statement = parse(raw(data={"step": "a"}, locale="en"), NOW)
    assert (statement.verb, statement.data, statement.locale) == ("progressed", {"step": "a"}, "en")
    assert statement.occurred_at == NOW - timedelta(hours=1)


@pytest.mark.parametrize("verb", ["passed", "attended", "deleted", "", None, 1, [], {}])
def test_a_phone_says_only_what_a_phone_may_say(verb):
    assert reason(verb=verb) == "unknown"


@pytest.mark.parametrize("kind", ["course", "moon", None, ["lesson"], {"lesson": 1}])
def test_an_unknown_object_is_refused(kind):
    assert reason(object_type=kind) == "unknown"


@pytest.mark.parametrize("key", [None, "", "1", 12, [], {}, "g" * 32, nested(5)])
@pytest.mark.parametrize("field", ["id", "object_key"])
def test_a_key_that_is_none_is_refused(field, key):
    assert reason(**{field: key}) == "malformed"


@pytest.mark.parametrize(
    "data",
    [
        "text",
        [1],
        7,
        {"a": "\0"},
        {"\0": 1},
        {"a": "\ud800"},
        {"a": float("nan")},
        {"a": float("inf")},
        {"a": nested(200)},
    ],
)
def test_data_that_some_database_can_not_hold_is_refused(data):
    assert reason(data=data) == "malformed"


@pytest.mark.parametrize("locale", ["\0", "\udfff", 5, None, ["vi"]])
def test_a_language_that_is_none_is_refused(locale):
    assert reason(locale=locale) == "malformed"


def test_too_much_data_is_refused():
    assert reason(data={"a": "x" * 9000}) == "oversized"


@pytest.mark.parametrize("not_an_object", [None, 1, "a", [], [[]]])
def test_what_is_no_object_is_refused(not_an_object):
    with pytest.raises(StatementError):
        parse(not_an_object, NOW)


@given(JSON)
def test_whatever_json_comes_it_is_taken_or_refused(anything):
    for fields in (
        {"data": anything},
        {"id": anything},
        {"verb": anything},
        {"locale": anything},
        {"occurred_at": anything},
    ):
        try:
            parse(raw(**fields), NOW)
        except StatementError:
            pass


@pytest.mark.parametrize("text", [None, "", "yesterday", 17, [], {}, "2026-13-01T00:00:00Z", "2026-02-30"])
def test_a_time_that_is_none_is_refused(text):
    assert reason(occurred_at=text) == "malformed"


def test_a_time_without_a_zone_is_taken_as_utc():
    assert occurred("2026-11-22T07:00:00", NOW, NONE) == NOW - timedelta(hours=1)


@pytest.mark.parametrize(
    "text",
    ["2026-11-22T08:00:01Z", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "1970-01-01T00:00:00Z"],
)
def test_the_future_and_the_absurd_past_are_dated_when_they_arrive(text):
    assert occurred(text, NOW, NONE) == NOW


def test_a_winter_without_network_is_believed():
    assert occurred("2026-01-22T08:00:00Z", NOW, NONE).year == 2026


@pytest.mark.parametrize(
    "off", [timedelta(days=365), timedelta(days=-365), timedelta(seconds=90), timedelta(days=-20000)]
)
def test_a_wrong_clock_is_set_right(off):
    phone_now = NOW + off
    skew = clock_skew(phone_now.isoformat(), NOW)
    assert occurred((phone_now - timedelta(minutes=5)).isoformat(), NOW, skew) == NOW - timedelta(minutes=5)


def test_a_slow_line_is_no_wrong_clock():
    assert clock_skew((NOW - timedelta(seconds=90)).isoformat(), NOW) == NONE


@pytest.mark.parametrize("sent_at", [None, "", "now", 5, [], nested(5)])
def test_without_a_time_of_sending_the_clock_is_believed(sent_at):
    assert clock_skew(sent_at, NOW) == NONE


@given(st.datetimes(), st.datetimes(), st.timezones() | st.none())
def test_no_clock_whatever_makes_a_time_ahead_of_now(said, sent, zone):
    text = said.replace(tzinfo=zone).isoformat() if zone is None or said.year > 1 else said.isoformat()
    moment = occurred(text, NOW, clock_skew(sent.isoformat(), NOW))
    assert NOW - timedelta(days=400) <= moment <= NOW
