import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Learner(models.Model):
    """A person who learns; an account is not needed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="learner"
    )
    name = models.CharField(_("full name"), max_length=120, blank=True)
    # Where the person lives now. Certificates and totals keep the unit of their own day.
    unit = models.ForeignKey("communes.Unit", models.PROTECT, null=True, blank=True, related_name="learners")
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    erased_at = models.DateTimeField(_("erased at"), null=True, editable=False)

    class Meta:
        verbose_name = _("learner")
        verbose_name_plural = _("learners")

    def __str__(self):
        return self.name or str(_("A learner without a name"))


class Device(models.Model):
    """A phone, known by a signed cookie, and the people who share it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learners = models.ManyToManyField(Learner, related_name="devices")
    # Who holds the phone now; nobody just after it was handed over.
    current = models.ForeignKey(Learner, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("phone")
        verbose_name_plural = _("phones")

    def __str__(self):
        return str(self.pk)


class Purpose(models.TextChoices):
    CERTIFICATE = "certificate", _("certificate")


class Consent(models.Model):
    """What a person agreed to, in the words that were shown."""

    learner = models.ForeignKey(Learner, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose)
    version = models.CharField(max_length=20)
    text = models.TextField()
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    def __str__(self):
        return f"{self.purpose} {self.version}"
