from django.db import models
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from .rollups import ANY_COURSE, MEASURES


class DailyTotalsQuerySet(models.QuerySet):
    def of_people(self):
        """Each person once, whatever the number of courses."""
        return self.filter(course_key=ANY_COURSE)

    def by_course(self):
        return self.exclude(course_key=ANY_COURSE)

    def sums(self, *fields):
        """Tuples of the fields and the three measures summed over the rest."""
        totals = [Sum(measure, default=0) for measure in MEASURES]
        return self.order_by().values(*fields).annotate(*totals).values_list(*fields, *(f"{m}__sum" for m in MEASURES))


class DailyTotals(models.Model):
    """How many people began, completed and were certified on one day in one unit: kept as it happens."""

    day = models.DateField(_("day"))
    # Null: people who have not said where they live.
    unit = models.ForeignKey("communes.Unit", models.PROTECT, null=True, related_name="+", verbose_name=_("unit"))
    course_key = models.UUIDField(default=ANY_COURSE)
    learners = models.IntegerField(_("learners"), default=0)
    completions = models.IntegerField(_("completions"), default=0)
    certificates = models.IntegerField(_("certificates"), default=0)

    objects = DailyTotalsQuerySet.as_manager()

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

    @property
    def key(self):
        return self.day, self.unit_id, self.course_key
