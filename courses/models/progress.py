from django.db import models
from django.utils.translation import gettext_lazy as _


class CourseProgress(models.Model):
    """How far one learner has come in one course: a projection of the learner's events."""

    learner = models.ForeignKey("learners.Learner", models.CASCADE, related_name="course_progress")
    course_key = models.UUIDField()
    started_at = models.DateTimeField(_("started at"))
    # Where the person lived then; filled by the first statement of residence.
    started_unit = models.ForeignKey("communes.Unit", models.PROTECT, null=True, related_name="+")
    best_score = models.PositiveSmallIntegerField(_("best score"), null=True)
    passed_at = models.DateTimeField(_("quiz passed at"), null=True)
    completed_at = models.DateTimeField(_("completed at"), null=True)
    completed_unit = models.ForeignKey("communes.Unit", models.PROTECT, null=True, related_name="+")

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
    # Block ids of the steps: the same in every language.
    steps_done = models.JSONField(default=list)
    last_step = models.CharField(max_length=36, blank=True)
    last_step_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(_("completed at"), null=True)

    class Meta:
        verbose_name = _("progress in a lesson")
        verbose_name_plural = _("progress in lessons")
        constraints = [models.UniqueConstraint("learner", "lesson_key", name="one_progress_per_learner_and_lesson")]

    def __str__(self):
        return f"{self.learner_id} {self.lesson_key}"
