import uuid
from datetime import UTC, date, datetime

from reports.rollups import ANY_COURSE, Cell, Fact, count, difference

FIRST, SECOND = uuid.UUID(int=1), uuid.UUID(int=2)


def began(course, day, unit=7, hour=5):
    return Fact("learners", course, datetime(2026, 3, day, hour, tzinfo=UTC), unit)


def test_a_person_of_two_courses_counts_in_each_and_once_among_all():
    counts = count([began(FIRST, 5), began(SECOND, 3, unit=8)])
    assert counts == {
        Cell(date(2026, 3, 5), 7, FIRST, "learners"): 1,
        Cell(date(2026, 3, 3), 8, SECOND, "learners"): 1,
        Cell(date(2026, 3, 3), 8, ANY_COURSE, "learners"): 1,
    }


def test_a_day_ends_at_midnight_in_viet_nam():
    assert {cell.day for cell in count([began(FIRST, 5, hour=16)])} == {date(2026, 3, 5)}
    assert {cell.day for cell in count([began(FIRST, 5, hour=17)])} == {date(2026, 3, 6)}


def test_an_earlier_beginning_that_arrives_late_moves_the_count():
    delta = difference([began(FIRST, 5)], [began(FIRST, 4)])
    assert sum(delta.values()) == 0
    assert delta[Cell(date(2026, 3, 5), 7, ANY_COURSE, "learners")] == -1
    assert delta[Cell(date(2026, 3, 4), 7, ANY_COURSE, "learners")] == 1


def test_nothing_new_changes_nothing():
    assert not difference([began(FIRST, 5)], [began(FIRST, 5)])
