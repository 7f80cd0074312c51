from django.db import models
from django.utils.translation import gettext_lazy as _

from communes.totals import SumsQuerySet

from .counting import MEASURES, LessonCell


class LessonTotals(models.Model):
    """How many people began and did one lesson in one month, each once: kept as it happens.

    Of communes and of their provinces; people who have not said where they live are in none.
    """

    month = models.DateField(_("month"))
    unit = models.ForeignKey("communes.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name=_("unit"))
    lesson_key = models.UUIDField()
    learners = models.IntegerField(_("learners"), default=0)
    completions = models.IntegerField(_("completions"), default=0)

    objects = SumsQuerySet.as_manager()
    measures, cell = MEASURES, LessonCell
    KEYS = ("month", "lesson_key")

    class Meta:
        verbose_name = _("totals of lessons")
        verbose_name_plural = _("totals of lessons")
        constraints = [models.UniqueConstraint("unit", "lesson_key", "month", name="one_total_per_unit_lesson_month")]

    def __str__(self):
        return f"{self.month} {self.unit_id} {self.lesson_key}"
