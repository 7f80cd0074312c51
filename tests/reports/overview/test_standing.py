from datetime import date

import pytest

from reports.overview.funnel import funnel
from reports.overview.standing import Aim, Share, Standing
from reports.overview.trend import MONTH, QUARTER, YEAR, coverage, span_of, spans
from reports.tables import Figures


def test_coverage_is_certificates_of_adults_rounded_down():
    assert Standing(None, Figures(certificates=419), 0, Aim(1000, 600)).coverage == 41


def test_without_a_population_there_is_no_per_cent():
    one = Standing(None, Figures(certificates=419))
    assert one.coverage is None and one.missing is None and one.status == "unknown"


def test_of_too_few_there_is_no_per_cent_either():
    assert Standing(None, Figures(certificates=None), None, Aim(1000, 600)).coverage is None


def test_a_target_is_a_share_of_adults_and_a_number_of_people_missing():
    one = Standing(None, Figures(certificates=419), 0, Aim(1000, 600))
    assert one.aim.goal_share == 60 and one.missing == 181


def test_a_target_in_heads_needs_no_population():
    one = Standing(None, Figures(certificates=40), 0, Aim(None, 60))
    assert one.missing == 20 and one.aim.goal_share is None


@pytest.mark.parametrize("column", ["coverage", "share", "first_pass", "gained", "certificates", "learners"])
def test_what_is_not_told_stands_below_what_is(column):
    hidden = Standing(None, Figures(None, None, None, None, None, None), None, Aim(1000))
    assert hidden.value(column) < Standing(None, Figures(), 0, Aim(1000)).value(column) or column in (
        "share",
        "first_pass",
    )


def test_a_share_that_cannot_be_computed_says_why():
    assert Share(3, 0, "nobody has begun").value is None and Share(3, 4).value == 75 and Share(None, 4).value is None


MONTHS = [(date(2025, month, 1), (month, None, 10)) for month in range(10, 13)] + [(date(2026, 1, 1), (1, 5, None))]


def test_months_come_together_from_the_beginning():
    assert [span.total for span in spans(MONTHS, MONTH, drawn=2)] == [10, 20, 30, 30]


def test_quarters_and_years_add_their_months():
    quarters = spans(MONTHS, QUARTER, drawn=2)
    assert [(span.first, span.numbers, span.total) for span in quarters] == [
        (date(2025, 10, 1), (33, None, 30), 30),
        (date(2026, 1, 1), (1, 5, None), 30),
    ]
    assert [span.first for span in spans(MONTHS, YEAR)] == [date(2025, 1, 1), date(2026, 1, 1)]


@pytest.mark.parametrize(("step", "first"), [(MONTH, 11), (QUARTER, 10), (YEAR, 1)])
def test_a_month_lies_in_its_span(step, first):
    assert span_of(date(2026, 11, 1), step) == date(2026, first, 1)


def test_coverage_over_time_needs_a_population():
    assert coverage([100, 410], 1000) == [10, 41] and coverage([100], None) == [None]


def test_the_step_where_most_stop_is_marked():
    steps = funnel([("Began", 100), ("First lesson", 90), ("Quiz", 40), ("Certificate", 35)])
    assert [step.share for step in steps] == [100, 90, 40, 35] and [step.lost for step in steps] == [None, 10, 50, 5]
    assert [step.words for step in steps if step.is_worst] == ["Quiz"]


def test_where_too_few_are_told_nothing_is_worked_out():
    steps = funnel([("Began", 20), ("First lesson", None), ("Quiz", 10)])
    assert [step.lost for step in steps] == [None, None, None] and not any(step.is_worst for step in steps)


def test_nobody_stops_where_nobody_began_or_all_went_on():
    assert not any(step.is_worst for step in funnel([("Began", 5), ("Quiz", 7)]))
    assert funnel([]) == [] and funnel([("Began", 0)])[0].share is None
