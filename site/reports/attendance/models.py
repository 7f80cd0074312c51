from django.db import models
from django.utils.translation import gettext_lazy as _

from communes.totals import SumsQuerySet

from .counting import MEASURES, ClassCell


class ClassTotals(models.Model):
    """How many classes were held in one month, how many people came by hand and by name: kept as it happens.

    Of communes and of their provinces: classes where they were held, people where they lived.
    """

    month = models.DateField(_("month"))
    unit = models.ForeignKey("communes.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name=_("unit"))
    sessions = models.IntegerField(_("classes held"), default=0)
    # Those that may be told of outside the commune.
    told_sessions = models.IntegerField(_("classes of five people or more"), default=0)
    headcount = models.IntegerField(_("present"), default=0)
    attendances = models.IntegerField(_("turns"), default=0)
    attendees = models.IntegerField(_("people who came"), default=0)

    objects = SumsQuerySet.as_manager()
    measures, cell = MEASURES, ClassCell
    KEYS = ("month",)

    class Meta:
        verbose_name = _("totals of classes")
        verbose_name_plural = _("totals of classes")
        constraints = [models.UniqueConstraint("unit", "month", name="one_class_total_per_unit_and_month")]

    def __str__(self):
        return f"{self.month} {self.unit_id}"
