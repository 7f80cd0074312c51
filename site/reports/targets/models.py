from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..rollups import ANY_COURSE


class GoalKind(models.TextChoices):
    SHARE = "share", _("per cent of the adults")
    COUNT = "count", _("number of people")


class TargetQuerySet(models.QuerySet):
    def standing(self):
        """Without what was taken back."""
        return self.filter(withdrawn_at=None)

    def on(self, day):
        return self.standing().filter(first_day__lte=day, last_day__gte=day)


class Target(models.Model):
    """What a unit wants to reach in a time. A later one for the same unit and course replaces it; both are kept.

    A share holds for the communes of a province too, unless they have one of their own; a number does not.
    """

    unit = models.ForeignKey("communes.Unit", models.PROTECT, related_name="targets", verbose_name=_("unit"))
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("until"))
    course_key = models.UUIDField(_("course"), default=ANY_COURSE)
    kind = models.CharField(_("kind"), max_length=5, choices=GoalKind, default=GoalKind.SHARE)
    number = models.DecimalField(_("target"), max_digits=10, decimal_places=2)
    age_from = models.PositiveSmallIntegerField(_("adult from the age of"), default=18)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    # The same for all rows set together.
    set_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        indexes = [models.Index(fields=["unit", "course_key", "last_day"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_day__lte=models.F("last_day")), name="a_target_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="count") | models.Q(number__lte=100), name="a_share_is_at_most_100"
            ),
        ]

    def __str__(self):
        return f"{self.unit}: {self.number} {self.get_kind_display()}"
