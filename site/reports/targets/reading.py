"""The targets and adults of many places, in at most three queries; one more where communes were reorganised."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import F, OuterRef, Q, Subquery

from communes.models import Group, Kind, Population, Unit

from ..rollups import ANY_COURSE
from . import inherited, pace
from .formers import Count, Formers, Inheritance
from .models import GoalKind, Target
from .origins import is_reorganised, origins, running_targets


@dataclass(frozen=True)
class Adults:
    """How many, and how one knows.

    Of a province without its own count, the sum over all its communes (`is_sum`); of a commune without one that came
    of others, what `former` says: their sum, which nobody has counted, or why there is none.
    """

    number: int | None
    age_from: int = 18
    source: str = ""
    counted_on: date | None = None
    confidence: str = ""
    is_sum: bool = False
    communes: int = 0
    lacking: int = 0  # communes that nobody has counted
    former: Inheritance = field(default_factory=Inheritance)

    @classmethod
    def of_former(cls, former: Inheritance) -> "Adults":
        if former.number is None:
            return cls(None, former=former)
        age = former.counts[0].age_from
        return cls(former.number, age, former.source, former.counted_on, former.confidence, former=former)


NOBODY_COUNTED = Adults(None)


class Targets:
    """What is wanted of `places` on a day, and of how many adults.

    `is_today`: figures are drawn in today's boundaries, so that a merged commune's adults are counted in what it
    became. At the time, each commune has what was counted there.
    """

    def __init__(self, places: list[Unit], on: date, course_key=ANY_COURSE, is_today: bool = True):
        self.places, self.on, self.course_key, self.is_today = list(places), on, course_key, is_today

    def target(self, place: Unit) -> Target | None:
        """Its own, or the share that its province has set for all."""
        own = self._targets.get(place.pk)
        if own or place.kind != Kind.COMMUNE:
            return own
        above = self._targets.get(place.parent_id)
        return above if above and above.kind == GoalKind.SHARE else None

    def adults(self, place: Unit) -> Adults:
        own = self._counted.get(place.pk)
        if own:
            return Adults(own.adults, own.age_from, own.source, own.counted_on, own.confidence)
        if place.kind == Kind.PROVINCE:
            # At the time, what a new province has counted is less than all its people did.
            if not self.is_today and is_reorganised(place.valid_from):
                return NOBODY_COUNTED
            return self._sums.get(place.pk, NOBODY_COUNTED)
        if self.is_today and is_reorganised(place.valid_from):
            return Adults.of_former(self._formers.of(place.pk))
        return NOBODY_COUNTED

    def count(self, place: Unit) -> Count | None:
        """The own count alone."""
        own = self._counted.get(place.pk)
        return own and Count(place.name, own.adults, own.age_from, own.source, own.counted_on, own.confidence)

    def ended(self, place: Unit) -> list[Target]:
        """What the former units of one without a target of its own wanted until later than this day; one query."""
        if place.pk in self._targets or not is_reorganised(place.valid_from):
            return []
        return running_targets(place, self.on, self.course_key)

    def proposal(self, place: Unit) -> dict:
        """A first suggestion for a target of a commune that came of others; empty where there is none to make."""
        ended = self.ended(place)
        return inherited.proposal(ended, self._formers.whole_parts(place.pk), place.valid_from) if ended else {}

    def standing(self, place: Unit, counts: list[tuple[date, int]]) -> pace.Standing:
        """`counts`: (month, people so far), see `pace`."""
        target, adults = self.target(place), self.adults(place)
        is_other = target and target.kind == GoalKind.SHARE and adults.number and adults.age_from != target.age_from
        why = pace.Why.OTHER_AGE if is_other else None
        return pace.standing(counts, adults.number, goal_of(target), self.on, why)

    @cached_property
    def _targets(self):
        keys = [place.pk for place in self.places]
        above = {place.parent_id for place in self.places if place.parent_id}
        rows = Target.objects.on(self.on).filter(unit__in=[*keys, *above], course_key=self.course_key)
        return {row.unit_id: row for row in rows.order_by("set_at", "pk")}

    @cached_property
    def _counted(self):
        rows = Population.objects.filter(unit__in=[place.pk for place in self.places], hamlet=None, group=Group.ALL)
        return {row.unit_id: row for row in rows.newest(self.on)}

    @cached_property
    def _sums(self) -> dict[int, Adults]:
        without = [place.pk for place in self.places if place.kind == Kind.PROVINCE and place.pk not in self._counted]
        if not without:
            return {}
        newest = Population.objects.standing().filter(unit=OuterRef("pk"), hamlet=None, group=Group.ALL)
        newest = newest.filter(counted_on__lte=self.on).order_by("-counted_on", "-pk")
        communes = Unit.objects.current().communes().filter(Q(parent__in=without)).order_by()
        found = defaultdict(list)
        count = Subquery(newest.values("adults")[:1])
        age = Subquery(newest.values("age_from")[:1])
        rows = communes.annotate(adults=count, age=age)
        for parent, *row in rows.values_list(F("parent"), "pk", "valid_from", "adults", "age"):
            found[parent].append(row)
        return {parent: self._sum(rows) for parent, rows in found.items()}

    def _sum(self, rows) -> Adults:
        """The people of a province are the same however its communes are drawn, so those of the former count too."""
        known = [(adults, age) for _unit, _first, adults, age in rows if adults is not None]
        lacking = len(rows) - len(known)
        if new := {unit for unit, first, adults, _age in rows if adults is None and is_reorganised(first)}:
            for units, counts in self._formers.together(new):
                known += [(count.adults, count.age_from) for count in counts]
                lacking -= len(units)
        ages = {age for _adults, age in known}
        number = sum(adults for adults, _age in known) if not lacking and len(ages) == 1 else None
        return Adults(number, min(ages, default=18), is_sum=True, communes=len(rows), lacking=lacking)

    @cached_property
    def _formers(self):
        return Formers(origins(self.on))


def goal_of(target: Target | None) -> pace.Goal | None:
    if target is None:
        return None
    return pace.Goal(target.kind == GoalKind.SHARE, target.number, target.first_day, target.last_day)
