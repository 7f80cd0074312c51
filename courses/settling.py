"""After a looser rule: courses that people have by now completed without doing anything more."""

from collections.abc import Iterator

from django.db import transaction

from learners.models import Learner

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


def _learners():
    waiting = CourseProgress.objects.filter(completed_at=None).values("learner")
    return Learner.objects.filter(pk__in=waiting).order_by("pk")


def _after(key):
    return _learners().filter(pk__gt=key) if key else _learners()
