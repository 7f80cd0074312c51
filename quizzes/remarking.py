"""Verbs that mark again what was marked: own words that a trainer has read, and a question whose key was wrong."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from django.db import transaction

from accounts.models import User
from learners.models import Learner

from .actions import to_hundredths
from .interactions import PICKED, TYPED, Interaction
from .models import Attempt, Question, QuizVersion, Rescoring
from .scoring import earned, is_waiting, percentage, possible, share
from .sheets import question_sheet
from .signals import attempts_submitted

# What a key says of a choice; the words that were sat stay.
KEY = ("is_right", "weight", "tolerance", "match")


@transaction.atomic
def read_answers(attempt: Attempt, shares: dict[str, Fraction], by: User) -> Attempt:
    """Give each answer in own words its share of the points; what was read before stays as it was read."""
    learner = Learner.objects.select_for_update().get(pk=attempt.learner_id)
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    for row in attempt.sheet:
        if row["share"] is None and row["key"] in shares:
            part = shares[row["key"]]
            row |= {"share": str(part), "is_right": part == 1, "read_by": by.pk}
    return _keep(learner, attempt)


@dataclass(frozen=True)
class Change:
    """What another key makes of one attempt."""

    attempt: Attempt
    score: int
    is_passed: bool

    @property
    def gains(self):
        return self.is_passed and not self.attempt.is_passed

    @property
    def loses(self):
        return self.attempt.is_passed and not self.is_passed


def changes_of(question_key: UUID) -> list[Change]:
    """Whose score the key of now would change; nothing is written."""
    found = []
    for attempt in attempts_with(question_key):
        sheet = _marked_anew(attempt, _keys(question_key))
        score = percentage(earned(sheet), possible(sheet))
        if sheet != attempt.sheet:
            found.append(Change(attempt, score, not attempt.objection and score >= attempt.pass_mark))
    return found


def attempts_with(question_key: UUID) -> Iterable[Attempt]:
    """All that were sat with it, whichever language and version."""
    versions = QuizVersion.objects.values_list("quiz_key", "sheet")
    quizzes = {quiz for quiz, sheet in versions if str(question_key) in sheet["questions"]}
    places = Question.objects.filter(translation_key=question_key).values_list(
        "places__quiz__translation_key", flat=True
    )
    attempts = Attempt.objects.filter(quiz_key__in=quizzes | {key for key in places if key}).select_related("learner")
    return (a for a in attempts.iterator() if any(row["key"] == str(question_key) for row in a.sheet))


@transaction.atomic
def rescore(question_key: UUID, by: User, reason: str) -> Rescoring:
    """Mark every attempt by the key of now and note what became of each. A course once completed stays completed."""
    noted = []
    keys = _keys(question_key)
    for attempt in list(attempts_with(question_key)):
        learner = Learner.objects.select_for_update().get(pk=attempt.learner_id)
        attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
        sheet, before = _marked_anew(attempt, keys), (attempt.score, attempt.is_passed)
        if sheet == attempt.sheet:
            continue
        attempt.sheet = sheet
        _keep(learner, attempt)
        noted.append({"attempt": str(attempt.pk), "before": before, "after": (attempt.score, attempt.is_passed)})
    stem = Question.objects.filter(translation_key=question_key).first()
    return Rescoring.objects.create(question_key=question_key, stem=str(stem), by=by, reason=reason, changes=noted)


def _keys(question_key):
    """The question as it is now, by language."""
    rows = Question.objects.filter(translation_key=question_key).with_choices().select_related("locale")
    return {question.locale.language_code: question_sheet(question) for question in rows}


def _marked_anew(attempt, keys):
    now = keys.get(attempt.locale) or next(iter(keys.values()), None)
    return [_row_anew(row, now) if now and row["key"] == now["key"] else row for row in attempt.sheet]


def _row_anew(row, now):
    if row["interaction"] != now["interaction"] or row["interaction"] == Interaction.LONG_FILL_IN:
        return row
    row = row | {"choices": _choices_anew(row, now)}
    part = share(row, row["given"])
    return row | {"share": str(part), "is_right": part == 1}


def _choices_anew(row, now):
    """Typed answers are compared with those accepted now, an order with the order of now; else only the key changes."""
    by_key = {choice["key"]: choice for choice in now["choices"]}
    if row["interaction"] in TYPED:
        return now["choices"]
    old = [choice | {name: by_key.get(choice["key"], choice)[name] for name in KEY} for choice in row["choices"]]
    if row["interaction"] in PICKED:
        return old
    order = list(by_key)
    return sorted(old, key=lambda choice: order.index(choice["key"]) if choice["key"] in by_key else len(order))


def _keep(learner, attempt):
    """The points of the sheet as it now is; whoever follows attempts hears of it."""
    attempt.earned, attempt.possible = to_hundredths(earned(attempt.sheet)), possible(attempt.sheet)
    attempt.score = percentage(earned(attempt.sheet), attempt.possible)
    attempt.is_passed = not attempt.objection and attempt.score >= attempt.pass_mark
    attempt.is_waiting = is_waiting(attempt.sheet)
    vars(attempt).update(Attempt.ANEW)
    attempt.save(update_fields=["sheet", "earned", "possible", "score", "is_passed", "is_waiting", *Attempt.ANEW])
    attempts_submitted.send(Attempt, learner=learner, attempts=[attempt])
    return attempt
