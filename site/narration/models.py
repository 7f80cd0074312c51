from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.utils.translation import gettext_lazy as _


class RecordingQuerySet(models.QuerySet):
    def that_say(self, hashes):
        return self.filter(text_hash__in=set(hashes))

    def by_hash(self, hashes) -> dict:
        """The best sound for each of these words, in one query: a person's before a machine's."""
        found = sorted(self.that_say(hashes), key=lambda recording: recording.kind == Recording.Kind.PERSON)
        return {recording.text_hash: recording for recording in found}


def file_name(recording, name):
    """Named after the words and after the moment, so that a new file has a new address."""
    moment = f"{recording.made_at:%Y%m%d%H%M%S%f}"
    return f"sound/{recording.language}/{recording.text_hash[:16]}-{moment}{Path(name).suffix}"


class Recording(models.Model):
    """How a passage sounds. It belongs to the words it says and to nothing else: other words never play it."""

    class Kind(models.TextChoices):
        PERSON = "person", _("read by a person")
        ENGINE = "engine", _("made by a machine")

    text_hash = models.CharField(max_length=64, editable=False)
    language = models.CharField(_("language"), max_length=20, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, editable=False)
    file = models.FileField(_("sound file"), upload_to=file_name)
    # The second at which each sentence begins, where it is known.
    begins = models.JSONField(default=list, editable=False)
    # Where it was made for, and the words then: to tell an author which words have changed. Never used to find sound.
    page_key = models.UUIDField(db_index=True, editable=False)
    passage_id = models.CharField(max_length=64, editable=False)
    text = models.TextField(_("words"), editable=False)
    made_at = models.DateTimeField(_("made at"), editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")

    objects = RecordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        constraints = [models.UniqueConstraint("text_hash", "kind", name="one_recording_per_text_and_kind")]

    def __str__(self):
        return self.text[:60]

    @property
    def size(self):
        """None where the file is gone from the disk."""
        return self.file.size if default_storage.exists(self.file.name) else None
