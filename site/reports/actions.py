"""Keeping the totals as things happen."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import islice

from django.db import connection, transaction

from certificates.models import Certificate
from courses.models import CourseProgress, ServiceClaim

from .models import DailyTotals, ForRealTotals
from .rollups import ANY_COURSE, Cell, Fact, difference

# One statement adds to what is there and makes what is not.
ADD = """
    INSERT INTO {table} (day, unit_id, {key}, {measures}) VALUES {rows}
    ON CONFLICT {rule} DO UPDATE SET {sums}
"""
# The unique constraints of the totals, with and without a unit.
RULES = {False: "(unit_id, {key}, day)", True: "({key}, day) WHERE unit_id IS NULL"}
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
        for is_nowhere, rule in RULES.items():
            part = sorted((row for row in rows.items() if (row[0][1] is None) == is_nowhere), key=lambda row: row[0])
            if part:
                _add(table, rule, part)


def _add(table, rule, rows):
    name, key, measures = table._meta.db_table, table.key_field, table.measures
    fields = [table._meta.get_field(field) for field in ("day", "unit", key, *measures)]
    values = [(*place, *(numbers.get(measure, 0) for measure in measures)) for place, numbers in rows]
    ready = [field.get_db_prep_value(v, connection) for row in values for field, v in zip(fields, row, strict=True)]
    row = f"({', '.join(['%s'] * len(fields))})"
    sums = ", ".join(f"{measure} = {name}.{measure} + excluded.{measure}" for measure in measures)
    words = {"table": name, "key": key, "measures": ", ".join(measures), "rule": rule.format(key=key), "sums": sums}
    with connection.cursor() as cursor:
        cursor.execute(ADD.format(rows=", ".join([row] * len(rows)), **words), ready)


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
