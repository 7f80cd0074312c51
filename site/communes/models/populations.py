from django.conf import settings
from django.db import models
from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .hamlets import Hamlet
from .units import Unit


class Group(models.TextChoices):
    ALL = "", _("all adults")
    OLD = "60+", _("60 and older")
    WOMEN = "women", _("women")
    MINORITY = "minority", _("ethnic minorities")


class Confidence(models.TextChoices):
    HIGH = "high", _("high: counted or from the register")
    MEDIUM = "medium", _("medium: from a report")
    LOW = "low", _("low: an estimate")


class PopulationQuerySet(models.QuerySet):
    def standing(self):
        """Without what was taken back."""
        return self.filter(withdrawn_at=None)

    def newest(self, on):
        """The last count up to a day, one of each unit, hamlet and group."""
        place = [F("unit"), F("hamlet"), F("group")]
        order = [F("counted_on").desc(), F("pk").desc()]
        rows = self.standing().filter(counted_on__lte=on)
        return rows.annotate(rank=Window(RowNumber(), partition_by=place, order_by=order)).filter(rank=1)


class Population(models.Model):
    """How many adults live in a unit or hamlet, as somebody counted; a new count is a new row."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="populations", verbose_name=_("unit"))
    hamlet = models.ForeignKey(
        Hamlet, models.PROTECT, null=True, blank=True, related_name="populations", verbose_name=_("hamlet")
    )
    group = models.CharField(_("group"), max_length=10, choices=Group, default=Group.ALL, blank=True)
    adults = models.PositiveIntegerField(_("adults"))
    age_from = models.PositiveSmallIntegerField(_("adult from the age of"), default=18)
    source = models.CharField(_("source"), max_length=200)
    counted_on = models.DateField(_("counted on"))
    confidence = models.CharField(_("confidence"), max_length=10, choices=Confidence, default=Confidence.MEDIUM)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    # The same for all rows entered together.
    entered_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PopulationQuerySet.as_manager()

    class Meta:
        verbose_name = _("population")
        verbose_name_plural = _("populations")
        indexes = [models.Index(fields=["unit", "group", "counted_on"])]

    def __str__(self):
        return f"{self.hamlet or self.unit}: {self.adults} ({self.counted_on})"
