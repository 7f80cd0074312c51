"""Counting the totals anew from the records, place by place: memory stays small however many people there are."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import connection
from django.db.models import Count, Q

from certificates.models import Certificate
from classes.models import Attendance, ClassSession
from communes.models import Unit
from communes.totals import provinces_of
from courses.models import CourseProgress, LessonProgress, RehearsalProgress, ServiceClaim

from . import actions
from .keeping import Difference, compare
from .models import BY_MONTH, ClassTotals, GroupTotals, LessonTotals
from .rollups import Cell, by_month, count

# How many rows of progress are counted at a time, but for a commune that has more.
ROWS_AT_ONCE = 40_000


@dataclass(frozen=True)
class Source:
    """Where measures are recorded."""

    model: Any
    measures: dict
    facts: Any
    key: str = "course_key"
    also: tuple = ()

    @property
    def rows(self):
        rows = self.model.objects.current() if self.model is Certificate else self.model.objects.all()
        return rows.only("learner_id", *self.fields)

    @property
    def fields(self) -> set[str]:
        return {name for pair in self.measures.values() for name in pair} | {self.key} | set(self.also)

    @property
    def units(self) -> set[str]:
        return {unit for _moment, unit in self.measures.values()}


SOURCES = (
    Source(CourseProgress, actions.PROGRESS, actions.facts_of_progress, also=("is_first_try_passed",)),
    Source(Certificate, actions.CERTIFICATES, actions.facts_of_certificates),
    Source(ServiceClaim, actions.CLAIMS, actions.facts_of_claims, "rehearsal_key"),
    Source(RehearsalProgress, actions.REHEARSALS, actions.facts_of_rehearsals, "rehearsal_key"),
)


def totals() -> list:
    """All tables that are counted anew."""
    return [GroupTotals, LessonTotals, ClassTotals, *(table for pair in BY_MONTH.items() for table in pair)]


def hold_still() -> None:
    """Until the transaction ends nobody else changes a total; SQLite holds writers off by itself."""
    if connection.vendor == "postgresql":
        names = ", ".join(table._meta.db_table for table in totals())
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")


def groups_of_units() -> list[list[int | None]]:
    """The units that appear in any record, by what they lie in; those without a unit by themselves."""
    used = set()
    for model, units in _where_units_appear():
        for unit in units:
            used.update(model.objects.order_by().values_list(unit, flat=True).distinct())
    groups = defaultdict(list)
    for pk, parent in Unit.objects.order_by("parent", "pk").values_list("pk", "parent"):
        if pk in used:
            groups[parent].append(pk)
    # Provinces with their own communes only: theirs is the sum of these.
    return [*(units for parent, units in groups.items() if parent), *_without_children(groups), [None]]


def _where_units_appear():
    yield from ((table, ["unit"]) for table in totals())
    yield from ((source.model, source.units) for source in SOURCES)
    yield LessonProgress, ["started_unit", "completed_unit"]
    yield from ((model, ["unit"]) for model in (ClassSession, Attendance))


def _without_children(groups):
    return [[pk] for pk in groups.get(None, []) if pk not in groups]


def differences(units: list[int | None]) -> Iterator[Difference]:
    """Where the totals kept for these units, all of one province, are not what the records say."""
    parents, months = provinces_of(units), Counter()
    for part in parts_of(units):
        counted = counted_cells(part)
        months.update(by_month(counted, parents))
        for table in BY_MONTH:
            yield from _compare(table, kept_cells(table, part), counted)
    for table in BY_MONTH.values():
        yield from _compare(table, kept_cells(table, [*units, *sorted(set(parents.values()))]), months)


def parts_of(units: list[int | None]) -> list[list[int | None]]:
    """Few enough people in each to be counted at once."""
    begun = CourseProgress.objects.filter(started_unit__in=[unit for unit in units if unit])
    rows = dict(begun.order_by().values_list("started_unit").annotate(n=Count("pk")))
    parts, room = [], 0
    for unit in units:
        room -= rows.get(unit, 0)
        if not parts or room < 0:
            parts.append([])
            room = ROWS_AT_ONCE - rows.get(unit, 0)
        parts[-1].append(unit)
    return parts


def _compare(table, kept, counted):
    return compare(table, kept, Counter({cell: n for cell, n in counted.items() if cell.measure in table.measures}))


def kept_cells(table, units) -> Counter[Cell]:
    return Counter({cell: number for cell, number in _kept_in(table, units) if number})


def _kept_in(table, units):
    fields = (table.time_field, "unit_id", table.key_field, *table.measures)
    rows = table.objects.filter(_in("unit", units)).values_list(*fields)
    for day, unit, key, *numbers in rows.iterator(chunk_size=5000):
        for measure, number in zip(table.measures, numbers, strict=True):
            yield Cell(day, unit, key, measure), number


def counted_cells(units) -> Counter[Cell]:
    counts = Counter()
    wanted = set(units)
    for source in SOURCES:
        for own in _rows_by_learner(source, units):
            counts.update({cell: n for cell, n in count(source.facts(own)).items() if cell.unit_id in wanted})
    return counts


def _rows_by_learner(source, units):
    """All rows of each learner who has one in these units: who counts once must be seen whole."""
    here = Q()
    for unit in source.units:
        here |= _in(unit, units)
    people = source.rows.filter(here).values("learner")
    rows = source.rows.filter(learner__in=people).order_by("learner_id")
    for _learner, own in groupby(rows.iterator(chunk_size=5000), key=attrgetter("learner_id")):
        yield list(own)


def _in(field, units):
    return Q(**{f"{field}__isnull": True}) if units == [None] else Q(**{f"{field}__in": units})
