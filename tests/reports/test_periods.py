from datetime import date

import pytest

from reports.periods import choose, month_of, periods

TODAY = date(2026, 11, 22)


def test_the_last_twelve_months_end_today_and_are_usual():
    period = choose("", periods(TODAY))
    assert (period.first, period.last, len(period.months)) == (date(2025, 12, 1), TODAY, 12)


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("all", date(2025, 7, 1), TODAY),
        ("2025", date(2025, 7, 1), date(2025, 12, 31)),
        ("2026", date(2026, 1, 1), TODAY),
    ],
)
def test_a_period_has_its_days(key, first, last):
    period = choose(key, periods(TODAY))
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize("today", [date(2025, 7, 1), date(2025, 12, 31), date(2026, 2, 28), date(2028, 2, 29)])
def test_no_period_begins_before_july_2025_or_ends_after_today(today):
    assert all(date(2025, 7, 1) <= period.first <= period.last <= today for period in periods(today))


@pytest.mark.parametrize("key", ["1999", "'; drop", "12", "9" * 400])
def test_an_unknown_period_is_the_usual_one(key):
    assert choose(key, periods(TODAY)).key == "12-months"


def test_a_wrong_clock_counts_in_the_nearest_possible_month():
    assert month_of(date(1970, 1, 1), TODAY) == date(2025, 7, 1)
    assert month_of(date(2030, 1, 1), TODAY) == date(2026, 11, 1)
