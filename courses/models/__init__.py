from .pages import CourseOutcome, CoursePage, LessonPage
from .progress import CourseProgress, LessonProgress

__all__ = ["CourseOutcome", "CoursePage", "CourseProgress", "LessonPage", "LessonProgress"]
