from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ServiceClaim(models.Model):
    """Somebody says to have done for real what a rehearsal imitates; a trainer or official may confirm it."""

    learner = models.ForeignKey("learners.Learner", models.CASCADE, related_name="service_claims")
    rehearsal_key = models.UUIDField()
    # A projection of events, until it is confirmed.
    claimed_at = models.DateTimeField(_("claimed at"))
    # Where the person lived then; filled by the first statement of residence.
    claimed_unit = models.ForeignKey("communes.Unit", models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    confirmed_unit = models.ForeignKey("communes.Unit", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("service done for real")
        verbose_name_plural = _("services done for real")
        constraints = [models.UniqueConstraint("learner", "rehearsal_key", name="one_claim_per_learner_and_rehearsal")]

    def __str__(self):
        return f"{self.learner_id} {self.rehearsal_key}"


class ClaimCodeQuerySet(models.QuerySet):
    def live(self, now):
        return self.filter(used_at=None, expires_at__gt=now)


class ClaimCode(models.Model):
    """Six digits on a phone, by which somebody else confirms one claim, once. Only a keyed hash of them is kept."""

    LIFE = timedelta(minutes=15)

    claim = models.ForeignKey(ServiceClaim, models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64, db_index=True)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    objects = ClaimCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("code of a claim")
        verbose_name_plural = _("codes of claims")

    def __str__(self):
        return f"{self.claim_id} {self.expires_at}"
