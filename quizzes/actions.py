"""Sitting a quiz."""

import uuid
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from django.db import transaction
from django.utils import timezone

from learners.models import Device, Learner
from records.actions import take_in
from records.models import Event, ObjectType, Verb
from records.statements import Statement

from .drawing import drawn
from .item_statistics import LONGEST
from .models import Attempt, Quiz, QuizVersion, Supervision
from .models.quizzes import Contents
from .scoring import clean, earned, is_waiting, mark, percentage, possible
from .sheets import digest, quiz_sheet
from .signals import attempts_submitted
from .sitting import has_rules, objection

# Without a script a double click sends the same answers twice, with no key to tell them apart.
DOUBLE_CLICK = timedelta(minutes=1)
REMEMBERED = 100
_versions: dict = {}


@transaction.atomic
def submit_answers(learner: Learner, quiz: Quiz, answers: dict, key=None, at=None, device=None, **sitting) -> Attempt:
    """One sitting, kept as an event and marked; the same sitting sent again is the same attempt.

    `sitting` is what else is known of it: {"seed", "version", "seconds", "code"}.
    """
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
        data={"answers": answers} | {name: value for name, value in sitting.items() if value not in (None, "")},
        occurred_at=at,
    )
    take_in(learner, [statement], device)
    return Attempt.objects.get(pk=statement.id)


def _same_as_last(learner, quiz, answers, at):
    lately = (at - DOUBLE_CLICK, at + DOUBLE_CLICK)
    last = learner.attempts.filter(quiz_key=quiz.key, submitted_at__range=lately).last()
    if last is None:
        return None
    given = {row["key"]: row["given"] for row in last.sheet if row["given"]}
    sent = {row["key"]: clean(row, answers.get(row["key"], [])) for row in last.sheet}
    return last if given == {key: texts for key, texts in sent.items() if texts} else None


def mark_events(learner: Learner, events: list[Event], device: Device | None = None) -> list[Attempt]:
    """Attempts for the submissions among new events; a quiz that is not here is passed over."""
    submissions = [e for e in events if e.verb == Verb.COMPLETED and e.object_type == ObjectType.QUIZ]
    attempts = [attempt for event in submissions if (attempt := _attempt(event, device))]
    Attempt.objects.bulk_create(attempts)
    for key in {attempt.quiz_key for attempt in attempts if has_rules(attempt.rules)}:
        judge(learner, key)
    if attempts:
        attempts_submitted.send(Attempt, learner=learner, attempts=attempts)
    return attempts


def judge(learner: Learner, quiz_key: uuid.UUID) -> None:
    """Which sittings of a quiz count, in the order they were sent: what arrives late may come before what is known."""
    counted = []
    for attempt in (
        learner.attempts.filter(quiz_key=quiz_key).select_related("supervision").order_by("submitted_at", "id")
    ):
        present = attempt.supervision and {"extra_percent": attempt.supervision.extra_percent}
        found = objection(attempt.rules, counted, attempt.submitted_at, attempt.seconds, present)
        if not found:
            counted.append(attempt.submitted_at)
        if found != attempt.objection:
            attempt.objection, attempt.is_passed = found, not found and attempt.score >= attempt.pass_mark
            vars(attempt).update(Attempt.ANEW)
            attempt.save(update_fields=["objection", "is_passed", *Attempt.ANEW])


def _attempt(event, device):
    quiz = _sheet_sat(event)
    if not quiz:
        return None
    data = event.data
    seed = str(data.get("seed") or event.pk)[:40]
    keys = drawn(quiz["slots"], seed, quiz["is_shuffled"])
    sheet = mark([quiz["questions"][key] for key in keys], clean_answers(data.get("answers")))
    sheet = timed(sheet, data.get("times"))
    score = percentage(earned(sheet), possible(sheet))
    supervision = _supervision(event)
    seconds = data.get("seconds")
    seconds = seconds if isinstance(seconds, int) and 0 <= seconds < 10**6 else None
    present = supervision and {"extra_percent": supervision.extra_percent}
    found = objection(quiz["rules"], [], event.occurred_at, seconds, present)
    return Attempt(
        pk=event.pk,
        learner=event.learner,
        quiz_key=event.object_key,
        quiz_title=quiz["title"],
        locale=quiz["locale"],
        unit_id=event.learner.unit_id,
        submitted_at=event.occurred_at,
        sheet=sheet,
        earned=to_hundredths(earned(sheet)),
        possible=possible(sheet),
        score=score,
        pass_mark=quiz["pass_mark"],
        is_passed=not found and score >= quiz["pass_mark"],
        is_waiting=is_waiting(sheet),
        seed=seed,
        rules=quiz["rules"],
        seconds=seconds,
        supervision=supervision,
        objection=found,
        device=device,
    )


def _sheet_sat(event) -> dict | None:
    """The quiz as it was shown, if its page said which; else as it is now, in the language of the sitting or in any."""
    if known := _version_sheet(str(event.data.get("version"))[:64], event.object_key):
        return known
    rows = Quiz.objects.filter(translation_key=event.object_key).select_related("locale")
    quizzes = {quiz.locale.language_code: quiz for quiz in rows}
    quiz = quizzes.get(event.locale) or next(iter(quizzes.values()), None)
    return quiz and quiz_sheet(quiz, quiz.contents()) | {"locale": quiz.locale.language_code}


def _version_sheet(digest, quiz_key) -> dict | None:
    """Versions never change, so each process remembers those that a whole class hands in by."""
    if (digest, quiz_key) not in _versions:
        version = QuizVersion.objects.filter(digest=digest, quiz_key=quiz_key).first()
        if version is None:
            return None
        while len(_versions) >= REMEMBERED:
            _versions.pop(next(iter(_versions)), None)
        _versions[digest, quiz_key] = version.sheet | {"locale": version.locale}
    return _versions.get((digest, quiz_key))


def _supervision(event):
    code = str(event.data.get("code") or "")[:6]
    fitting = Supervision.objects.open_at(event.occurred_at).filter(quiz__translation_key=event.object_key)
    return fitting.filter(code=code).first() if code else None


def version_of(quiz: Quiz, contents: Contents) -> QuizVersion:
    """The quiz as it is shown now, kept for whoever sends answers after it was changed."""
    sheet = quiz_sheet(quiz, contents)
    fields = {"quiz_key": quiz.key, "locale": quiz.locale.language_code, "sheet": sheet}
    return QuizVersion.objects.get_or_create(digest=digest(sheet), defaults=fields)[0]


def to_hundredths(points: Fraction) -> Decimal:
    """For showing: rounded down; who passed is told from the fraction."""
    return Decimal(max(0, int(points * 100))) / 100


def timed(sheet: list[dict], times) -> list[dict]:
    """The sheet with the seconds that the phone measured for a question, where they can be true."""
    times = times if isinstance(times, dict) else {}
    good = {key: n for key, n in times.items() if type(n) is int and 0 <= n <= LONGEST}
    return [row | {"seconds": good[row["key"]]} if row["key"] in good else row for row in sheet]


def clean_answers(answers) -> dict[str, list[str]]:
    """Answers as sent, with whatever is not of their shape left out."""
    if not isinstance(answers, dict):
        return {}
    return {str(key): [str(text) for text in given] for key, given in answers.items() if isinstance(given, list)}
