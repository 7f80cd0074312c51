from django.db import models
from django.utils.translation import gettext_lazy as _

from communes.totals import one_total_per

from ..item_statistics import OF_CHOICE, OF_QUESTION


class Totals(models.Model):
    """Numbers of the first tries of a quiz, by language and unit; no person is in them."""

    quiz_key = models.UUIDField()
    question_key = models.UUIDField()
    locale = models.CharField(max_length=20)
    # Where people lived at the time; null: unknown.
    unit = models.ForeignKey("communes.Unit", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.question_key} {self.locale} {self.unit_id}"


class QuestionTotals(Totals):
    """How a question of a quiz was answered at the first try: see `item_statistics`."""

    KEYS = ("quiz_key", "question_key", "locale")
    NUMBERS = OF_QUESTION

    class Meta:
        verbose_name = _("totals of a question")
        verbose_name_plural = _("totals of questions")
        constraints = one_total_per("question", "quiz_key", "question_key", "locale")


class ChoiceTotals(Totals):
    """How often a choice was picked at the first try."""

    KEYS = ("quiz_key", "question_key", "choice_key", "locale")
    NUMBERS = OF_CHOICE

    choice_key = models.UUIDField()

    class Meta:
        verbose_name = _("totals of a choice")
        verbose_name_plural = _("totals of choices")
        constraints = one_total_per("choice", "quiz_key", "question_key", "choice_key", "locale")


for model in (QuestionTotals, ChoiceTotals):
    for name in model.NUMBERS:
        model.add_to_class(name, models.BigIntegerField(default=0))
