"""What those who came to a class and live in its commune have done so far, exactly: for the trainer who led it."""

from typing import NamedTuple

from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from certificates.models import Certificate
from classes.models import Attendance, ClassSession
from courses.models import CourseProgress


class Outcome(NamedTuple):
    """Distinct people who live in the commune of the class. In its course, or in any where none is named."""

    from_here: int = 0
    learners: int = 0
    completions: int = 0
    certificates: int = 0


def outcomes(sessions: list[ClassSession]) -> dict[int, Outcome]:
    """By the class's id; in one query."""
    rows = _of_their_commune(sessions).order_by().values("session").annotate(**_counts())
    return {pk: Outcome(*numbers) for pk, *numbers in rows.values_list("session", *Outcome._fields)}


def outcome_of_all(sessions: QuerySet[ClassSession]) -> Outcome:
    """Each person once, however many of the classes they came to."""
    return Outcome(**_of_their_commune(sessions).aggregate(**_counts()))


def _of_their_commune(sessions):
    return Attendance.objects.filter(session__in=sessions, unit=F("session__unit"))


def _counts():
    begun = CourseProgress.objects.all()
    rows = {
        "learners": begun,
        "completions": begun.filter(completed_at__isnull=False),
        "certificates": Certificate.objects.current(),
    }
    own = {"learner": OuterRef("learner"), "course_key": Coalesce(OuterRef("session__course_key"), F("course_key"))}
    done = {name: Count("learner", distinct=True, filter=Exists(found.filter(**own))) for name, found in rows.items()}
    return {"from_here": Count("learner", distinct=True)} | done
