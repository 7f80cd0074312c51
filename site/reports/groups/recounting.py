"""Counting the totals of groups anew from the records, some communes at a time: memory stays small."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.db.models import Q

from certificates.models import Certificate
from courses.models import CourseProgress
from learners.about import About
from learners.models import Learner

from ..actions import batched, parents_of
from ..rebuilding import parts_of
from .actions import of_certificates, of_progress, write
from .counting import MEASURES, GroupCell, count, with_provinces
from .models import GroupTotals

PEOPLE_AT_ONCE = 2000
# Where it is recorded: the rows, the fields with a place, and how to read them.
SOURCES = (
    (lambda: CourseProgress.objects.all(), ("started_unit", "completed_unit"), of_progress),
    (lambda: Certificate.objects.current(), ("unit",), of_certificates),
)


@dataclass(frozen=True)
class GroupDifference:
    cell: GroupCell
    kept: int
    counted: int


def differences(units: list[int | None]) -> Iterator[GroupDifference]:
    """Where the totals kept for these communes, all of one province, and for that province are not what people did."""
    units = [unit for unit in units if unit]
    parents, above = parents_of(set(units)), Counter()
    for some in parts_of(units):
        counted = counted_cells(some)
        above.update(_of_provinces(counted, parents))
        yield from _compare(kept_cells(some), counted)
    yield from _compare(kept_cells(set(parents.values())), above)


def mend(found: list[GroupDifference]) -> None:
    write(Counter({one.cell: one.counted - one.kept for one in found}))


def kept_cells(units) -> Counter[GroupCell]:
    fields = ("month", "unit_id", "dimension", "value")
    rows = GroupTotals.objects.filter(unit__in=units).values_list(*fields, *MEASURES)
    cells = Counter()
    for *keys, learners, completions, certificates in rows.iterator(chunk_size=5000):
        for measure, number in zip(MEASURES, (learners, completions, certificates), strict=True):
            cells[GroupCell(*keys, measure)] = number
    return cells


def counted_cells(units) -> Counter[GroupCell]:
    counts = Counter()
    for rows_of, places, done in SOURCES:
        here = Q()
        for place in places:
            here |= Q(**{f"{place}__in": units})
        # All rows of each person who has one here: who counts once must be seen whole.
        people = rows_of().filter(here).values("learner")
        rows = rows_of().filter(learner__in=people).order_by("learner_id").iterator(chunk_size=5000)
        for some in batched(_by_person(rows), PEOPLE_AT_ONCE):
            said = _said_by([person for person, _rows in some])
            for person, own in some:
                counts.update({c: n for c, n in count(done(own), said[person]).items() if c.unit_id in units})
    return counts


def _by_person(rows):
    for person, own in groupby(rows, key=attrgetter("learner_id")):
        yield person, list(own)


def _said_by(people):
    rows = Learner.objects.filter(pk__in=people).values_list("pk", *About._fields)
    return {person: About(*said) for person, *said in rows}


def _of_provinces(counted, parents):
    return with_provinces(counted, parents) - counted


def _compare(kept, counted):
    for cell in sorted({*kept, *counted}):
        if kept[cell] != counted[cell]:
            yield GroupDifference(cell, kept[cell], counted[cell])
