from ..interactions import Interaction
from .attempts import Attempt
from .competencies import Competency, Framework
from .evidence import EvidenceTotals, Examination
from .exchanges import Origin, QuestionImport
from .item_totals import ChoiceTotals, QuestionTotals
from .questions import Choice, Difficulty, Question, QuestionTag, Topic
from .quizzes import Quiz, QuizDraw, QuizQuestion, Review
from .rescoring import Rescoring
from .supervision import Supervision
from .versions import QuizVersion

__all__ = [
    "Attempt", "Choice", "ChoiceTotals", "Competency", "Difficulty", "EvidenceTotals", "Examination", "Framework",
    "Interaction", "Origin", "Question", "QuestionImport", "QuestionTag", "QuestionTotals", "Quiz", "QuizDraw",
    "QuizQuestion", "QuizVersion", "Rescoring", "Review", "Supervision", "Topic",
]  # fmt: skip
