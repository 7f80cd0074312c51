from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Action(models.TextChoices):
    VIEW = "view", _("looked at")
    EXPORT = "export", _("took away")
    CHANGE = "change", _("changed")
    NAMES = "names", _("saw names")


class AppendOnlyQuerySet(models.QuerySet):
    """Rows are added, and read."""

    def update(self, **kwargs):
        raise TypeError("What was noted is never changed.")

    def bulk_update(self, *args, **kwargs):
        raise TypeError("What was noted is never changed.")

    def delete(self):
        raise TypeError("What was noted is never deleted.")

    delete.alters_data = True
    delete.queryset_only = True


def reference(model, words):
    """The number of a row that may be gone: an entry outlives whom and what it names."""
    return models.ForeignKey(
        model, models.DO_NOTHING, null=True, db_constraint=False, related_name="+", verbose_name=words
    )


class AuditEntry(models.Model):
    """One look at figures, one file of them, one change of what they rest on."""

    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)
    user = reference(settings.AUTH_USER_MODEL, _("user"))
    # The public part of an API key, where no person asked.
    key = models.CharField(_("API key"), max_length=16, blank=True)
    action = models.CharField(_("action"), max_length=10, choices=Action)
    unit = reference("communes.Unit", _("unit"))
    what = models.CharField(_("what"), max_length=80)
    # Nothing about a person.
    detail = models.JSONField(_("detail"), default=dict, encoder=DjangoJSONEncoder)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the audit log")
        verbose_name_plural = _("audit log")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.what}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("What was noted is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("What was noted is never deleted.")

    @property
    def by(self) -> str:
        """Whoever asked; the number of somebody who is no longer here."""
        return str(self.user or f"#{self.user_id}") if self.user_id else self.key

    @property
    def place_code(self) -> str:
        return self.unit.code if self.unit else ""

    @property
    def particulars(self) -> str:
        return ", ".join(f"{name}: {value}" for name, value in sorted(self.detail.items()))
