"""Sound comes and goes; a file lives exactly as long as its row."""

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils import timezone

from .models import Recording
from .text import Passage


@transaction.atomic
def keep_sound(
    passage: Passage, language: str, page_key, file: File | ContentFile, kind=Recording.Kind.PERSON, begins=(), by=None
) -> Recording:
    """Bind a sound file to the words of a passage, in the place of the one that was there."""
    for old in Recording.objects.select_for_update().filter(text_hash=passage.hash, kind=kind):
        drop_sound(old)
    return Recording.objects.create(
        text_hash=passage.hash,
        language=language,
        kind=kind,
        file=file,
        begins=list(begins),
        page_key=page_key,
        passage_id=passage.id,
        text=passage.text,
        made_at=timezone.now(),
        made_by=by,
    )


@transaction.atomic
def drop_sound(recording: Recording) -> None:
    storage, name = recording.file.storage, recording.file.name
    recording.delete()
    transaction.on_commit(lambda: storage.delete(name))
