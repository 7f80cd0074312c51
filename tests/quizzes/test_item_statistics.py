"""What a question is like, told from sums of whole numbers."""

import math
from dataclasses import fields
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.item_statistics import (
    ENOUGH,
    OF_QUESTION,
    SPANS,
    ChoiceSums,
    Flag,
    Sums,
    Unknown,
    difference,
    findings,
    numbers,
    part_of,
    percentage,
    span,
)


def row(key="a", share="1", points=1, given=("x",), interaction="choice", **more):
    more |= {"share": share, "is_right": share == "1", "given": list(given)}
    return {"key": key, "points": points, "interaction": interaction} | more


def sums_of(*sheets, key="a"):
    """The sums of one question over the first tries of several people."""
    total = Sums()
    for sheet in sheets:
        for place, counts in numbers(part_of(sheet, "vi", None)).items():
            if place.question == key and place.choice is None:
                total += Sums.of(counts[name] for name in OF_QUESTION)
    return total


def person(is_right, others, **more):
    """One question, and four others of which so many were right."""
    rest = [row(f"other {n}", str(int(n < others))) for n in range(4)]
    return [row(share=str(int(is_right)), **more), *rest]


def test_a_part_is_whole_numbers_and_holds_nothing_typed():
    sheet = [row(share="2/3"), row("b", "0", points=3, given=["Nguyễn Thị Lan"], interaction="fill-in")]
    answers = part_of(sheet, "vi", 7)["answers"]
    assert (answers["a"]["share"], answers["a"]["rest"], answers["a"]["picked"]) == (666, 0, ["x"])
    assert (answers["b"]["rest"], answers["b"]["picked"]) == (666, [])
    assert "Nguyễn" not in str(answers)


def test_what_nobody_has_read_adds_nothing():
    sheet = [row(share="1"), row("own words", share=None, given=["…"], interaction="long-fill-in")]
    answers = part_of(sheet, "vi", None)["answers"]
    assert answers.keys() == {"a"} and answers["a"]["rest"] is None


def test_points_taken_away_are_below_nothing():
    assert part_of([row(share="-1/3"), row("b", "-1")], "vi", None)["answers"]["a"]["share"] == -334


def test_difficulty_is_the_share_right_at_first_try():
    assert sums_of(*[person(n < 5, 2) for n in range(8)]).difficulty == 63
    assert Sums().difficulty is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 4)), min_size=ENOUGH, max_size=60))
def test_discrimination_is_the_correlation_with_the_rest(people):
    sums = sums_of(*[person(*one) for one in people])
    xs, rs = [int(x) * 1000 for x, _rest in people], [rest * 250 for _x, rest in people]
    if len(set(xs)) < 2 or len(set(rs)) < 2:
        assert sums.discrimination is None
        return
    mx, mr = sum(xs) / len(xs), sum(rs) / len(rs)
    cov = sum((x - mx) * (r - mr) for x, r in zip(xs, rs, strict=True))
    spread = math.sqrt(sum((x - mx) ** 2 for x in xs) * sum((r - mr) ** 2 for r in rs))
    assert sums.discrimination == pytest.approx(cov / spread, abs=1e-9)


WHY = {
    Unknown.ALONE: [[row()]] * ENOUGH,
    Unknown.TOO_FEW: [person(n % 2, n % 4) for n in range(ENOUGH - 1)],
    Unknown.ALL_THE_SAME: [person(True, n % 4) for n in range(ENOUGH)],
    Unknown.REST_THE_SAME: [person(n % 2, 2) for n in range(ENOUGH)],
}


@pytest.mark.parametrize("why", WHY)
def test_where_there_is_no_discrimination_a_reason_is_given(why):
    sums = sums_of(*WHY[why])
    assert (sums.why_no_discrimination, sums.discrimination) == (why, None)


def test_spans_of_time_meet_and_never_overlap():
    assert [span(s) for s in (0, 5, 6, 300, 301, 3600)] == [
        "within_5", "within_5", "within_10", "within_300", "over_300", "over_300"
    ]  # fmt: skip
    assert all(a < b for a, b in pairwise(SPANS))


@pytest.mark.parametrize(
    ("seconds", "median"), [([], None), ([3], (0, 5)), ([3, 8, 8], (5, 10)), ([400, 500, 1], (300, None))]
)
def test_the_person_in_the_middle_tells_the_time(seconds, median):
    sheets = [person(True, 1, seconds=number) for number in seconds] + [person(True, 1)]
    assert sums_of(*sheets).median_span == median


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 4)), max_size=12))
def test_taking_a_part_out_undoes_putting_it_in(people):
    for before, after in pairwise([None, *(part_of(person(*one), "vi", 1) for one in people), None]):
        there, back = difference(before, after), difference(after, before)
        assert all(there[place][name] == -back[place][name] for place in there for name in there[place])


def test_sums_hold_what_the_totals_hold():
    assert Sums.of(range(len(OF_QUESTION))).values == tuple(range(len(OF_QUESTION)))
    assert [field.name for field in fields(Sums)][:-1] == list(OF_QUESTION[: len(fields(Sums)) - 1])


@pytest.mark.parametrize(("some", "of", "found"), [(1, 8, 13), (1, 3, 33), (2, 3, 67), (0, 5, 0), (5, 5, 100)])
def test_a_percentage_is_rounded_to_the_nearest(some, of, found):
    assert percentage(some, of) == found


def flags(sums, *choices):
    return [finding.flag for finding in findings(sums, choices)]


def test_too_few_people_say_nothing():
    assert flags(Sums(people=ENOUGH - 1, right=0)) == [Flag.TOO_FEW]


def test_what_nearly_everybody_knows_is_too_easy():
    assert flags(Sums(people=40, right=38)) == [Flag.TOO_EASY]
    assert flags(Sums(people=40, right=37)) == [Flag.FINE]


def test_a_wrong_key_shows_in_those_who_do_well_elsewhere():
    turned = sums_of(*[person(n % 2, 3 * (n % 2 == 0)) for n in range(ENOUGH)])
    straight = sums_of(*[person(n % 2, 3 * (n % 2)) for n in range(ENOUGH)])
    assert flags(turned) == [Flag.WRONG_KEY] and flags(straight) == [Flag.FINE]


def test_a_little_below_nothing_is_chance():
    people = [person(n % 2, n % 3) for n in range(ENOUGH)] + [person(True, 0)]
    sums = sums_of(*people)
    assert sums.discrimination < 0 and not sums.is_surely_negative


def test_a_wrong_choice_picked_more_often_than_the_right_one_misleads():
    choices = [ChoiceSums("right", True, 15), ChoiceSums("wrong", False, 20), ChoiceSums("other", False, 5)]
    assert findings(Sums(people=40, right=15), choices) == [(Flag.MISLEADING, "wrong")]


def test_a_wrong_choice_of_those_who_do_well_elsewhere_misleads():
    sums = Sums(people=100, right=80, paired=100, rest=50_000)
    clever, weak = ChoiceSums("a", False, 15, 15, 12_000), ChoiceSums("b", False, 15, 15, 3_000)
    assert findings(sums, [ChoiceSums("right", True, 70), clever, weak]) == [(Flag.MISLEADING, "a")]


def test_a_choice_of_hardly_anybody_misleads_nobody():
    sums = Sums(people=200, right=180, paired=200, rest=100_000)
    assert flags(sums, ChoiceSums("right", True, 180), ChoiceSums("a", False, 15, 15, 15_000)) == [Flag.FINE]
