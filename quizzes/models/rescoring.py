import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Rescoring(models.Model):
    """A question was marked again by another key: who did it, why, and what became of each attempt. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question_key = models.UUIDField(db_index=True)
    stem = models.CharField(_("question"), max_length=80)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    reason = models.CharField(_("reason"), max_length=250)
    # [{"attempt": key, "before": [score, passed], "after": [score, passed]}]
    changes = models.JSONField(default=list)

    class Meta:
        verbose_name = _("rescoring")
        verbose_name_plural = _("rescorings")
        ordering = ["-at"]

    def __str__(self):
        return f"{self.stem} {self.at:%d/%m/%Y}"

    @property
    def gained(self):
        return sum(not row["before"][1] and row["after"][1] for row in self.changes)

    @property
    def changed(self):
        return len(self.changes)
