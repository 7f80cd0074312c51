import secrets
from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST = timedelta(hours=12)


def new_code():
    """Five digits that are written on a board, and a sixth that tells a phone of extra time: 0 … 4 quarters."""
    return f"{secrets.randbelow(10**5):05}"


def two_hours_on():
    return timezone.now() + timedelta(hours=2)


class SupervisionQuerySet(models.QuerySet):
    def open_at(self, moment):
        return self.filter(opened_at__lte=moment, closes_at__gte=moment)


class Supervision(models.Model):
    """A trainer opens a quiz, by a code, for people who are present."""

    EXTRA = [(0, _("none")), (25, "25 %"), (50, "50 %"), (75, "75 %"), (100, "100 %")]

    code = models.CharField(_("code"), max_length=6, unique=True, editable=False)
    quiz = models.ForeignKey("quizzes.Quiz", models.CASCADE, related_name="supervisions", verbose_name=_("quiz"))
    extra_percent = models.PositiveSmallIntegerField(
        _("extra time"), choices=EXTRA, default=0, validators=[MaxValueValidator(100)],
        help_text=_("For a person who needs it, open the quiz a second time and give them that code."),
    )  # fmt: skip
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    opened_at = models.DateTimeField(_("opened at"), default=timezone.now, editable=False)
    closes_at = models.DateTimeField(_("closes at"), default=two_hours_on)

    objects = SupervisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("supervised quiz")
        verbose_name_plural = _("supervised quizzes")
        ordering = ["-opened_at"]

    def __str__(self):
        return f"{self.code} {self.quiz}"

    def save(self, *args, **kwargs):
        while not self.code:
            code = f"{new_code()}{self.extra_percent // 25}"
            self.code = "" if Supervision.objects.filter(code=code).exists() else code
        super().save(*args, **kwargs)

    @property
    def spaced_code(self):
        """“482 132”, as it is written on a board."""
        return f"{self.code[:3]} {self.code[3:]}"
