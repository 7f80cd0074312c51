"""Counting the totals anew from the records, place by place: memory stays small however many people there are."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from django.db import connection
from django.db.models import Q

from certificates.models import Certificate
from communes.models import Unit
from courses.models import CourseProgress, ServiceClaim

from .models import DailyTotals, ForRealTotals
from .rollups import Cell, Fact, count

TABLES = (DailyTotals, ForRealTotals)
# Where each measure is recorded: the model, the moment and the unit of that moment.
SOURCES = {
    "learners": (CourseProgress, "started_at", "started_unit"),
    "completions": (CourseProgress, "completed_at", "completed_unit"),
    "certificates": (Certificate, "issued_at", "unit"),
    "claimed": (ServiceClaim, "claimed_at", "claimed_unit"),
    "confirmed": (ServiceClaim, "confirmed_at", "confirmed_unit"),
}


@dataclass(frozen=True)
class Difference:
    cell: Cell
    kept: int
    counted: int


def hold_still() -> None:
    """Until the transaction ends nobody else changes a total; SQLite holds writers off by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE reports_dailytotals, reports_forrealtotals IN SHARE ROW EXCLUSIVE MODE")


def groups_of_units() -> list[list[int | None]]:
    """The units that appear in any record, by what they lie in; those without a unit by themselves."""
    used = set()
    for table in TABLES:
        used.update(table.objects.values_list("unit", flat=True).distinct())
    for model, _moment, unit in SOURCES.values():
        used.update(model.objects.values_list(unit, flat=True).distinct())
    groups = defaultdict(list)
    for pk, parent in Unit.objects.order_by("parent", "pk").values_list("pk", "parent"):
        if pk in used:
            groups[parent].append(pk)
    return [*groups.values(), [None]]


def differences(units: list[int | None]) -> Iterator[Difference]:
    """Where the totals kept for these units are not what the records say, in order of place and day."""
    kept, counted = kept_cells(units), counted_cells(units)
    for cell in sorted(kept | counted, key=lambda cell: (cell.unit_id or 0, cell.day, cell.course_key, cell.measure)):
        if kept[cell] != counted[cell]:
            yield Difference(cell, kept[cell], counted[cell])


def kept_cells(units) -> Counter[Cell]:
    return Counter({cell: number for table in TABLES for cell, number in _kept_in(table, units) if number})


def _kept_in(table, units):
    rows = table.objects.filter(_in("unit", units)).values_list("day", "unit_id", table.key_field, *table.measures)
    for day, unit, key, *numbers in rows.iterator(chunk_size=5000):
        for measure, number in zip(table.measures, numbers, strict=True):
            yield Cell(day, unit, key, measure), number


def counted_cells(units) -> Counter[Cell]:
    counts = Counter()
    for measure in SOURCES:
        for facts in _facts_by_learner(measure, units):
            counts.update(count(facts))
    wanted = set(units)
    return Counter({cell: number for cell, number in counts.items() if cell.unit_id in wanted})


def _facts_by_learner(measure, units):
    """All facts of each learner who has one in these units: who counts once must be seen whole."""
    model, moment, unit = SOURCES[measure]
    counting = model.objects.current() if model is Certificate else model.objects
    happened = counting.filter(**{f"{moment}__isnull": False})
    here = happened.filter(_in(unit, units)).values("learner")
    key = "rehearsal_key" if model is ServiceClaim else "course_key"
    rows = happened.filter(learner__in=here).order_by("learner").values_list("learner", key, moment, unit)
    for _learner, own in groupby(rows.iterator(chunk_size=5000), key=itemgetter(0)):
        yield [Fact(measure, *row[1:]) for row in own]


def _in(field, units):
    return Q(**{f"{field}__isnull": True}) if units == [None] else Q(**{f"{field}__in": units})
