import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Verb(models.TextChoices):
    """What a person did, in xAPI's words."""

    INITIALIZED = "initialized", _("began")
    PROGRESSED = "progressed", _("progressed")
    ANSWERED = "answered", _("answered")
    COMPLETED = "completed", _("completed")
    PASSED = "passed", _("passed")
    ATTENDED = "attended", _("attended")


class ObjectType(models.TextChoices):
    COURSE = "course", _("course")
    LESSON = "lesson", _("lesson")
    QUESTION = "question", _("question")
    QUIZ = "quiz", _("quiz")


class Event(models.Model):
    """Something a learner did. Never changed; its key was made where it happened."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey("learners.Learner", models.CASCADE, related_name="events")
    verb = models.CharField(max_length=20, choices=Verb)
    object_type = models.CharField(max_length=10, choices=ObjectType)
    # The translation key of a page or snippet: the same in every language.
    object_key = models.UUIDField()
    locale = models.CharField(max_length=20)
    data = models.JSONField(default=dict)
    occurred_at = models.DateTimeField()
    stored_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["occurred_at", "id"]
        indexes = [models.Index(fields=["learner", "occurred_at"])]

    def __str__(self):
        return f"{self.verb} {self.object_type} {self.object_key}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("An event is never changed.")
        super().save(*args, **kwargs)
