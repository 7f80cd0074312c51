"""Reading the totals of questions for a trainer: as many queries for any number of attempts."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Sum
from django.utils.translation import get_language, gettext

from quizzes.interactions import PICKED
from quizzes.item_statistics import OF_CHOICE, OF_QUESTION, Sums
from quizzes.models import ChoiceTotals, Question, QuestionTotals, Quiz

from .items import Item, groups_of

# By language, kind of commune, and province.
GROUPS = ("locale", "unit__type", "unit__parent")


def quizzes() -> list[Quiz]:
    """Each quiz once, in the reader's language if it is there; those that somebody has sat come first."""
    sat = Exists(QuestionTotals.objects.filter(quiz_key=OuterRef("translation_key")))
    rows = Quiz.objects.annotate(is_sat=sat).select_related("locale").order_by("title")
    return sorted(in_own_language(rows), key=lambda quiz: not quiz.is_sat)


def in_own_language(rows) -> list:
    """One of each key."""
    language = get_language()
    found = {}
    for row in rows:
        if row.key not in found or row.locale.language_code == language:
            found[row.key] = row
    return sorted(found.values(), key=lambda row: str(row))


def quizzes_asking(question: UUID) -> list[Quiz]:
    """Those in which people answered it."""
    rows = Quiz.objects.select_related("locale")
    totals = QuestionTotals.objects.filter(quiz_key=OuterRef("translation_key"), question_key=question)
    return in_own_language(rows.filter(Exists(totals)))


def items_of(quiz: Quiz, question: UUID | None = None) -> list[Item]:
    """The questions that were answered in a quiz, in its order; or only one of them."""
    only = {"quiz_key": quiz.key} | ({"question_key": question} if question else {})
    found = {}
    for key, *rest in _summed(QuestionTotals.objects.filter(**only), OF_QUESTION, "question_key"):
        item = found.setdefault(str(key), Item(str(key)))
        item.add(groups_of(*rest[: len(GROUPS)]), Sums.of(rest[len(GROUPS) :]))
    for key, choice, *rest in _summed(ChoiceTotals.objects.filter(**only), OF_CHOICE, "question_key", "choice_key"):
        if str(key) in found:
            found[str(key)].add_choice(groups_of(*rest[: len(GROUPS)]), str(choice), *rest[len(GROUPS) :])
    _name(found)
    return _in_order(quiz, [item for item in found.values() if any(sums.people for sums in item.sums.values())])


def _summed(totals, numbers, *keys):
    sums = {f"sum_{name}": Sum(name) for name in numbers}
    return totals.order_by().values(*keys, *GROUPS).annotate(**sums).values_list(*keys, *GROUPS, *sums)


def _name(items):
    """The words of today; the figures may be older."""
    rows = Question.objects.filter(translation_key__in=items).select_related("locale").prefetch_related("choices")
    questions = {str(question.key): question for question in in_own_language(rows)}
    for key, item in items.items():
        question = questions.get(key)
        item.stem = question.stem if question else gettext("A question no longer in the bank")
        item.question = question
        if question and question.interaction in PICKED:
            item.is_single = not question.is_multiple
            item.choices = [(str(c.key), c.text, is_right(c)) for c in question.choices.all()]
        gone = [choice for choice in item.picked["all"] if choice not in {one[0] for one in item.choices}]
        item.choices += [(choice, gettext("A choice no longer offered"), False) for choice in gone]


def is_right(choice) -> bool:
    return choice.is_right or (choice.weight or 0) > 0


def _in_order(quiz, items):
    places = quiz.places.order_by("sort_order").values_list("question__translation_key", flat=True)
    order = {str(key): number for number, key in enumerate(places)}
    return sorted(items, key=lambda item: (order.get(item.key, len(order)), item.stem))
