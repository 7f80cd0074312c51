from hypothesis import given
from hypothesis import strategies as st

from reports.suppression import SMALLEST, hidden_cells


def column(numbers):
    counts = dict(enumerate(numbers)) | {"sum": sum(numbers)}
    return counts, [[*range(len(numbers)), "sum"]]


def hidden(*numbers):
    return hidden_cells(*column(numbers))


def test_large_groups_and_nobody_are_shown():
    assert hidden(5, 0, 17) == set()


def test_the_next_smallest_is_hidden_with_a_single_small_group():
    assert hidden(3, 40, 9, 0) == {0, 2}


def test_two_small_groups_protect_each_other():
    assert hidden(3, 40, 2) == {0, 2}


def test_two_people_in_two_places_would_be_known_from_the_sum():
    assert hidden(1, 1, 40, 50) == {0, 1, 2}


def test_a_group_alone_hides_its_sum():
    assert hidden(3, 0) == {0, "sum"}


def test_what_is_hidden_elsewhere_stays_hidden():
    counts, sums = column([20, 30, 40])
    assert hidden_cells(counts, sums, start={1}) == {0, 1}


@given(st.lists(st.one_of(st.integers(0, 8), st.integers(0, 300)), min_size=1, max_size=12))
def test_no_hidden_cell_follows_from_what_is_shown(numbers):
    counts, sums = column(numbers)
    concealed = hidden_cells(counts, sums)
    assert {key for key, number in counts.items() if 0 < number < SMALLEST} <= concealed
    places = [key for key in concealed if key != "sum"]
    assert not places or "sum" in concealed or ways(places, counts) > 1


def ways(places, counts):
    """How many ways, two being enough, there are to share the hidden sum out, at least one person a place."""
    return 0 if not places else 1 if len(places) == 1 else 2 if sum(counts[p] for p in places) > len(places) else 1


@given(st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=2, max_size=6))
def test_in_two_directions_no_line_has_a_single_hidden_cell(rows):
    counts, lines = {}, []
    for number, row in enumerate(rows):
        counts |= {(number, c): value for c, value in enumerate(row)} | {(number, "sum"): sum(row)}
    for c in (0, 1, 2, "sum"):
        counts["sum", c] = sum(counts[number, c] for number in range(len(rows)))
    for number in (*range(len(rows)), "sum"):
        lines.append([(number, c) for c in (0, 1, 2, "sum")])
    for c in (0, 1, 2, "sum"):
        lines.append([(number, c) for number in (*range(len(rows)), "sum")])
    concealed = hidden_cells(counts, lines)
    assert all(len(concealed & set(line)) != 1 for line in lines)
