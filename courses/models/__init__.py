from .pages import CourseOutcome, CoursePage, CourseRehearsal, LessonPage
from .progress import CourseProgress, LessonProgress, RehearsalProgress
from .rehearsals import Rehearsal

__all__ = [
    "CourseOutcome",
    "CoursePage",
    "CourseProgress",
    "CourseRehearsal",
    "LessonPage",
    "LessonProgress",
    "Rehearsal",
    "RehearsalProgress",
]
