"""Asking holders again: a sample by chance, three questions in person, and what came of it."""

import random
import uuid
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from accounts.models import User
from courses.catalogue import courses
from quizzes.interactions import Interaction
from quizzes.models import Question, Quiz

from .models import Certificate, Recheck

QUESTIONS = 3
# Nobody is bothered twice a year.
REST = timedelta(days=365)
# What can be asked without a screen; the choices are read out.
SPOKEN = {Interaction.CHOICE, Interaction.TRUE_FALSE, Interaction.FILL_IN, Interaction.NUMERIC}
CHANCE = random.SystemRandom()


@transaction.atomic
def draw_sample(user: User, units: Iterable[int] | None, course_key: UUID, number: int) -> list[Recheck]:
    """So many holders by chance, each with questions of the course; fewer if there are no more to ask.

    `units`: where they live now; None for everywhere.
    """
    asked = {language: _spoken(course_key, language) for language in _languages(course_key)}
    if not any(asked.values()):
        return []
    holders = list(may_be_asked(units, course_key).values_list("pk", "locale"))
    chosen, sample = CHANCE.sample(holders, min(number, len(holders))), uuid.uuid4()
    rows = [
        Recheck(certificate_id=pk, sample=sample, drawn_by=user, questions=_three(asked, locale))
        for pk, locale in chosen
    ]
    return Recheck.objects.bulk_create(rows)


def may_be_asked(units, course_key):
    """Certificates that count, of people who live here and were not drawn for a year."""
    lately = Recheck.objects.filter(drawn_at__gt=timezone.now() - REST).values("certificate")
    found = Certificate.objects.current().valid().filter(course_key=course_key).exclude(pk__in=lately)
    return found if units is None else found.filter(learner__unit__in=units)


@transaction.atomic
def record(recheck: Recheck, user: User, outcome: str, right: dict[str, bool] | None = None) -> Recheck:
    """What came of asking; `right`: {question key: whether}. Said once: a second answer changes nothing."""
    recheck = Recheck.objects.select_for_update().get(pk=recheck.pk)
    if recheck.outcome:
        return recheck
    recheck.outcome, recheck.asked_by, recheck.asked_at = outcome, user, timezone.now()
    if outcome == Recheck.Outcome.ANSWERED:
        recheck.questions = [question | {"is_right": right[question["key"]]} for question in recheck.questions]
        recheck.right = sum(question["is_right"] for question in recheck.questions)
    recheck.save()
    log(instance=recheck.certificate, action="certificates.recheck", user=user, data={"outcome": outcome})
    return recheck


def _languages(course_key):
    course = courses().get(course_key)
    return list(course.titles) if course else []


def _spoken(course_key, language):
    quiz = Quiz.objects.filter(translation_key=courses()[course_key].quiz_key, locale__language_code=language).first()
    return [question for question in (quiz.questions() if quiz else []) if question.interaction in SPOKEN]


def _three(asked, locale):
    """In the language of the certificate, else in any that has questions."""
    questions = asked.get(locale) or next(filter(None, asked.values()))
    return [as_asked(question) for question in CHANCE.sample(questions, min(QUESTIONS, len(questions)))]


def as_asked(question: Question) -> dict:
    """With its answers, for whoever asks; the choices as they are read out."""
    choices = list(question.choices.all())
    is_read_out = question.interaction in (Interaction.CHOICE, Interaction.TRUE_FALSE)
    return {
        "key": str(question.key),
        "stem": question.stem,
        "choices": [choice.text for choice in choices] if is_read_out else [],
        "answers": [choice.text for choice in choices if choice.is_right],
        "is_right": None,
    }
