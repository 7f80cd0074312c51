"""The targets and adults of many places, in at most three queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import F, OuterRef, Q, Subquery

from communes.models import Group, Kind, Population, Unit

from ..rollups import ANY_COURSE
from . import pace
from .models import GoalKind, Target


@dataclass(frozen=True)
class Adults:
    """How many, and how one knows; of a province without its own count, the sum over all its communes."""

    number: int | None
    age_from: int = 18
    source: str = ""
    counted_on: date | None = None
    confidence: str = ""
    is_sum: bool = False
    communes: int = 0
    lacking: int = 0  # communes that nobody has counted


NOBODY_COUNTED = Adults(None)


class Targets:
    """What is wanted of `places` (units of today) on a day, and of how many adults."""

    def __init__(self, places: list[Unit], on: date, course_key=ANY_COURSE):
        self.places, self.on, self.course_key = list(places), on, course_key

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
        return self._sums.get(place.pk, NOBODY_COUNTED) if place.kind == Kind.PROVINCE else NOBODY_COUNTED

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
        for parent, *row in communes.annotate(adults=count, age=age).values_list(F("parent"), "adults", "age"):
            found[parent].append(row)
        return {parent: _sum(rows) for parent, rows in found.items()}


def _sum(rows) -> Adults:
    known = [row for row in rows if row[0] is not None]
    lacking, ages = len(rows) - len(known), {age for _number, age in known}
    is_whole = not lacking and len(ages) == 1
    number = sum(number for number, _age in known) if is_whole else None
    return Adults(number, min(ages, default=18), is_sum=True, communes=len(rows), lacking=lacking)


def goal_of(target: Target | None) -> pace.Goal | None:
    if target is None:
        return None
    return pace.Goal(target.kind == GoalKind.SHARE, target.number, target.first_day, target.last_day)
