from ..interactions import Interaction
from .attempts import Attempt
from .competencies import Competency, Framework
from .exchanges import Origin, QuestionImport
from .questions import Choice, Difficulty, Question, QuestionTag, Topic
from .quizzes import Quiz, QuizQuestion

__all__ = [
    "Attempt", "Choice", "Competency", "Difficulty", "Framework", "Interaction", "Origin", "Question",
    "QuestionImport", "QuestionTag", "Quiz", "QuizQuestion", "Topic",
]  # fmt: skip
