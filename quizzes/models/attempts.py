import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..sitting import Objection


class AttemptQuerySet(models.QuerySet):
    def passed(self):
        return self.filter(is_passed=True)

    def counted(self):
        return self.filter(objection="")

    def to_tally(self):
        """New, or changed since they were put into the totals of questions."""
        return self.filter(is_tallied=False)


class Attempt(models.Model):
    """One sitting of a quiz by one learner. Its key is that of the event it follows from."""

    # What goes with every change: whoever counted it before counts it again.
    ANEW = {"is_tallied": False, "is_examined": False}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey("learners.Learner", models.CASCADE, related_name="attempts")
    # The translation key: the quiz may be sat in any language, and its row may go.
    quiz_key = models.UUIDField(db_index=True, editable=False)
    quiz_title = models.CharField(max_length=120, editable=False)
    locale = models.CharField(max_length=20, editable=False)
    # Where the person lived that day; what a person says first holds for what was done before too.
    unit = models.ForeignKey(
        "communes.Unit", models.PROTECT, null=True, related_name="+", db_index=False, editable=False
    )
    started_at = models.DateTimeField(_("started at"), null=True, editable=False)
    submitted_at = models.DateTimeField(_("submitted at"), editable=False)
    # Frozen at submission: the quiz may change afterwards, the words sat and the score may not.
    sheet = models.JSONField(editable=False)
    earned = models.DecimalField(_("points earned"), max_digits=8, decimal_places=2, editable=False)
    possible = models.PositiveSmallIntegerField(_("points possible"), editable=False)
    score = models.PositiveSmallIntegerField(_("score"), editable=False)
    pass_mark = models.PositiveSmallIntegerField(_("pass mark"), editable=False)
    is_passed = models.BooleanField(_("passed"), editable=False)
    # A trainer has to read something of it first.
    is_waiting = models.BooleanField(_("to be read"), default=False, editable=False)

    # How it was sat.
    seed = models.CharField(max_length=40, blank=True, editable=False)
    rules = models.JSONField(default=dict, editable=False)
    seconds = models.PositiveIntegerField(null=True, editable=False)
    supervision = models.ForeignKey(
        "quizzes.Supervision", models.SET_NULL, null=True, related_name="attempts", editable=False
    )
    # Why it does not count; empty if it does.
    objection = models.CharField(max_length=20, choices=Objection, blank=True, editable=False)
    # The phone that handed it in, where it was a phone.
    device = models.ForeignKey("learners.Device", models.SET_NULL, null=True, related_name="attempts", editable=False)
    # Whether the totals of questions know it as it is, and what it has put into them: see `tallying`.
    is_tallied = models.BooleanField(default=False, editable=False)
    tally = models.JSONField(null=True, editable=False)
    # Whether it was looked at as it is: see `examining`.
    is_examined = models.BooleanField(default=False, editable=False)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["submitted_at", "id"]
        indexes = [
            models.Index(fields=["learner", "quiz_key"]),
            models.Index("submitted_at", "id", condition=models.Q(is_examined=False), name="attempts_to_examine"),
            models.Index(fields=["learner"], condition=models.Q(is_tallied=False), name="attempts_to_tally"),
        ]

    def __str__(self):
        return f"{self.quiz_title}: {self.score} %"
