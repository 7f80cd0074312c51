from .handouts import KeyPoint
from .pages import CourseOutcome, CoursePage, LessonPage
from .progress import CourseProgress, LessonProgress, RehearsalProgress
from .rehearsals import Rehearsal
from .requirements import CourseRehearsal

__all__ = [
    "CourseOutcome",
    "CoursePage",
    "CourseProgress",
    "CourseRehearsal",
    "KeyPoint",
    "LessonPage",
    "LessonProgress",
    "Rehearsal",
    "RehearsalProgress",
]
