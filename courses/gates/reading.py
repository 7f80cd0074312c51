"""Takes a lesson or a rehearsal apart for the gates: the only place here that knows Wagtail's blocks."""

from pathlib import PurePath
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.rich_text import RichText

from ui.models import Link
from ui.renditions import LIGHTER, PHOTO, SCREENSHOT

from ..glossary import authors_glossary
from ..narration import sound_of
from ..rehearsing import faults, texts
from .material import RUNNING, Material, Other, Picture, Piece
from .weighing import weight_of


def material_of(thing, for_author=True) -> Material:
    """Of a lesson page or a rehearsal as it stands here, saved or not; without what only an author wants to know."""
    found = Material(
        glossary=authors_glossary(thing.locale.language_code),
        hosts=frozenset(urlsplit(url).hostname for url in Link.objects.values_list("url", flat=True)),
        source=thing.source or "",
        checked_on=thing.checked_on,
        today=timezone.localdate(),
    )
    images = {}
    read_lesson(thing, found, images) if hasattr(thing, "steps") else read_rehearsal(thing, found, images)
    found.weight = weight_of(thing, images)
    if for_author and thing.pk:
        read_sound(thing, found)
        read_translations(thing, found)
    return found


def read_lesson(page, found, images):
    found.pieces += [Piece(words, kind="title") for words in (page.title, page.summary) if words]
    for step in page.steps:
        found.pieces.append(Piece(step.value["title"], step.id or "", "title"))
        for block in step.value["body"]:
            near = (page.title, step.value["title"])
            read_block(block.block_type, block.value, block.id or "", near, found, images)


def read_sound(thing, found):
    """Rehearsals are read by the phone's own voice."""
    if hasattr(thing, "steps"):
        states = [sound.state for sound in sound_of(thing)]
        found.silent, found.stale = states.count("none"), states.count("stale")
        found.sound_address = reverse("sound_of_lesson", args=[thing.pk])


def read_block(kind, value, place, near, found, images):
    if value is None:
        return
    if kind in ("text", "tip", "warning"):
        rich = value if isinstance(value, RichText) else value["text"]
        found.pieces.append(Piece(strip_tags(rich.source.replace("</p>", "</p>\n")), place, RUNNING, rich.source))
    elif kind == "instructions":
        for item in value.bound_blocks:
            read_words(item.value, ("title", "text"), item.id or place, found)
            add_picture(item.value, item.id or place, (*near, item.value["title"]), found, images)
    elif kind == "picture":
        read_words(value, ("caption", "alt"), place, found)
        add_picture(value, place, near, found, images)
    elif kind == "check":
        words = [value.stem, value.explanation, *(choice.text for choice in value.choices.all())]
        found.pieces += [Piece(text, place, "check") for text in words if text]
    elif kind in ("video", "audio", "download"):
        read_words(value, ("title", "transcript"), place, found)


def read_words(value, names, place, found):
    kinds = {"text": RUNNING, "transcript": RUNNING}
    found.pieces += [Piece(value[name], place, kinds.get(name, "title")) for name in names if value.get(name)]


def add_picture(value, place, near, found, images, cut=PHOTO):
    image = value.get("image")
    if image is None:
        return
    found.pictures.append(Picture(value.get("alt") or "", PurePath(image.file.name).name, image.title, place, near))
    images.setdefault(image, (place, LIGHTER[cut] if value.get("is_light") else cut))


def read_rehearsal(rehearsal, found, images):
    raw = list(rehearsal.screens.get_prep_value())
    ids = [str(screen["id"]) for screen in raw]
    found.faults = [(fault.sentence, "" if fault.place is None else ids[fault.place]) for fault in faults(raw)]
    found.pieces += [Piece(words) for words in (rehearsal.title, rehearsal.intro) if words]
    for screen in raw:
        # What could be somebody's own is among the faults already.
        found.pieces += [Piece(words, str(screen["id"]), "screen") for words in texts(screen["value"])]
    for screen in rehearsal.screens:
        for part in screen.value["parts"]:
            if hasattr(part.value, "get") and part.value.get("image"):
                add_picture(part.value, part.id or screen.id or "", (screen.value["title"],), found, images, SCREENSHOT)


def read_translations(thing, found):
    found.is_source = thing.locale.language_code == settings.LANGUAGE_CODE
    found.changed_at = thing.last_published_at
    rows = type(thing).objects.filter(translation_key=thing.translation_key, live=True).exclude(pk=thing.pk)
    there = {row.locale.language_code: row.last_published_at for row in rows.select_related("locale")}
    for code, name in settings.LANGUAGES:
        if code != thing.locale.language_code and (code in there or found.is_source):
            found.others.append(Other(str(name), there.get(code), code == settings.LANGUAGE_CODE))
