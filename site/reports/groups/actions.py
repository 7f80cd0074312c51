"""Keeping the totals of groups as things happen, in the same transaction."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from certificates.models import Certificate
from communes.totals import add_to_totals, hold
from courses.models import CourseProgress
from learners.about import About
from learners.models import Learner

from ..actions import parents_of
from .counting import MEASURES, Done, GroupCell, difference, with_provinces
from .models import GroupTotals

# PostgreSQL and SQLite both take so many values in one statement.
ROWS_AT_ONCE = 2000


def follow_progress(before: Sequence[CourseProgress], after: Sequence[CourseProgress]) -> None:
    _follow(before, after, of_progress)


def follow_certificates(before: Sequence[Certificate], after: Sequence[Certificate]) -> None:
    _follow(before, after, of_certificates)


def follow_about(learner: Learner, before: About, after: About) -> None:
    """All that the person did moves from one group to another."""
    done = of_progress(learner.course_progress.all()) + of_certificates(learner.certificates.current())
    apply(difference(done, done, before, after))


def of_progress(rows: Iterable[CourseProgress]) -> list[Done]:
    began = [Done("learners", r.course_key, r.started_at, r.started_unit_id, r.started_channel) for r in rows]
    return began + [
        Done("completions", r.course_key, r.completed_at, r.completed_unit_id, r.completed_channel)
        for r in rows
        if r.completed_at
    ]


def of_certificates(rows: Iterable[Certificate]) -> list[Done]:
    """Also of those withdrawn: what was done stays as a count without a person."""
    return [Done("certificates", row.course_key, row.issued_at, row.unit_id, row.channel) for row in rows]


def _follow(before, after, done):
    """All rows are one person's; whoever sends news of them holds that person's row."""
    if key := next((row.learner_id for row in [*before, *after]), None):
        # As it is kept now: the person in the sender's hands may be older.
        said = About(*Learner.objects.values_list(*About._fields).get(pk=key))
        apply(difference(done(before), done(after), said))


def apply(delta: Counter[GroupCell]) -> None:
    """Add to the totals, by commune and by province."""
    if delta:
        parents = parents_of({cell.unit_id for cell in delta})
        hold(set(parents.values()))
        write(with_provinces(delta, parents))


def write(delta: Counter[GroupCell]) -> None:
    """In one order, so that nobody waits in a circle."""
    rows = defaultdict(dict)
    for cell, number in delta.items():
        rows[cell.unit_id, cell.month, cell.dimension, cell.value][cell.measure] = number
    values = [
        (month, dimension, value, unit, *(numbers.get(measure, 0) for measure in MEASURES))
        for (unit, month, dimension, value), numbers in sorted(rows.items())
    ]
    for start in range(0, len(values), ROWS_AT_ONCE):
        add_to_totals(GroupTotals, GroupTotals.KEYS, MEASURES, values[start : start + ROWS_AT_ONCE], is_nowhere=False)
