import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

# A row for "any course", in which each person counts once.
ANY_COURSE = uuid.UUID(int=0)


class DailyTotals(models.Model):
    """How many people began, completed and were certified on one day in one unit: kept as it happens, never counted for a page."""

    day = models.DateField(_("day"))
    # Null: people who have not said where they live.
    unit = models.ForeignKey("communes.Unit", models.PROTECT, null=True, related_name="+", verbose_name=_("unit"))
    course_key = models.UUIDField(default=ANY_COURSE)
    learners = models.IntegerField(_("learners"), default=0)
    completions = models.IntegerField(_("completions"), default=0)
    certificates = models.IntegerField(_("certificates"), default=0)

    class Meta:
        verbose_name = _("daily totals")
        verbose_name_plural = _("daily totals")
        constraints = [
            models.UniqueConstraint("unit", "course_key", "day", name="one_total_per_unit_course_and_day"),
            models.UniqueConstraint(
                "course_key",
                "day",
                condition=models.Q(unit=None),
                name="one_total_without_unit_per_course_and_day",
            ),
        ]

    def __str__(self):
        return f"{self.day} {self.unit_id} {self.course_key}"
