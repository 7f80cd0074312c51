"""The targets and adults of many places, in at most three queries; two more where some were reorganised."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import F, OuterRef, Q, Subquery

from communes.models import Group, Kind, Population, Unit
from communes.renaming import Renamings

from ..rollups import ANY_COURSE
from . import inherited, pace
from .formers import Count, Formers, Inheritance
from .models import GoalKind, Target
from .origins import former_units, is_reorganised, origins


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
    became, and what only took a new name keeps what it had. At the time, each has what was counted and wanted there.
    """

    def __init__(self, places: list[Unit], on: date, course_key=ANY_COURSE, is_today: bool = True):
        self.places, self.on, self.course_key, self.is_today = list(places), on, course_key, is_today

    def target(self, place: Unit) -> Target | None:
        """Its own, or the share that its province has set for all."""
        own = self.own_target(place.pk)
        if own or place.kind != Kind.COMMUNE:
            return own
        above = self.own_target(place.parent_id)
        return above if above and above.kind == GoalKind.SHARE else None

    def adults(self, place: Unit) -> Adults:
        own = self._own_count(place.pk)
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
        own = self._own_count(place.pk)
        return own and Count(place.name, own.adults, own.age_from, own.source, own.counted_on, own.confidence)

    def ended(self, place: Unit) -> dict[Unit, Target]:
        """What the former units of one without a target of its own wanted until later than this day."""
        if not is_reorganised(place.valid_from) or self.own_target(place.pk):
            return {}
        formers = former_units(self._renamings.selves(place.pk))
        then = Targets(formers, self.on, self.course_key)
        return {unit: target for unit in formers if (target := then.own_target(unit.pk))}

    def proposal(self, place: Unit) -> dict:
        """A first suggestion for a target of a commune that came of others; empty where there is none to make."""
        ended = self.ended(place)
        return (
            inherited.proposal(ended, self._formers.whole_parts(self._renamings.selves(place.pk)[-1]), place.valid_from)
            if ended
            else {}
        )

    def standing(self, place: Unit, counts: list[tuple[date, int]]) -> pace.Standing:
        """`counts`: (month, people so far), see `pace`."""
        target, adults = self.target(place), self.adults(place)
        is_other = target and target.kind == GoalKind.SHARE and adults.number and adults.age_from != target.age_from
        why = pace.Why.OTHER_AGE if is_other else None
        return pace.standing(counts, adults.number, goal_of(target), self.on, why)

    def selves(self, unit: int) -> list[int]:
        """The units whose counts and targets are this one's own, by their ids."""
        return self._renamings.selves(unit) if self._follows else [unit]

    def own_target(self, unit: int) -> Target | None:
        rows = [self._targets[one] for one in self.selves(unit) if one in self._targets]
        return max(rows, key=lambda row: (row.set_at, row.pk), default=None)

    def _own_count(self, unit: int) -> Population | None:
        rows = [self._counted[one] for one in self.selves(unit) if one in self._counted]
        return max(rows, key=lambda row: (row.counted_on, row.pk), default=None)

    @cached_property
    def _follows(self):
        return self.is_today and any(is_reorganised(place.valid_from) for place in self.places)

    @cached_property
    def _renamings(self):
        return Renamings()

    @cached_property
    def _targets(self):
        above = {place.parent_id for place in self.places if place.parent_id}
        units = [one for unit in {*self._keys, *above} for one in self.selves(unit)]
        rows = Target.objects.on(self.on).filter(unit__in=units, course_key=self.course_key).select_related("unit")
        return {row.unit_id: row for row in rows.order_by("set_at", "pk")}

    @cached_property
    def _counted(self):
        units = [one for unit in self._keys for one in self.selves(unit)]
        rows = Population.objects.filter(unit__in=units, hamlet=None, group=Group.ALL)
        return {row.unit_id: row for row in rows.newest(self.on)}

    @property
    def _keys(self):
        return [place.pk for place in self.places]

    @cached_property
    def _sums(self) -> dict[int, Adults]:
        provinces = [place.pk for place in self.places if place.kind == Kind.PROVINCE]
        without = [province for province in provinces if not self._own_count(province)]
        if not without:
            return {}
        newest = Population.objects.standing().filter(unit=OuterRef("pk"), hamlet=None, group=Group.ALL)
        newest = newest.filter(counted_on__lte=self.on).order_by("-counted_on", "-pk")
        # Of a former province, those with which it ended.
        there = Q(valid_to=None) | Q(valid_to=F("parent__valid_to"))
        communes = Unit.objects.communes().filter(there, parent__in=without).order_by()
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
