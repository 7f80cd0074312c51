from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class QuizVersion(models.Model):
    """A quiz as it was shown: what an attempt is marked by that began before the quiz was changed. Never changed."""

    digest = models.CharField(max_length=64, primary_key=True)
    quiz_key = models.UUIDField(db_index=True)
    locale = models.CharField(max_length=20)
    # As `sheets.quiz_sheet` makes it.
    sheet = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("version of a quiz")
        verbose_name_plural = _("versions of quizzes")

    def __str__(self):
        return f"{self.quiz_key} {self.locale} {self.digest[:8]}"
