"""What a lesson or a quiz says when it is read aloud, and which sound it has."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.utils.translation import override

from narration.actions import drop_sound, keep_sound
from narration.engine import Engine
from narration.models import Recording
from narration.text import Passage
from pages import generation


@dataclass(frozen=True)
class Sound:
    """A passage and how it sounds now; `stale` is what was recorded for it before its words changed."""

    passage: Passage
    recording: Recording | None
    stale: Recording | None

    @property
    def state(self) -> str:
        if self.recording:
            return self.recording.kind
        return "stale" if self.stale else "none"


def passages_of(thing) -> list[Passage]:
    """The passages of a lesson page or of a quiz, in its own language: exactly what its template marks."""
    found: list[Passage] = []
    with override(thing.locale.language_code):
        render_to_string(*_marked(thing, found))
    return found


def _marked(thing, found):
    if hasattr(thing, "steps"):
        return "courses/_steps.html", {"page": thing, "passages": found}
    return "quizzes/_questions.html", {"quiz": thing, "questions": thing.questions(), "passages": found}


def sound_of(thing) -> list[Sound]:
    passages = passages_of(thing)
    by_hash = Recording.objects.by_hash(passage.hash for passage in passages)
    earlier = {recording.passage_id: recording for recording in recordings_for(thing).order_by("made_at")}
    return [
        Sound(passage, by_hash.get(passage.hash), None if passage.hash in by_hash else earlier.get(passage.id))
        for passage in passages
    ]


def recordings_for(thing):
    """Made for this lesson or quiz, whether or not its words are still the same."""
    return Recording.objects.filter(page_key=thing.translation_key, language=thing.locale.language_code)


def audio_urls(lesson) -> list[str]:
    """The sound files of a lesson page or a quiz as it now is, for the phone that keeps the course."""
    return [sound.recording.file.url for sound in sound_of(lesson) if sound.recording]


def stale_count(thing) -> int:
    return sum(1 for sound in sound_of(thing) if sound.state == "stale")


def record(thing, passage: Passage, file, by) -> Recording:
    """Keep what a person has read, and show it to readers from now on."""
    made = keep_sound(passage, thing.locale.language_code, thing.translation_key, file, by=by)
    generation.bump()
    return made


def silence(recording: Recording) -> None:
    drop_sound(recording)
    generation.bump()


def make_missing(thing, engine: Engine) -> Iterator[Recording]:
    """Have a machine read every passage that nothing says yet; the words' own hash makes a second run do nothing."""
    language = thing.locale.language_code
    for sound in sound_of(thing):
        if sound.recording is None:
            content, begins = engine.make(sound.passage.sentences, language)
            file = ContentFile(content, name=f"sound{engine.suffix}")
            yield keep_sound(
                sound.passage, language, thing.translation_key, file, kind=Recording.Kind.ENGINE, begins=begins
            )
            generation.bump()
