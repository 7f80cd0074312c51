"""One question of each kind, with all that readers stumble over: for those that others wrote."""

from decimal import Decimal

from quizzes.exchange.bank import item_of
from quizzes.models import Interaction, Question
from tests.quizzes import factory

WORDS = "Cư M’gar: 'ai' & \"ai\" {có} ~1 = #2 <3> \\ 50% -> [x] // y?"
LABEL = "Đúng & đủ: {a} ~ b = c # d < e 'f' \\ g"


def bank():
    """{kind: the item that stands for it}, as the bank would take it out."""
    for kind in Interaction:
        _make(kind)
    questions = Question.objects.with_choices().prefetch_related("topics").order_by("pk")
    return {question.interaction: item_of(question) for question in questions}


def _make(kind):
    said = {"explanation": f"Vì sao: {WORDS}", "right_feedback": "Đúng & hay!", "wrong_feedback": "Chưa <đúng>."}
    if kind == Interaction.CHOICE:
        said |= {"picture": factory.picture(), "points": 3}
    question = factory.of_kind(kind, languages=["vi"], identifier=f"q/{kind} 1", **said)
    question.stem = f"{question.stem} {WORDS}\nDòng hai."
    choices = list(question.choices.all())
    if kind == Interaction.CHOICE:
        choices[1].weight, choices[1].picture = Decimal("-33.33333"), factory.picture()
    if kind in (Interaction.FILL_IN, Interaction.SEQUENCING, Interaction.MATCHING, Interaction.CHOICE):
        choices[0].text = LABEL
        choices[0].feedback = f"Nhớ nhé: {WORDS}"
    if kind == Interaction.FILL_IN:
        choices[1].weight = Decimal(50)
    if kind == Interaction.NUMERIC:
        choices[0].tolerance = Decimal("0.5")
    question.choices = choices
    question.save()
    question.topics.add("An toàn mạng")
    question.save()
