from django.db import models
from django.utils.translation import gettext_lazy as _

from communes.totals import SumsQuerySet

from .counting import AGE_BAND, CHANNEL, ETHNICITY, HAMLET, MEASURES, SEX, GroupCell


class GroupTotals(models.Model):
    """How many people of one group began, completed and were certified in one month, each once: kept as it happens.

    Of communes and of their provinces; people who have not said where they live are in none.
    """

    DIMENSIONS = [
        (AGE_BAND, _("age")),
        (SEX, _("sex")),
        (ETHNICITY, _("ethnicity")),
        (HAMLET, _("hamlet")),
        (CHANNEL, _("how they learnt")),
    ]

    month = models.DateField(_("month"))
    unit = models.ForeignKey("communes.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name=_("unit"))
    dimension = models.CharField(_("by"), max_length=10, choices=DIMENSIONS)
    # As in the person's own row; of a hamlet its key. Empty: not stated.
    value = models.CharField(_("group"), max_length=20, blank=True)
    learners = models.IntegerField(_("learners"), default=0)
    completions = models.IntegerField(_("completions"), default=0)
    certificates = models.IntegerField(_("certificates"), default=0)

    objects = SumsQuerySet.as_manager()
    measures, cell = MEASURES, GroupCell
    KEYS = ("month", "dimension", "value")

    class Meta:
        verbose_name = _("totals of groups")
        verbose_name_plural = _("totals of groups")
        constraints = [
            models.UniqueConstraint("unit", "dimension", "value", "month", name="one_total_per_unit_group_and_month")
        ]

    def __str__(self):
        return f"{self.month} {self.unit_id} {self.dimension} {self.value}"
