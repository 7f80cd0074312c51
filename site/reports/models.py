from django.db import models
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from .rollups import ANY_COURSE, FOR_REAL, MEASURES


class SumsQuerySet(models.QuerySet):
    def sums(self, *fields):
        """Tuples of the fields and the measures summed over the rest."""
        measures = self.model.measures
        totals = [Sum(measure, default=0) for measure in measures]
        return self.order_by().values(*fields).annotate(*totals).values_list(*fields, *(f"{m}__sum" for m in measures))


class DailyTotalsQuerySet(SumsQuerySet):
    def of_people(self):
        """Each person once, whatever the number of courses."""
        return self.filter(course_key=ANY_COURSE)

    def by_course(self):
        return self.exclude(course_key=ANY_COURSE)


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
    measures, key_field = MEASURES, "course_key"

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


class ForRealTotals(models.Model):
    """How many people of one unit said on one day to have done for real what they rehearsed, and were confirmed."""

    day = models.DateField(_("day"))
    # Null: people who have not said where they live.
    unit = models.ForeignKey("communes.Unit", models.PROTECT, null=True, related_name="+", verbose_name=_("unit"))
    rehearsal_key = models.UUIDField(default=ANY_COURSE)
    claimed = models.IntegerField(_("said so"), default=0)
    confirmed = models.IntegerField(_("confirmed"), default=0)

    objects = SumsQuerySet.as_manager()
    measures, key_field = FOR_REAL, "rehearsal_key"

    class Meta:
        verbose_name = _("totals of what was done for real")
        verbose_name_plural = _("totals of what was done for real")
        constraints = [
            models.UniqueConstraint("unit", "rehearsal_key", "day", name="one_total_per_unit_rehearsal_and_day"),
            models.UniqueConstraint(
                "rehearsal_key",
                "day",
                condition=models.Q(unit=None),
                name="one_total_without_unit_per_rehearsal_and_day",
            ),
        ]

    def __str__(self):
        return f"{self.day} {self.unit_id} {self.rehearsal_key}"


from .groups.models import GroupTotals  # noqa: E402, F401
