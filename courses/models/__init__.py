from .claims import ClaimCode, ServiceClaim
from .freshness import ChangeFlag, ChangeReport
from .pages import CourseOutcome, CoursePage, LessonPage
from .progress import CourseProgress, LessonProgress, RehearsalProgress
from .rehearsals import Rehearsal

__all__ = [
    "ChangeFlag",
    "ChangeReport",
    "ClaimCode",
    "CourseOutcome",
    "CoursePage",
    "CourseProgress",
    "LessonPage",
    "LessonProgress",
    "Rehearsal",
    "RehearsalProgress",
    "ServiceClaim",
]
