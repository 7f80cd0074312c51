"""Whether a course gives a learner its certificate."""

from learners.models import Learner


def has_completed(learner: Learner | None, course_key) -> bool:
    if learner is None:
        return False
    return learner.course_progress.filter(course_key=course_key, completed_at__isnull=False).exists()
