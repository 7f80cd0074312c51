"""Progress settled anew without anything more being done: after a looser rule, or when more is known of how."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction

from learners.models import Learner

from .channelling import moments_of
from .models import CourseProgress
from .projection import LearnerProgress


def unfinished() -> int:
    """How many people have begun a course and not completed it."""
    return _learners().count()


def settle(batch: int = 200) -> Iterator[tuple[int, int]]:
    """Looks at all of them, (people, completions newly found) at a time; may be interrupted and repeated."""
    last = None
    while learners := list(_after(last)[:batch]):
        yield len(learners), sum(settle_learner(learner.pk) for learner in learners)
        last = learners[-1].pk


@transaction.atomic
def settle_learner(key) -> int:
    learner = Learner.objects.select_for_update().filter(pk=key).first()
    if learner is None:
        return 0  # erased meanwhile
    progress = LearnerProgress(learner)
    progress.save()
    before = {row.course_key: row.completed_at for row in progress.before}
    return sum(row.completed_at is not None and before[key] is None for key, row in progress.courses.items())


def settle_company(learner: Learner, stretches: Iterable[tuple[datetime, datetime]], *others: Learner) -> None:
    """It became known that the person was, or was not, in a class then; the caller holds the learner's row.

    `others` are keys of the same person, as in `LearnerProgress`.
    """
    progress = LearnerProgress(learner, *others)
    moments = {moment for row in progress.courses.values() for moment in moments_of(row) if moment}
    progress.heard = {moment for moment in moments if any(first <= moment <= last for first, last in stretches)}
    if progress.heard:
        progress.save()


def _learners():
    waiting = CourseProgress.objects.filter(completed_at=None).values("learner")
    return Learner.objects.filter(pk__in=waiting).order_by("pk")


def _after(key):
    return _learners().filter(pk__gt=key) if key else _learners()
