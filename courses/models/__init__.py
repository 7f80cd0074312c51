from .claims import ClaimCode, ServiceClaim
from .freshness import ChangeFlag, ChangeReport
from .handouts import KeyPoint
from .pages import CourseOutcome, CoursePage, LessonPage
from .progress import CourseProgress, LessonProgress, RehearsalProgress
from .rehearsals import Rehearsal
from .requirements import CourseRehearsal

__all__ = [
    "ChangeFlag",
    "ChangeReport",
    "ClaimCode",
    "CourseOutcome",
    "CoursePage",
    "CourseProgress",
    "CourseRehearsal",
    "KeyPoint",
    "LessonPage",
    "LessonProgress",
    "Rehearsal",
    "RehearsalProgress",
    "ServiceClaim",
]
