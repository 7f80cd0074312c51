"""What is done to questions of the bank, one or many at a time."""

import uuid
from collections.abc import Callable, Iterable

from django.db import transaction
from wagtail.models import ReferenceIndex

from .models import Question

# What belongs to the history of a question, not to what it asks.
OWN = [
    "translation_key", "identifier", "latest_revision", "live_revision", "first_published_at",
    "last_published_at", "go_live_at", "expire_at", "expired", "locked", "locked_at", "locked_by",
]  # fmt: skip


def is_used(question: Question) -> bool:
    return ReferenceIndex.get_references_to(question).exists()


@transaction.atomic
def copy_question(question: Question, user=None) -> Question:
    """A draft with the same words and files, and keys of its own: an answer to one is never one to the other."""
    data = question.get_latest_revision_as_object().serializable_data()
    for row in data["choices"]:
        row |= {"pk": None, "translation_key": str(uuid.uuid4())}
    for row in data["question_tags"]:
        row["pk"] = None
    copy = Question.from_serializable_data({n: v for n, v in data.items() if n not in OWN} | {"pk": None})
    copy.live, copy.has_unpublished_changes = False, True
    copy.save()
    copy.save_revision(user=user, log_action=True)
    return copy


def add_topics(questions: Iterable[Question], names: list[str], user=None) -> None:
    change_all(questions, lambda question: question.topics.add(*names), user)


def set_difficulty(questions: Iterable[Question], difficulty: int | None, user=None) -> None:
    change_all(questions, lambda question: setattr(question, "difficulty", difficulty), user)


@transaction.atomic
def change_all(questions: Iterable[Question], change: Callable[[Question], None], user=None) -> None:
    """What is published changes at once; a draft of it changes too, and stays a draft."""
    for question in questions:
        draft = question.get_latest_revision_as_object() if question.has_unpublished_changes else None
        change(question)
        question.save()
        if draft:
            change(draft)
        revision = (draft or question).save_revision(user=user, log_action=True)
        if not draft:
            revision.publish(user=user)


@transaction.atomic
def delete_unused(questions: Iterable[Question]) -> int:
    """How many went; what a lesson or a quiz asks stays."""
    unused = [question for question in questions if not is_used(question)]
    for question in unused:
        question.delete()
    return len(unused)
