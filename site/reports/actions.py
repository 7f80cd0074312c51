"""Keeping the totals as things happen."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import islice

from django.db import connection, transaction

from certificates.models import Certificate
from courses.models import CourseProgress

from .models import DailyTotals
from .rollups import ANY_COURSE, MEASURES, Cell, Fact, difference

# One statement adds to what is there and makes what is not.
ADD = """
    INSERT INTO reports_dailytotals (day, unit_id, course_key, learners, completions, certificates) VALUES {rows}
    ON CONFLICT {rule} DO UPDATE SET
        learners = reports_dailytotals.learners + excluded.learners,
        completions = reports_dailytotals.completions + excluded.completions,
        certificates = reports_dailytotals.certificates + excluded.certificates
"""
# The unique constraints of DailyTotals, with and without a unit.
RULES = {False: "(unit_id, course_key, day)", True: "(course_key, day) WHERE unit_id IS NULL"}


@transaction.atomic(savepoint=False)
def apply(delta: Counter[Cell]) -> None:
    """Add to the totals, in one or two statements however many cells.

    Whoever writes to a unit's day first holds its row for any course and takes rows in one order: no deadlock.
    """
    rows = defaultdict(dict)
    for cell, number in delta.items():
        rows[cell.day, cell.unit_id, cell.course_key][cell.measure] = number
        rows[cell.day, cell.unit_id, ANY_COURSE].setdefault(cell.measure, 0)
    for is_nowhere in RULES:
        part = sorted((row for row in rows.items() if (row[0][1] is None) == is_nowhere), key=lambda row: row[0])
        if part:
            _add(RULES[is_nowhere], part)


def _add(rule, rows):
    fields = [DailyTotals._meta.get_field(name) for name in ("day", "unit", "course_key", *MEASURES)]
    values = [(*key, *(measures.get(measure, 0) for measure in MEASURES)) for key, measures in rows]
    ready = [field.get_db_prep_value(v, connection) for row in values for field, v in zip(fields, row, strict=True)]
    places = ", ".join(["(%s, %s, %s, %s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(ADD.format(rows=places, rule=rule), ready)


def follow_progress(before: Iterable[CourseProgress], after: Iterable[CourseProgress]) -> None:
    apply(difference(facts_of_progress(before), facts_of_progress(after)))


def follow_certificates(before: Iterable[Certificate], after: Iterable[Certificate]) -> None:
    apply(difference(facts_of_certificates(before), facts_of_certificates(after)))


def facts_of_progress(rows: Iterable[CourseProgress]) -> list[Fact]:
    began = [Fact("learners", row.course_key, row.started_at, row.started_unit_id) for row in rows]
    completed = [
        Fact("completions", row.course_key, row.completed_at, row.completed_unit_id) for row in rows if row.completed_at
    ]
    return began + completed


def facts_of_certificates(rows: Iterable[Certificate]) -> list[Fact]:
    """Also of those withdrawn: what was done stays as a count without a person."""
    return [Fact("certificates", row.course_key, row.issued_at, row.unit_id) for row in rows]


def mend(differences: Iterable) -> None:
    """Bring each cell from what was kept to what was counted; a few at a time, for a question has a largest size."""
    for part in batched(differences, 50):
        apply(Counter({found.cell: found.counted - found.kept for found in part}))


def batched(items, size):
    items = iter(items)
    return iter(lambda: list(islice(items, size)), [])
