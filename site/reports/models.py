from django.db import models
from django.utils.translation import gettext_lazy as _

from communes.totals import SumsQuerySet, one_total_per

from .rollups import ANY_COURSE, FOR_REAL, MEASURES


class TotalsQuerySet(SumsQuerySet):
    def of_people(self):
        """Each person once, whatever the number of courses."""
        return self.filter(course_key=ANY_COURSE)

    def by_course(self):
        return self.exclude(course_key=ANY_COURSE)


class Totals(models.Model):
    """How many people of one unit; where it is empty, people who have not said where they live."""

    unit = models.ForeignKey("communes.Unit", models.PROTECT, null=True, related_name="+", verbose_name=_("unit"))

    objects = TotalsQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return " ".join(str(getattr(self, name)) for name in (self.time_field, "unit_id", self.key_field))


class OfCourses(Totals):
    course_key = models.UUIDField(default=ANY_COURSE)
    learners = models.IntegerField(_("learners"), default=0)
    completions = models.IntegerField(_("completions"), default=0)
    certificates = models.IntegerField(_("certificates"), default=0)
    reached = models.IntegerField(_("did a first lesson"), default=0)
    tried = models.IntegerField(_("sat the quiz"), default=0)
    first_passes = models.IntegerField(_("passed at first try"), default=0)

    measures, key_field = MEASURES, "course_key"

    class Meta:
        abstract = True


class DailyTotals(OfCourses):
    """How many people began, completed, were certified and so on, on one day in one unit: kept as it happens."""

    day = models.DateField(_("day"))

    time_field = "day"

    class Meta:
        verbose_name = _("daily totals")
        verbose_name_plural = _("daily totals")
        constraints = one_total_per("daily", "course_key", "day")


class MonthlyTotals(OfCourses):
    """The same by month, for communes and for their provinces: what pages read, however many people there are."""

    month = models.DateField(_("month"))

    time_field = "month"

    class Meta:
        verbose_name = _("monthly totals")
        verbose_name_plural = _("monthly totals")
        constraints = one_total_per("monthly", "course_key", "month")


class OfRehearsals(Totals):
    rehearsal_key = models.UUIDField(default=ANY_COURSE)
    claimed = models.IntegerField(_("said so"), default=0)
    confirmed = models.IntegerField(_("confirmed"), default=0)
    rehearsed = models.IntegerField(_("rehearsed"), default=0)

    measures, key_field = FOR_REAL, "rehearsal_key"

    class Meta:
        abstract = True


class ForRealTotals(OfRehearsals):
    """How many people rehearsed on one day by themselves, said to have done it for real, were confirmed."""

    day = models.DateField(_("day"))

    time_field = "day"

    class Meta:
        verbose_name = _("totals of what was done for real")
        verbose_name_plural = _("totals of what was done for real")
        constraints = one_total_per("for_real", "rehearsal_key", "day")


class MonthlyForRealTotals(OfRehearsals):
    """The same by month, for communes and for their provinces."""

    month = models.DateField(_("month"))

    time_field = "month"

    class Meta:
        verbose_name = _("monthly totals of what was done for real")
        verbose_name_plural = _("monthly totals of what was done for real")
        constraints = one_total_per("monthly_for_real", "rehearsal_key", "month")


# What is kept by day, and its sums by month.
BY_MONTH = {DailyTotals: MonthlyTotals, ForRealTotals: MonthlyForRealTotals}


from .attendance.models import ClassTotals  # noqa: E402, F401
from .audit.models import AuditEntry  # noqa: E402, F401
from .committee.models import Letter, Snapshot, Subscription  # noqa: E402, F401
from .giving.models import ApiKey  # noqa: E402, F401
from .groups.models import GroupTotals  # noqa: E402, F401

# Each in its own package; Django looks for them here.
from .indicators.models import Indicator, IndicatorValue  # noqa: E402, F401
from .lessons.models import LessonTotals  # noqa: E402, F401
from .targets.models import Target  # noqa: E402, F401
