"""Keeping the totals as things happen."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import islice

from django.db import transaction

from certificates.models import Certificate
from communes.totals import add_to_totals, hold_provinces
from courses.models import CourseProgress, RehearsalProgress, ServiceClaim

from .models import BY_MONTH
from .rollups import ANY_COURSE, Cell, Fact, by_month, difference

# Where each measure is recorded: the moment, and the unit of that moment.
PROGRESS = {
    "learners": ("started_at", "started_unit"),
    "reached": ("reached_at", "reached_unit"),
    "tried": ("tried_at", "tried_unit"),
    "first_passes": ("tried_at", "tried_unit"),
    "completions": ("completed_at", "completed_unit"),
}
CERTIFICATES = {"certificates": ("issued_at", "unit")}
CLAIMS = {"claimed": ("claimed_at", "claimed_unit"), "confirmed": ("confirmed_at", "confirmed_unit")}
REHEARSALS = {"rehearsed": ("helped_at", "helped_unit")}


@transaction.atomic(savepoint=False)
def apply(delta: Counter[Cell]) -> None:
    """Add to the totals of days and of months, in a few statements however many cells."""
    if not delta:
        return
    parents = hold_provinces({cell.unit_id for cell in delta})
    for days, months in BY_MONTH.items():
        cells = Counter({cell: number for cell, number in delta.items() if cell.measure in days.measures})
        write(days, cells)
        write(months, by_month(cells, parents))


def write(table, delta: Counter[Cell]) -> None:
    """Whoever writes to a unit's day first holds its row for any course and takes rows in one order: no deadlock."""
    rows = defaultdict(dict)
    for cell, number in delta.items():
        rows[cell.day, cell.unit_id, cell.course_key][cell.measure] = number
        rows[cell.day, cell.unit_id, ANY_COURSE].setdefault(cell.measure, 0)
    for is_nowhere in (False, True):
        part = sorted((row for row in rows.items() if (row[0][1] is None) == is_nowhere), key=lambda row: row[0])
        values = [
            (day, key, unit, *(numbers.get(measure, 0) for measure in table.measures))
            for (day, unit, key), numbers in part
        ]
        add_to_totals(table, (table.time_field, table.key_field), table.measures, values, is_nowhere)


def follow_progress(before: Iterable[CourseProgress], after: Iterable[CourseProgress]) -> None:
    apply(difference(facts_of_progress(before), facts_of_progress(after)))


def follow_certificates(before: Iterable[Certificate], after: Iterable[Certificate]) -> None:
    apply(difference(facts_of_certificates(before), facts_of_certificates(after)))


def follow_claims(before: Iterable[ServiceClaim], after: Iterable[ServiceClaim]) -> None:
    apply(difference(facts_of_claims(before), facts_of_claims(after)))


def follow_rehearsals(before: Iterable[RehearsalProgress], after: Iterable[RehearsalProgress]) -> None:
    apply(difference(facts_of_rehearsals(before), facts_of_rehearsals(after)))


def facts_of_progress(rows: Iterable[CourseProgress]) -> list[Fact]:
    return [fact for row in rows for fact in _facts(row, "course_key", PROGRESS) if _counts(fact, row)]


def _counts(fact, row):
    return fact.measure != "first_passes" or row.is_first_try_passed


def facts_of_certificates(rows: Iterable[Certificate]) -> list[Fact]:
    """Also of those withdrawn: what was done stays as a count without a person."""
    return [fact for row in rows for fact in _facts(row, "course_key", CERTIFICATES)]


def facts_of_claims(rows: Iterable[ServiceClaim]) -> list[Fact]:
    return [fact for row in rows for fact in _facts(row, "rehearsal_key", CLAIMS)]


def facts_of_rehearsals(rows: Iterable[RehearsalProgress]) -> list[Fact]:
    return [fact for row in rows for fact in _facts(row, "rehearsal_key", REHEARSALS)]


def _facts(row, key, sources):
    """Each measure that has its moment."""
    for measure, (moment, unit) in sources.items():
        if at := getattr(row, moment):
            yield Fact(measure, getattr(row, key), at, getattr(row, f"{unit}_id"))


def mend(differences: Iterable) -> None:
    """Bring each cell from what was kept to what was counted; a few at a time, for a question has a largest size."""
    for part in batched(differences, 50):
        for table in {found.table for found in part}:
            write(table, Counter({found.cell: found.counted - found.kept for found in part if found.table is table}))


def batched(items, size):
    items = iter(items)
    return iter(lambda: list(islice(items, size)), [])
