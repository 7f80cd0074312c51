from datetime import UTC

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import numbers


class Frozen(TypeError):
    """What was once printed is never changed."""


class Audience(models.TextChoices):
    OWN = "own", _("for your own office")
    OUTSIDE = "outside", _("to hand on")


class SnapshotQuerySet(models.QuerySet):
    def about(self, unit, month, audience):
        """The newest first."""
        return self.filter(unit=unit, month=month, audience=audience).order_by("-sequence")

    def update(self, **values):
        raise Frozen

    def delete(self):
        raise Frozen


class Snapshot(models.Model):
    """What a committee page said, to the digit: added, never changed."""

    number = models.CharField(_("number"), max_length=24, unique=True)
    unit = models.ForeignKey("communes.Unit", models.PROTECT, related_name="+", verbose_name=_("unit"))
    # Where it stands among those of its unit: a gap would be noticed.
    sequence = models.PositiveIntegerField()
    month = models.DateField(_("month"))
    audience = models.CharField(_("audience"), max_length=10, choices=Audience)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    # Null: by the site itself, for letters; or by somebody who is no longer here.
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    figures = models.JSONField(_("figures"))
    digest = models.CharField(max_length=64)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("snapshot of figures")
        verbose_name_plural = _("snapshots of figures")
        constraints = [models.UniqueConstraint("unit", "sequence", name="one_snapshot_per_unit_and_sequence")]

    def __str__(self):
        return self.number

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise Frozen
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Frozen

    @property
    def content(self) -> dict:
        """All that the digest holds; who made it is left out, for people may be erased."""
        return {
            "number": self.number,
            "unit": self.unit_id,
            "sequence": self.sequence,
            "month": self.month.isoformat(),
            "audience": self.audience,
            "made_at": self.made_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "figures": self.figures,
        }

    def digest_after(self, before: str) -> str:
        return numbers.digest_of(self.content, before)

    @property
    def short_digest(self) -> str:
        return numbers.short(self.digest)


class Subscription(models.Model):
    """Somebody who gets the page of a unit by e-mail each month."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user"))
    unit = models.ForeignKey("communes.Unit", models.PROTECT, related_name="+", verbose_name=_("unit"))
    audience = models.CharField(_("audience"), max_length=10, choices=Audience)
    language = models.CharField(_("language"), max_length=10)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("letter by subscription")
        verbose_name_plural = _("letters by subscription")
        constraints = [models.UniqueConstraint("user", "unit", name="one_subscription_per_user_and_unit")]

    def __str__(self):
        return f"{self.user}: {self.unit}"


class Letter(models.Model):
    """One page that was sent: of each month once."""

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="letters")
    month = models.DateField()
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("letter sent")
        verbose_name_plural = _("letters sent")
        constraints = [models.UniqueConstraint("subscription", "month", name="one_letter_per_subscription_and_month")]

    def __str__(self):
        return f"{self.subscription} {self.month:%m/%Y}"
