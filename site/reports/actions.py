"""Keeping the totals as things happen."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import islice

from django.db import transaction
from django.db.models import F, Q

from certificates.models import Certificate
from courses.models import CourseProgress
from learners.models import Learner

from .models import DailyTotals
from .rollups import ANY_COURSE, MEASURES, Cell, Fact, difference


@transaction.atomic
def apply(delta: Counter[Cell]) -> None:
    """Add to the totals, in a handful of statements however many cells.

    Whoever writes to a unit's day first holds its row for any course and takes rows in one order: no deadlock.
    """
    changes = defaultdict(dict)
    for cell, number in delta.items():
        changes[cell[:3]][cell.measure] = number
    keys = sorted({*changes, *((day, unit, ANY_COURSE) for day, unit, course in changes)}, key=_order)
    rows = _hold(keys) if keys else {}
    if missing := [key for key in keys if key not in rows]:
        new = [DailyTotals(day=day, unit_id=unit, course_key=course) for day, unit, course in missing]
        DailyTotals.objects.bulk_create(new, ignore_conflicts=True)
        rows = _hold(keys)
    for key, measures in changes.items():
        for measure, number in measures.items():
            setattr(rows[key], measure, F(measure) + number)
    if changes:
        DailyTotals.objects.bulk_update([rows[key] for key in changes], MEASURES, batch_size=50)


def _order(key):
    day, unit, course = key
    return day, unit or 0, course.int


def _hold(keys):
    wanted = Q()
    for day, unit, course in keys:
        wanted |= Q(day=day, unit=unit, course_key=course)
    return {
        row.key: row
        for row in DailyTotals.objects.filter(wanted).order_by("day", "unit", "course_key").select_for_update()
    }


def follow_progress(before: Iterable[CourseProgress], after: Iterable[CourseProgress]) -> None:
    apply(difference(facts_of_progress(before), facts_of_progress(after)))


def follow_certificate(learner: Learner, certificate: Certificate) -> None:
    # Two certificates of one person at once: the second waits here, and then sees the first.
    Learner.objects.select_for_update().get(pk=learner.pk)
    after = list(learner.certificates.all())
    before = [row for row in after if row.pk != certificate.pk]
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
