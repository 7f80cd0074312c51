from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ChangeReport(models.Model):
    """One person says that a real screen has changed since a lesson or rehearsal drew it: a projection of events."""

    learner = models.ForeignKey("learners.Learner", models.CASCADE, related_name="change_reports")
    # Of a lesson or rehearsal: the same in every language.
    object_key = models.UUIDField(db_index=True)
    # The screen or step that was in sight, if any.
    place = models.CharField(max_length=36, blank=True)
    reported_at = models.DateTimeField(_("reported at"))

    class Meta:
        verbose_name = _("report of a changed screen")
        verbose_name_plural = _("reports of changed screens")
        constraints = [models.UniqueConstraint("learner", "object_key", name="one_change_report_per_learner_and_thing")]

    def __str__(self):
        return f"{self.learner_id} {self.object_key}"


class ChangeFlagQuerySet(models.QuerySet):
    def raised(self):
        return self.exclude(raised_at=None)


class ChangeFlag(models.Model):
    """A lesson or rehearsal, in one language, is to be checked: enough people, or a trainer, say the screen changed."""

    object_key = models.UUIDField()
    locale = models.ForeignKey("wagtailcore.Locale", models.CASCADE, related_name="+")
    # When it had last been checked as this was said; a newer check takes the flag down.
    checked_on = models.DateField(null=True)
    # Null: people took back what they said.
    raised_at = models.DateTimeField(_("raised at"), null=True)
    # Null: not a trainer, but people who learn.
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    # When its owner was written to.
    told_at = models.DateTimeField(null=True)

    objects = ChangeFlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("flag of a changed screen")
        verbose_name_plural = _("flags of changed screens")
        constraints = [models.UniqueConstraint("object_key", "locale", name="one_change_flag_per_thing_and_language")]

    def __str__(self):
        return f"{self.object_key} {self.locale_id}"


class CheckedMixin:
    """What lessons and rehearsals know of how fresh they are."""

    @property
    def is_flagged(self):
        """Whether people say, since it was last checked, that the real screen has changed; without a query."""
        from ..catalogue import is_flagged

        return is_flagged(self.translation_key, self.locale.language_code)

    @property
    def checked_age(self):
        """How long ago it was checked, in words; empty if nobody knows."""
        from ..freshness.ages import age

        return age(self.checked_on)
