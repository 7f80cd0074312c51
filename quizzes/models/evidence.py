from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communes.totals import one_total_per

from ..evidence import Sign


class Examination(models.Model):
    """What stood out in one sitting when it was looked at, and what it was counted as. Shown with nobody's name."""

    attempt = models.OneToOneField("quizzes.Attempt", models.CASCADE, primary_key=True, related_name="examination")
    # {sign: what was seen}, as `evidence.signs` says it.
    signs = models.JSONField(default=dict)
    # The row of the totals it was counted in; null if it does not count: not passed, or against the rules.
    month = models.DateField(null=True)
    unit = models.ForeignKey("communes.Unit", models.PROTECT, null=True, related_name="+")
    examined_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("examination of an attempt")
        verbose_name_plural = _("examinations of attempts")

    def __str__(self):
        return f"{self.attempt_id} {', '.join(self.signs) or '-'}"


class EvidenceTotals(models.Model):
    """How many sittings were passed in a month, by people of a unit, and in how many of them something stood out."""

    MEASURES = ("passed", "with_sign", *(sign.name.lower() for sign in Sign))

    month = models.DateField(_("month"))
    unit = models.ForeignKey("communes.Unit", models.PROTECT, null=True, related_name="+", verbose_name=_("unit"))
    quiz_key = models.UUIDField()
    passed = models.IntegerField(_("passed"), default=0)
    with_sign = models.IntegerField(_("something stood out"), default=0)
    speed = models.IntegerField(_("faster than one can read"), default=0)
    same_answers = models.IntegerField(_("the same answers on one phone"), default=0)
    helpers_phone = models.IntegerField(_("many people on a helper's phone"), default=0)

    class Meta:
        verbose_name = _("totals of evidence")
        verbose_name_plural = _("totals of evidence")
        constraints = one_total_per("evidence", "quiz_key", "month")

    def __str__(self):
        return f"{self.month} {self.unit_id} {self.quiz_key}"
