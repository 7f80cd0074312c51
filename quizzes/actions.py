"""Sitting a quiz."""

import uuid
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from django.db import transaction
from django.utils import timezone

from learners.models import Learner
from records.actions import take_in
from records.models import Event, ObjectType, Verb
from records.statements import Statement

from .models import Attempt, Quiz
from .scoring import clean, earned, is_waiting, mark, percentage, possible
from .sheets import question_sheets
from .signals import attempts_submitted

# Without a script a double click sends the same answers twice, with no key to tell them apart.
DOUBLE_CLICK = timedelta(minutes=1)


@transaction.atomic
def submit_answers(learner: Learner, quiz: Quiz, answers: dict, key=None, at=None) -> Attempt:
    """One sitting, kept as an event and marked; the same sitting sent again is the same attempt."""
    Learner.objects.select_for_update().get(pk=learner.pk)
    at = at or timezone.now()
    if key and (known := learner.attempts.filter(pk=key).first()):
        return known
    if key and Event.objects.filter(pk=key).exists():
        key = None  # used for something else, perhaps by somebody else: this sitting gets its own
    if not key and (known := _same_as_last(learner, quiz, answers, at)):
        return known
    statement = Statement(
        id=key or uuid.uuid4(),
        verb=Verb.COMPLETED,
        object_type=ObjectType.QUIZ,
        object_key=quiz.key,
        locale=quiz.locale.language_code,
        data={"answers": answers},
        occurred_at=at,
    )
    take_in(learner, [statement])
    return Attempt.objects.get(pk=statement.id)


def _same_as_last(learner, quiz, answers, at):
    last = learner.attempts.filter(quiz_key=quiz.key, submitted_at__gte=at - DOUBLE_CLICK).last()
    if last is None:
        return None
    given = {row["key"]: row["given"] for row in last.sheet if row["given"]}
    sent = {row["key"]: clean(row, answers.get(row["key"], [])) for row in last.sheet}
    return last if given == {key: texts for key, texts in sent.items() if texts} else None


def mark_events(learner: Learner, events: list[Event]) -> list[Attempt]:
    """Attempts for the submissions among new events; a quiz that is not here is passed over."""
    submissions = [e for e in events if e.verb == Verb.COMPLETED and e.object_type == ObjectType.QUIZ]
    attempts = [attempt for event in submissions if (attempt := _attempt(event))]
    Attempt.objects.bulk_create(attempts)
    if attempts:
        attempts_submitted.send(Attempt, learner=learner, attempts=attempts)
    return attempts


def _attempt(event):
    quizzes = {
        q.locale.language_code: q
        for q in Quiz.objects.filter(translation_key=event.object_key).select_related("locale")
    }
    quiz = quizzes.get(event.locale) or next(iter(quizzes.values()), None)
    if not quiz:
        return None
    sheet = mark(question_sheets(quiz), clean_answers(event.data.get("answers")))
    score = percentage(earned(sheet), possible(sheet))
    return Attempt(
        pk=event.pk,
        learner=event.learner,
        quiz_key=quiz.key,
        quiz_title=quiz.title,
        locale=quiz.locale.language_code,
        submitted_at=event.occurred_at,
        sheet=sheet,
        earned=to_hundredths(earned(sheet)),
        possible=possible(sheet),
        score=score,
        pass_mark=quiz.pass_mark,
        is_passed=score >= quiz.pass_mark,
        is_waiting=is_waiting(sheet),
    )


def to_hundredths(points: Fraction) -> Decimal:
    """For showing: rounded down; who passed is told from the fraction."""
    return Decimal(max(0, int(points * 100))) / 100


def clean_answers(answers) -> dict[str, list[str]]:
    """Answers as sent, with whatever is not of their shape left out."""
    if not isinstance(answers, dict):
        return {}
    return {str(key): [str(text) for text in given] for key, given in answers.items() if isinstance(given, list)}
