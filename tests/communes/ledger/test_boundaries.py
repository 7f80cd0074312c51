"""Whatever is merged, split or handed over, no figure is lost, doubled or guessed."""

from collections import Counter
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from communes.ledger.boundaries import Step, divided, placement

EXAMPLES = 1000
WHOLE, MAIN, PART = "whole", "main_part", "part"


def test_at_the_time_each_stands_for_itself():
    assert placement([1, 2], [(1, 2, WHOLE)], is_today=False) == {1: 1, 2: 2}


def test_today_what_went_over_whole_is_counted_in_what_it_became():
    assert placement([1, 2, 3], [(1, 2, WHOLE), (2, 3, WHOLE)], is_today=True) == {1: 3, 2: 3, 3: 3}


def test_what_was_divided_stays_a_row_of_its_own():
    steps = [(1, 2, MAIN), (1, 3, PART)]
    assert placement([1, 2, 3], steps, is_today=True) == {1: 1, 2: 2, 3: 3}
    assert divided(steps) == {1}


def test_what_became_part_of_something_divided_later_is_counted_there():
    assert placement([1, 2], [(1, 2, WHOLE), (2, 3, MAIN), (2, 4, PART)], is_today=True) == {1: 2, 2: 2}


@dataclass
class World:
    """Units that come and go, with people counted in them and people living in them."""

    alive: list[int] = field(default_factory=lambda: list(range(5)))
    steps: list[Step] = field(default_factory=list)
    counts: Counter = field(default_factory=Counter)
    homes: dict[int, int] = field(default_factory=dict)
    units: int = 5

    def born(self):
        self.units += 1
        return self.units - 1

    def chosen(self, place):
        return self.alive.pop(place % len(self.alive))

    def count(self, place, number):
        """So many certificates today, and a person who comes to live there."""
        unit = self.alive[place % len(self.alive)]
        self.counts[unit] += number
        self.homes[len(self.homes)] = unit

    def merge(self, place, number):
        parts = [self.chosen(place + n) for n in range(min(number, len(self.alive)))]
        self._become(parts, new := self.born())
        self.alive.append(new)

    def split(self, place, number):
        unit, parts = self.chosen(place), [self.born() for _ in range(number)]
        self.steps += [Step(unit, part, MAIN if n == 0 else PART) for n, part in enumerate(parts)]
        self.alive += parts

    def transfer(self, place, number):
        """A part goes over to a neighbour, who takes it in whole as it is."""
        if len(self.alive) < 2:
            return
        giver, taker, rest, larger = self.chosen(place), self.chosen(place + number), self.born(), self.born()
        self.steps += [Step(giver, rest, MAIN), Step(giver, larger, PART)]
        self._become([taker], larger)
        self.alive += [rest, larger]

    def _become(self, parts, new):
        self.steps += [Step(part, new, WHOLE) for part in parts]
        self.homes |= {person: new for person, unit in self.homes.items() if unit in parts}


HAPPENINGS = st.lists(
    st.tuples(st.sampled_from(["count", "count", "merge", "split", "transfer"]), st.integers(0, 20), st.integers(2, 4)),
    max_size=40,
)


@settings(max_examples=EXAMPLES, deadline=None)
@given(HAPPENINGS)
def test_any_sequence_conserves_every_total_in_both_views(happenings):
    world = World()
    for what, place, number in happenings:
        getattr(world, what)(place, number)
    for is_today in (False, True):
        rows = Counter()
        for unit, row in placement(range(world.units), world.steps, is_today).items():
            rows[row] += world.counts[unit]
        assert rows.total() == world.counts.total()
        assert is_today or rows == world.counts + Counter(dict.fromkeys(range(world.units), 0))


@settings(max_examples=EXAMPLES, deadline=None)
@given(HAPPENINGS)
def test_a_row_of_today_is_a_unit_of_today_or_a_divided_one(happenings):
    world = World()
    for what, place, number in happenings:
        getattr(world, what)(place, number)
    rows = set(placement(range(world.units), world.steps, is_today=True).values())
    assert rows <= set(world.alive) | divided(world.steps)


@settings(max_examples=EXAMPLES, deadline=None)
@given(HAPPENINGS)
def test_people_of_divided_units_are_never_placed(happenings):
    """Where people live follows the same way as the figures: nobody of a divided unit is in one of its parts."""
    world = World()
    for what, place, number in happenings:
        getattr(world, what)(place, number)
    came_apart = divided(world.steps)
    placed = placement(range(world.units), world.steps, is_today=True)
    for home in world.homes.values():
        assert home in world.alive or home in came_apart
        assert placed[home] == home
