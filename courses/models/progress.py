from django.db import models
from django.utils.translation import gettext_lazy as _

from records.channels import Channel

from ..completion import Rehearsed


class CourseProgress(models.Model):
    """How far one learner has come in one course: a projection of the learner's events."""

    learner = models.ForeignKey("learners.Learner", models.CASCADE, related_name="course_progress")
    course_key = models.UUIDField()
    started_at = models.DateTimeField(_("started at"))
    # Where the person lived then; filled by the first statement of residence.
    started_unit = models.ForeignKey("communes.Unit", models.PROTECT, null=True, related_name="+")
    started_channel = models.CharField(max_length=10, choices=Channel, blank=True)
    # The first lesson done.
    reached_at = models.DateTimeField(_("first lesson done at"), null=True)
    reached_unit = models.ForeignKey("communes.Unit", models.PROTECT, null=True, related_name="+")
    # The first sitting of the quiz, and whether it was passed.
    tried_at = models.DateTimeField(_("quiz first sat at"), null=True)
    tried_unit = models.ForeignKey("communes.Unit", models.PROTECT, null=True, related_name="+")
    is_first_try_passed = models.BooleanField(_("first sitting passed"), default=False)
    best_score = models.PositiveSmallIntegerField(_("best score"), null=True)
    passed_at = models.DateTimeField(_("quiz passed at"), null=True)
    completed_at = models.DateTimeField(_("completed at"), null=True)
    completed_unit = models.ForeignKey("communes.Unit", models.PROTECT, null=True, related_name="+")
    completed_channel = models.CharField(max_length=10, choices=Channel, blank=True)

    # What happens once in a course, and where the person lived then.
    MOMENTS = {
        "started_at": "started_unit_id",
        "reached_at": "reached_unit_id",
        "tried_at": "tried_unit_id",
        "completed_at": "completed_unit_id",
    }

    class Meta:
        verbose_name = _("progress in a course")
        verbose_name_plural = _("progress in courses")
        constraints = [models.UniqueConstraint("learner", "course_key", name="one_progress_per_learner_and_course")]

    def __str__(self):
        return f"{self.learner_id} {self.course_key}"


class LessonProgress(models.Model):
    """How far one learner has come in one lesson: a projection of the learner's events."""

    learner = models.ForeignKey("learners.Learner", models.CASCADE, related_name="lesson_progress")
    course_key = models.UUIDField()
    lesson_key = models.UUIDField()
    started_at = models.DateTimeField(_("started at"))
    # Where the person lived then; filled by the first statement of residence.
    started_unit = models.ForeignKey("communes.Unit", models.PROTECT, null=True, related_name="+")
    # Block ids of the steps: the same in every language.
    steps_done = models.JSONField(default=list)
    last_step = models.CharField(max_length=36, blank=True)
    last_step_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(_("completed at"), null=True)
    completed_unit = models.ForeignKey("communes.Unit", models.PROTECT, null=True, related_name="+")

    # As in a course.
    MOMENTS = {"started_at": "started_unit_id", "completed_at": "completed_unit_id"}

    class Meta:
        verbose_name = _("progress in a lesson")
        verbose_name_plural = _("progress in lessons")
        constraints = [models.UniqueConstraint("learner", "lesson_key", name="one_progress_per_learner_and_lesson")]

    def __str__(self):
        return f"{self.learner_id} {self.lesson_key}"


class RehearsalMode(models.TextChoices):
    """How much help there was, least last."""

    SHOW = "show", _("watched")
    HELP = "help", _("with hints")
    ALONE = "alone", _("alone")


class RehearsalProgress(models.Model):
    """How often and how well one learner has gone through one rehearsal: a projection of the learner's events."""

    learner = models.ForeignKey("learners.Learner", models.CASCADE, related_name="rehearsal_progress")
    rehearsal_key = models.UUIDField()
    best_mode = models.CharField(_("best way"), max_length=5, choices=RehearsalMode)
    times = models.PositiveIntegerField(_("times"))
    last_mistakes = models.PositiveIntegerField(_("mistakes the last time"), default=0)
    # First in any way, at least with hints, alone.
    first_at = models.DateTimeField()
    helped_at = models.DateTimeField(null=True)
    # Where the person lived when it was first gone through by themselves; filled by the first statement of residence.
    helped_unit = models.ForeignKey("communes.Unit", models.PROTECT, null=True, related_name="+")
    alone_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField()

    class Meta:
        verbose_name = _("progress in a rehearsal")
        verbose_name_plural = _("progress in rehearsals")
        constraints = [models.UniqueConstraint("learner", "rehearsal_key", name="one_progress_per_learner_rehearsal")]

    def __str__(self):
        return f"{self.learner_id} {self.rehearsal_key}"

    @property
    def rehearsed(self):
        return Rehearsed(self.first_at, self.helped_at, self.alone_at)
