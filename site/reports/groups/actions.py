"""Keeping the totals of groups as things happen, in the same transaction."""

from collections.abc import Iterable, Sequence

from certificates.models import Certificate
from courses.models import CourseProgress
from learners.about import About
from learners.models import Learner

from ..keeping import add
from .counting import Done, difference
from .models import GroupTotals


def follow_progress(before: Sequence[CourseProgress], after: Sequence[CourseProgress]) -> None:
    _follow(before, after, of_progress)


def follow_certificates(before: Sequence[Certificate], after: Sequence[Certificate]) -> None:
    _follow(before, after, of_certificates)


def follow_about(learner: Learner, before: About, after: About) -> None:
    """All that the person did moves from one group to another."""
    done = of_progress(learner.course_progress.all()) + of_certificates(learner.certificates.current())
    add(GroupTotals, difference(done, done, before, after))


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
        add(GroupTotals, difference(done(before), done(after), said))
