from ..interactions import Interaction
from .attempts import Attempt
from .competencies import Competency, Framework
from .questions import Choice, Question, QuestionTag
from .quizzes import Quiz, QuizQuestion

__all__ = [
    "Attempt", "Choice", "Competency", "Framework", "Interaction", "Question", "QuestionTag", "Quiz", "QuizQuestion",
]  # fmt: skip
