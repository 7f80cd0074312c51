from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ApiKeyQuerySet(models.QuerySet):
    def valid(self):
        return self.filter(revoked_at=None)


class ApiKey(models.Model):
    """What a machine shows to read the figures of one unit. Of its secret only a hash is kept."""

    name = models.CharField(_("what for"), max_length=80, help_text=_("Such as “Operations centre of Đắk Lắk”."))
    unit = models.ForeignKey("communes.Unit", models.PROTECT, related_name="+", verbose_name=_("unit"))
    # Public: names the key in the audit log.
    prefix = models.CharField(max_length=16, unique=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    per_minute = models.PositiveSmallIntegerField(_("requests a minute"), default=60)
    made_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("made by"),
    )
    last_used_at = models.DateTimeField(_("last used at"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, editable=False)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        ordering = ["-made_at"]

    def __str__(self):
        return f"{self.name} ({self.prefix})"

    @property
    def is_older_than_unit(self) -> bool:
        """Made for the same place as it was before its name or its province changed."""
        first = self.unit.valid_from
        return first is not None and timezone.localtime(self.made_at).date() < first
