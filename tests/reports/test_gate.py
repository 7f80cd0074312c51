"""Nobody can be singled out from outside a commune, whatever is asked, added and subtracted, on whatever days.

The attack is exact: all that was ever shown becomes constraints on whole numbers of people; a group of fewer than five
is found out if only one number is left for it.
"""

from datetime import date
from itertools import combinations

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from reports import gate
from reports.periods import ALL_TIME, Period, months
from reports.tables import ALL, course_table, people_table

FIRST = date(2025, 7, 1)


def test_fewer_than_five_are_not_told_and_the_rest_comes_in_fives():
    assert [gate.shown(number) for number in (0, 1, 4, 5, 9, 10, 1234)] == [None, None, None, 5, 5, 10, 1230]
    assert gate.shown(3, is_own=True) == 3 and gate.shown(0, is_own=True) == 0


def test_a_stretch_of_time_is_the_difference_of_what_was_shown():
    assert gate.between(4, 5) == 5 and gate.between(5, 9) is None
    assert gate.between(4, 5, is_own=True) == 1


def test_a_sum_that_would_tell_its_parts_is_shown_smaller():
    assert gate.shown_total(20, [4, 4, 4, 4, 4]) == 15
    assert gate.shown_total(21, [4, 4, 4, 4, 5]) == 20


class Attack:
    """What somebody knows who has seen every page, and knows how they are made."""

    def __init__(self, size):
        self.size, self.rows, self.low, self.high = size, [], [], []

    def learn(self, row, low, high):
        self.rows.append(row), self.low.append(low), self.high.append(high)

    def is_found_out(self, group) -> bool:
        """Whether only one number of people is left for it."""
        return self._end(group) == -self._end(-group)

    def _end(self, cost):
        rules = LinearConstraint(np.array(self.rows), self.low, self.high)
        found = milp(cost, constraints=rules, integrality=np.ones(self.size), bounds=Bounds(0, np.inf))
        assert found.success or found.status == 3, found.message  # 3: without an end
        return round(found.fun) if found.success else -np.inf


ARRIVALS = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.one_of(st.integers(0, 3), st.integers(0, 11)), min_size=width, max_size=width),
        min_size=1,
        max_size=6,
    )
)


def seen(arrivals, until):
    """{row: [what was shown of each month]} on the last day of the month of that number."""
    spans = [Period(ALL_TIME, FIRST, list(months(FIRST, date(2026, 6, 30)))[until])]
    known = [(place, m, n) for place, row in enumerate(arrivals) for m, n in zip(spans[0].months, row, strict=False)]
    table = people_table(known, list(range(len(arrivals))), spans, False, measures=("people",))
    return {row: [table.numbers(row, m)[0] or 0 for m in spans[0].months] for row in (*range(len(arrivals)), ALL)}


@settings(max_examples=150, deadline=None)
@given(ARRIVALS)
def test_no_page_of_any_day_tells_of_a_small_group_of_a_place_or_a_time(arrivals):
    places, width = len(arrivals), len(arrivals[0])
    attack, numbers = Attack(places * width), np.array(arrivals)
    for until in range(width):
        shown = {row: np.cumsum(numbers_of) for row, numbers_of in seen(arrivals, until).items()}
        for end in range(until + 1):
            for place in range(places):
                attack.learn(_window([place], 0, end, numbers), shown[place][end], shown[place][end] + 4)
            known, total = sum(shown[place][end] for place in range(places)), shown[ALL][end]
            may_be_more = places > 1 and total + 5 - known > 3 * places
            attack.learn(_window(range(places), 0, end, numbers), total, total + (9 if may_be_more else 4))
    for begin, end in combinations(range(width + 1), 2):
        for place in range(places):
            group = _window([place], begin, end - 1, numbers)
            if 0 < group @ numbers.ravel() < gate.SMALLEST:
                assert not attack.is_found_out(group)


def _window(places, begin, end, numbers):
    row = np.zeros(numbers.shape)
    row[list(places), begin : end + 1] = 1
    return row.ravel()


# Two or three provinces of some communes each.
PROVINCES = st.lists(
    st.lists(st.one_of(st.just(4), st.integers(0, 4), st.integers(0, 11)), min_size=1, max_size=5),
    min_size=2,
    max_size=3,
)


@settings(max_examples=150, deadline=None)
@given(PROVINCES)
@example([[4] * 5] * 2)
def test_the_country_and_all_its_provinces_side_by_side_tell_of_no_commune(provinces):
    people, attack = (
        np.array([number for communes in provinces for number in communes]),
        Attack(sum(map(len, provinces))),
    )
    pages = [_page(dict(enumerate(communes))) for communes in provinces]
    beneath = {row: [_parts(page)] * 2 for row, page in enumerate(pages)}
    country = _page(dict(enumerate(map(sum, provinces))), beneath)
    first = 0
    for row, (page, communes) in enumerate(zip(pages, provinces, strict=True)):
        assert country[row] == page[ALL]
        for number in range(len(communes)):
            attack.learn(_some(first + number, first + number + 1, people), page[number], page[number] + 4)
        _learn_sum(attack, _some(first, first + len(communes), people), page[ALL], [_parts(page)])
        first += len(communes)
    alone = gate.Parts(len(pages), [sum(number - number % 5 for number in map(sum, provinces))])
    _learn_sum(attack, _some(0, first, people), country[ALL], [alone, gate.together((_parts(p) for p in pages), 1)])
    for place in range(first):
        if 0 < people[place] < gate.SMALLEST:
            assert not attack.is_found_out(_some(place, place + 1, people))


def _page(counts, beneath=None):
    known = {row: [number] for row, number in counts.items()} | {ALL: [sum(counts.values())]}
    return {row: shown for row, (shown,) in gate.over_time(known, ALL, beneath=beneath).items()}


def _parts(page):
    return gate.Parts(len(page) - 1, [sum(number for row, number in page.items() if row != ALL)])


def _learn_sum(attack, group, shown, ways):
    """Whoever knows the rule knows whether five less may be shown."""
    may_be_more = any(way.number > 1 and shown + 5 - way.known[0] > 3 * way.number for way in ways)
    attack.learn(group, shown, shown + (9 if may_be_more else 4))


def _some(first, last, people):
    row = np.zeros(people.shape)
    row[first:last] = 1
    return row


# Of one place: who takes only the first of two courses, only the second, both.
KINDS = st.lists(st.one_of(st.integers(0, 4), st.integers(0, 30)), min_size=3, max_size=3)
IN_FIRST, IN_SECOND, IN_ANY = np.array([1, 0, 1]), np.array([0, 1, 1]), np.array([1, 1, 1])


@settings(max_examples=150, deadline=None)
@given(KINDS)
def test_courses_beside_each_other_do_not_tell_who_takes_which(kinds):
    people, attack = np.array(kinds), Attack(3)
    for taken in (IN_FIRST, IN_SECOND, IN_ANY):
        (number,) = course_table(
            [("here", "course", int(taken @ people))], ["here"], ["course"], False, ("n",)
        ).numbers("here", "course")
        attack.learn(taken, number or 0, (number or 0) + 4)
    for kind in np.identity(3):
        if 0 < kind @ people < gate.SMALLEST:
            assert not attack.is_found_out(kind)


@given(ARRIVALS)
def test_everything_shown_comes_in_fives_and_adds_up_over_time(arrivals):
    for until in range(len(arrivals[0])):
        shown = seen(arrivals, until)
        assert {number % gate.SMALLEST for row in shown.values() for number in row} == {0}
        assert all(sum(shown[place]) <= sum(row[: until + 1]) for place, row in enumerate(arrivals))
