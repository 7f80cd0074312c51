"""What a learner does in a lesson, when the page itself sends it (without a script)."""

import uuid

from django.utils import timezone

from learners.models import Device, Learner
from records.actions import take_in
from records.models import ObjectType, Verb
from records.statements import Statement

from .catalogue import Lesson


def finish_step(
    learner: Learner, lesson: Lesson, step_id: str, language: str, at=None, device: Device | None = None
) -> bool:
    """Note that a step was done, and the lesson with its last step; True if the lesson is now done.

    The keys follow from what was done, so a double click is one event.
    """
    is_last = step_id == lesson.step_ids[-1]
    verbs = [Verb.PROGRESSED, Verb.COMPLETED] if is_last else [Verb.PROGRESSED]
    at = at or timezone.now()
    take_in(learner, [_statement(learner, verb, lesson, step_id, language, at) for verb in verbs], device)
    return is_last


def _statement(learner, verb, lesson, step_id, language, at):
    return Statement(
        id=uuid.uuid5(learner.pk, f"{verb} {lesson.key} {step_id}"),
        verb=verb,
        object_type=ObjectType.LESSON,
        object_key=lesson.key,
        locale=language,
        data={"step": step_id},
        occurred_at=at,
    )


def answer_check(learner: Learner, question_key: uuid.UUID, choices: list[str], language: str) -> None:
    """Note an answer to a check question: practice, not an attempt."""
    statement = Statement(
        verb=Verb.ANSWERED,
        object_type=ObjectType.QUESTION,
        object_key=question_key,
        locale=language,
        data={"choices": choices},
        occurred_at=timezone.now(),
    )
    take_in(learner, [statement])
