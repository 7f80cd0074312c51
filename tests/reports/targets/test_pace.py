from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reports.targets.pace import Goal, Status, Why, arrival, expected, pace, share, standing

TODAY = date(2026, 11, 22)
YEAR = Goal(True, Decimal(60), date(2026, 1, 1), date(2026, 12, 31))


def months(*numbers, last=11):
    """Counts of the months of 2026 up to `last`."""
    return [(date(2026, last - len(numbers) + n + 1, 1), number) for n, number in enumerate(numbers)]


def test_the_pace_is_that_of_the_last_three_full_months():
    assert pace(months(100, 200, 260, 400, 480), TODAY) == 100


def test_of_fewer_full_months_all_count():
    assert pace(months(40, 100, 130), TODAY) == 50


def test_there_is_no_pace_before_a_month_is_full():
    assert pace(months(12), TODAY) is None and pace([], TODAY) is None


def test_the_month_of_arrival_follows_from_gap_and_pace():
    assert arrival(600, Decimal(100), TODAY) == (date(2027, 5, 1), None)


def test_why_there_is_no_forecast_is_said():
    assert arrival(10, None, TODAY) == (None, Why.NO_MONTH)
    assert arrival(10, Decimal(0), TODAY) == (None, Why.NO_PACE)
    assert arrival(1210, Decimal(10), TODAY) == (None, Why.TOO_FAR)


def test_the_straight_line_begins_with_those_who_were_there_before():
    counts = [(date(2025, 12, 1), 100), (date(2026, 11, 1), 300)]
    assert expected(counts, YEAR, 600, date(2025, 12, 31)) == 100
    assert expected(counts, YEAR, 600, date(2026, 12, 31)) == 600
    assert 540 <= expected(counts, YEAR, 600, TODAY) <= 550
    assert expected(counts, YEAR, 600, date(2028, 1, 1)) == 600


def test_reached_near_and_late():
    def of(number):
        return standing(months(0, number), 1000, YEAR, TODAY).status

    assert of(600) == Status.REACHED and of(500) == Status.NEAR and of(200) == Status.LATE


def test_a_share_needs_adults_and_a_number_does_not():
    assert standing(months(10), None, YEAR, TODAY).why == Why.NO_ADULTS
    number = Goal(False, Decimal(500), YEAR.first_day, YEAR.last_day)
    found = standing(months(100), None, number, TODAY)
    assert (found.gap, found.share, found.status) == (400, None, Status.LATE)


def test_a_number_beyond_all_adults_is_told():
    number = Goal(False, Decimal(500), YEAR.first_day, YEAR.last_day)
    assert standing(months(100), 400, number, TODAY).why == Why.TOO_MANY


def test_shares_are_rounded_down():
    assert share(599_999, 1_000_000) == Decimal("59.9") and share(1, None) is None


@given(st.lists(st.integers(0, 5000), max_size=11), st.none() | st.integers(1, 10_000), st.integers(1, 100))
def test_a_standing_never_contradicts_itself(added, adults, wanted):
    counts, so_far = [], 0
    for number in added:
        so_far += number
        counts.append(so_far)
    goal = Goal(True, Decimal(wanted), date(2026, 1, 1), date(2026, 12, 31))
    found = standing(months(*counts), adults, goal, TODAY)
    assert (found.status == Status.UNKNOWN) == (adults is None)
    if found.status == Status.REACHED:
        assert found.gap == 0 and found.share >= wanted and found.arrives_on is None
    if found.arrives_on:
        assert found.gap and found.pace > 0 and found.arrives_on >= TODAY.replace(day=1)
    if found.gap:
        assert bool(found.arrives_on) != bool(found.why_no_forecast)
