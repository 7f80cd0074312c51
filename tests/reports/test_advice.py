from types import SimpleNamespace

from reports.advice import (
    CLASS,
    FILLS,
    TOWARDS,
    UNCOVERED,
    UNFINISHED,
    Advice,
    HamletAdvice,
    advise,
    hamlets,
    stops,
)
from reports.overview.standing import Aim, Standing
from reports.tables import Figures


def standing(name, certified, adults=None, goal=None, began=0):
    return Standing(name, Figures(learners=began, certificates=certified), 0, Aim(adults, goal))


def names(found):
    return [one.what for one in found]


def test_whoever_is_farthest_from_the_target_comes_first():
    near, far = standing("Tuy Hòa", 500, 1000, 600), standing("Ea Súp", 190, 1000, 600)
    assert names(advise([near, far])) == ["Ea Súp", "Tuy Hòa"]


def test_where_one_class_is_enough_comes_before_all_others():
    one_class, far = standing("Sông Hinh", 590, 1000, 600), standing("Ea Súp", 190, 1000, 600)
    first = advise([far, one_class])[0]
    assert (first.what, first.kind, first.people, first.classes) == ("Sông Hinh", FILLS, 10, 1)


def test_the_reason_says_how_many_are_missing_and_what_a_class_adds():
    (found,) = advise([standing("Ea Súp", 190, 1000, 600)])
    assert found == Advice("Ea Súp", TOWARDS, 410, 20) and found.classes == 21


def test_of_two_equally_far_the_smaller_moves_more():
    large, small = standing("Large", 100, 10000, 1000), standing("Small", 10, 1000, 100)
    assert names(advise([large, small])) == ["Small", "Large"]


def test_reached_is_reached():
    assert advise([standing("Tuy Hòa", 600, 1000, 600)]) == []


def test_without_a_target_the_least_covered_comes_first_after_those_with_one():
    found = advise([standing("A", 300, 1000), standing("B", 100, 1000), standing("C", 500, 1000, 600)])
    assert names(found) == ["C", "B", "A"] and found[1].kind == UNCOVERED


def test_without_any_population_those_count_who_began_and_did_not_finish():
    found = advise([standing("A", 30, began=40), standing("B", 100, began=400), standing("C", 7, began=7)])
    assert [(one.what, one.kind, one.people) for one in found] == [("B", UNFINISHED, 300), ("A", UNFINISHED, 10)]


def test_too_few_to_be_told_count_as_nobody():
    assert advise([standing("A", None, 1000, 600)])[0].people == 600


def test_a_commune_is_told_at_which_course_people_stop():
    courses = [
        ("VNeID", SimpleNamespace(learners=50, certificates=45)),
        ("Rescue", SimpleNamespace(learners=90, certificates=None)),
    ]
    assert [(one.what, one.people) for one in stops(courses)] == [("Rescue", 90), ("VNeID", 5)]


def test_a_list_is_short_and_a_class_is_of_twenty():
    assert len(advise([standing(str(n), 0, 1000, 600) for n in range(9)])) == 5 and CLASS == 20


def hamlet(name, adults, learners, certified):
    return HamletAdvice(name, adults, learners, certified)


def test_a_class_goes_to_the_hamlet_with_most_people_without_a_certificate():
    found = hamlets([hamlet("Small", 40, 2, 0), hamlet("Phú Thứ", 212, 40, 31), hamlet("Done", 50, 60, 55)])
    assert [(one.what, one.left) for one in found] == [("Phú Thứ", 181), ("Small", 40)]


def test_hamlets_that_nobody_has_counted_are_not_compared_with_those_that_were():
    found = hamlets([hamlet("Counted", 40, 2, 0), hamlet("Not counted", None, 900, 0)])
    assert [one.what for one in found] == ["Counted"]


def test_without_any_adults_only_those_count_who_began():
    found = hamlets([hamlet("A", None, 10, 9), hamlet("B", None, 30, 4), hamlet("C", None, 5, 5)])
    assert [(one.what, one.left) for one in found] == [("B", 26), ("A", 1)]
