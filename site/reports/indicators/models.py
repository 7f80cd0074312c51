from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Better(models.TextChoices):
    HIGHER = "higher", _("higher is better")
    LOWER = "lower", _("lower is better")


# Of a hundred points, written the same in every language.
POINTS = "/100"


class Indicator(models.Model):
    """A series that others measure and publish; never mixed with what we count."""

    key = models.SlugField(_("key"), max_length=50, unique=True)
    name_vi = models.CharField(_("name in Vietnamese"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    measured_in = models.CharField(_("unit of measure"), max_length=20, default="%")
    is_share = models.BooleanField(_("is a share"), default=True, help_text=_("From 0 to 100 per cent."))
    better = models.CharField(_("better"), max_length=6, choices=Better, default=Better.HIGHER)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("official indicator")
        verbose_name_plural = _("official indicators")
        ordering = ["order", "key"]

    def __str__(self):
        return self.name

    @property
    def name(self):
        return self.name_vi if get_language() == "vi" else self.name_en


class IndicatorValueQuerySet(models.QuerySet):
    def standing(self):
        """Without what was corrected since."""
        return self.filter(replaced_at=None)


class IndicatorValue(models.Model):
    """One published figure for one place and time. A correction is a new row; the old one stays, as replaced."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="values")
    unit = models.ForeignKey("communes.Unit", models.PROTECT, related_name="+", verbose_name=_("unit"))
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("until"))
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=4)
    national_mean = models.DecimalField(_("national mean"), max_digits=14, decimal_places=4, null=True, blank=True)
    rank = models.PositiveSmallIntegerField(_("rank"), null=True, blank=True)
    ranked = models.PositiveSmallIntegerField(_("out of"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    imported_at = models.DateTimeField(default=timezone.now)
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = IndicatorValueQuerySet.as_manager()

    class Meta:
        verbose_name = _("value of an indicator")
        verbose_name_plural = _("values of indicators")
        ordering = ["indicator", "last_day", "pk"]
        constraints = [
            models.UniqueConstraint(
                "indicator",
                "unit",
                "first_day",
                "last_day",
                condition=models.Q(replaced_at=None),
                name="one_standing_value_per_indicator_unit_and_time",
            ),
            models.CheckConstraint(
                condition=models.Q(first_day__lte=models.F("last_day")), name="a_value_ends_after_it_begins"
            ),
        ]

    def __str__(self):
        return f"{self.indicator_id} {self.unit_id} {self.last_day}: {self.value}"
