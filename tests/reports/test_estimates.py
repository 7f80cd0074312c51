from hypothesis import given
from hypothesis import strategies as st

from reports.estimates import of_all, span


def test_few_say_nothing():
    assert span(9, 9) is None and of_all(9, 9, 100) is None


def test_wilsons_interval():
    low, high = span(18, 20)
    assert round(low, 3) == 0.699 and round(high, 3) == 0.972


def test_of_all_in_whole_people():
    assert of_all(18, 20, 1000) == (698, 973)


def test_whoever_asks_all_knows_it_exactly():
    assert of_all(18, 20, 20) == (18, 18)


@given(
    st.integers(10, 500).flatmap(lambda asked: st.tuples(st.integers(0, asked), st.just(asked), st.integers(0, 5000)))
)
def test_the_span_holds_what_was_found_and_stays_within_all(case):
    yes, asked, more = case
    low, high = of_all(yes, asked, asked + more)
    assert yes <= low <= high <= asked + more - (asked - yes)
