from .handouts import KeyPoint
from .pages import CourseOutcome, CoursePage, LessonPage
from .progress import CourseProgress, LessonProgress, RehearsalProgress
from .rehearsals import Rehearsal

__all__ = [
    "CourseOutcome",
    "CoursePage",
    "CourseProgress",
    "KeyPoint",
    "LessonPage",
    "LessonProgress",
    "Rehearsal",
    "RehearsalProgress",
]
