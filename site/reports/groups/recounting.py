"""Counting the totals of groups anew from the records, some communes at a time: memory stays small."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from django.db.models import Q

from certificates.models import Certificate
from communes.totals import provinces_of
from courses.models import CourseProgress
from learners.about import About
from learners.models import Learner

from .. import keeping
from ..actions import batched
from ..keeping import Difference
from ..rebuilding import parts_of
from .actions import of_certificates, of_progress
from .counting import GroupCell, count
from .models import GroupTotals

PEOPLE_AT_ONCE = 2000
# Where it is recorded: the rows, the fields with a place, and how to read them.
SOURCES = (
    (lambda: CourseProgress.objects.all(), ("started_unit", "completed_unit"), of_progress),
    (lambda: Certificate.objects.current(), ("unit",), of_certificates),
)


def differences(units: list[int | None]) -> Iterator[Difference]:
    """Where the totals kept for these communes, all of one province, and for that province are not what people did."""
    units = [unit for unit in units if unit]
    return keeping.differences(GroupTotals, parts_of(units), counted_cells, provinces_of(units))


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
