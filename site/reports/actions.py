"""Keeping the totals as things happen."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import islice

from django.db import transaction

from certificates.models import Certificate
from communes.totals import add_to_totals
from courses.models import CourseProgress, ServiceClaim

from .models import DailyTotals, ForRealTotals
from .rollups import ANY_COURSE, Cell, Fact, difference

TABLES = (DailyTotals, ForRealTotals)


@transaction.atomic(savepoint=False)
def apply(delta: Counter[Cell]) -> None:
    """Add to the totals, in one or two statements a table however many cells.

    Whoever writes to a unit's day first holds its row for any course and takes rows in one order: no deadlock.
    """
    for table in TABLES:
        rows = defaultdict(dict)
        for cell, number in delta.items():
            if cell.measure in table.measures:
                rows[cell.day, cell.unit_id, cell.course_key][cell.measure] = number
                rows[cell.day, cell.unit_id, ANY_COURSE].setdefault(cell.measure, 0)
        for is_nowhere in (False, True):
            part = sorted((row for row in rows.items() if (row[0][1] is None) == is_nowhere), key=lambda row: row[0])
            values = [
                (day, key, unit, *(numbers.get(measure, 0) for measure in table.measures))
                for (day, unit, key), numbers in part
            ]
            add_to_totals(table, ("day", table.key_field), table.measures, values, is_nowhere)


def follow_progress(before: Iterable[CourseProgress], after: Iterable[CourseProgress]) -> None:
    apply(difference(facts_of_progress(before), facts_of_progress(after)))


def follow_certificates(before: Iterable[Certificate], after: Iterable[Certificate]) -> None:
    apply(difference(facts_of_certificates(before), facts_of_certificates(after)))


def follow_claims(before: Iterable[ServiceClaim], after: Iterable[ServiceClaim]) -> None:
    if delta := difference(facts_of_claims(before), facts_of_claims(after)):
        apply(delta)


def facts_of_progress(rows: Iterable[CourseProgress]) -> list[Fact]:
    began = [Fact("learners", row.course_key, row.started_at, row.started_unit_id) for row in rows]
    completed = [
        Fact("completions", row.course_key, row.completed_at, row.completed_unit_id) for row in rows if row.completed_at
    ]
    return began + completed


def facts_of_certificates(rows: Iterable[Certificate]) -> list[Fact]:
    """Also of those withdrawn: what was done stays as a count without a person."""
    return [Fact("certificates", row.course_key, row.issued_at, row.unit_id) for row in rows]


def facts_of_claims(rows: Iterable[ServiceClaim]) -> list[Fact]:
    claimed = [Fact("claimed", row.rehearsal_key, row.claimed_at, row.claimed_unit_id) for row in rows]
    confirmed = [
        Fact("confirmed", row.rehearsal_key, row.confirmed_at, row.confirmed_unit_id)
        for row in rows
        if row.confirmed_at
    ]
    return claimed + confirmed


def mend(differences: Iterable) -> None:
    """Bring each cell from what was kept to what was counted; a few at a time, for a question has a largest size."""
    for part in batched(differences, 50):
        apply(Counter({found.cell: found.counted - found.kept for found in part}))


def batched(items, size):
    items = iter(items)
    return iter(lambda: list(islice(items, size)), [])
