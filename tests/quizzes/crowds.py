"""Many people's first tries at once, without going through a submission for each."""

import uuid
from datetime import UTC, datetime

from learners.models import Learner
from quizzes.actions import to_hundredths
from quizzes.models import Attempt
from quizzes.scoring import earned, mark, percentage, possible
from quizzes.sheets import question_sheet
from tests.quizzes.factory import right_answer


def crowd(exam, people, answer, unit=None, locale="vi", seconds=None):
    """So many people of a unit; `answer(number, question, place)` is what the person gives, None what is right."""
    questions = exam.questions()
    sheets = [question_sheet(question) for question in questions]
    learners = [Learner(unit=unit) for _person in range(people)]
    Learner.objects.bulk_create(learners)
    rows = []
    for number, learner in enumerate(learners):
        answers = {}
        for place, question in enumerate(questions):
            given = answer(number, question, place)
            answers[str(question.key)] = right_answer(question) if given is None else given
        sheet = mark(sheets, answers)
        if seconds:
            sheet = [row | {"seconds": seconds(number, place)} for place, row in enumerate(sheet)]
        rows.append(_attempt(exam, learner, sheet, unit, locale))
    return Attempt.objects.bulk_create(rows)


def _attempt(exam, learner, sheet, unit, locale):
    return Attempt(
        pk=uuid.uuid4(), learner=learner, quiz_key=exam.key, quiz_title=exam.title, locale=locale, unit=unit,
        submitted_at=datetime(2026, 3, 2, 1, tzinfo=UTC), sheet=sheet, earned=to_hundredths(earned(sheet)),
        possible=possible(sheet), score=percentage(earned(sheet), possible(sheet)),
        pass_mark=exam.pass_mark, is_passed=False,
    )  # fmt: skip


def wrong(question, which=0):
    """One of the wrong choices."""
    return [[str(choice.key) for choice in question.choices.all() if not choice.is_right][which]]
