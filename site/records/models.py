import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .channels import Channel


class Verb(models.TextChoices):
    """What a person did, in xAPI's words."""

    INITIALIZED = "initialized", _("began")
    PROGRESSED = "progressed", _("progressed")
    ANSWERED = "answered", _("answered")
    COMPLETED = "completed", _("completed")
    PASSED = "passed", _("passed")
    ATTENDED = "attended", _("attended")
    COMMENTED = "commented", _("commented")
    # What was said of a thing before is taken back.
    VOIDED = "voided", _("took back")


class ObjectType(models.TextChoices):
    COURSE = "course", _("course")
    LESSON = "lesson", _("lesson")
    QUESTION = "question", _("question")
    QUIZ = "quiz", _("quiz")
    REHEARSAL = "rehearsal", _("rehearsal")
    # The real thing that a rehearsal imitates, by the rehearsal's key.
    SERVICE = "service", _("service")
    # A meeting of a class, by its own key.
    CLASS = "class", _("class")


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
    # As it was when the event was taken in: a phone may become a trainer's later. Empty: from before it was recorded.
    channel = models.CharField(max_length=10, choices=Channel, blank=True, editable=False)
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


class ImportQuerySet(models.QuerySet):
    def taken(self):
        return self.exclude(taken_at=None)

    def waiting(self, now):
        """Looked at, not yet agreed to."""
        return self.filter(taken_at=None, made_at__gt=now - Import.PATIENCE)

    def stale(self, now):
        return self.filter(taken_at=None, made_at__lte=now - Import.PATIENCE)


class Import(models.Model):
    """What one person did, saved by a phone in a file and brought in by a trainer; nothing counts before."""

    PATIENCE = timedelta(days=1)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The people in one file are brought in together.
    upload = models.UUIDField(db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("brought in by")
    )
    sha256 = models.CharField(_("fingerprint of the file"), max_length=64)
    # A digest of the phone's key; the phone that has this key is the person's own.
    device = models.CharField(max_length=64, blank=True)
    # As the file says it; the learner is whoever it turned out to be.
    learner_key = models.UUIDField()
    learner = models.ForeignKey("learners.Learner", models.CASCADE, null=True, related_name="imports")
    has_made_learner = models.BooleanField(default=False)
    # What was said, until it is taken in.
    said = models.JSONField(default=list)
    # The keys of the events that are here because of this.
    event_keys = models.JSONField(default=list)
    new_count = models.PositiveIntegerField(_("new"), default=0)
    known_count = models.PositiveIntegerField(_("already here"), default=0)
    # How many for each reason.
    refused = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=timezone.now)
    taken_at = models.DateTimeField(_("brought in at"), null=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("phone's file")
        verbose_name_plural = _("phones' files")
        ordering = ["-made_at", "pk"]

    def __str__(self):
        return f"{self.sha256[:12]} {self.learner_key}"

    @property
    def refused_count(self):
        return sum(self.refused.values())
