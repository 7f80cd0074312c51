"""Long sentences, and words of offices where there are everyday ones."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from narration.text import sentences, split

from .findings import Finding, Kind, inform
from .material import RUNNING, Material

LONGEST = 20  # words


def check(material: Material) -> Iterator[Finding]:
    yield from long_sentences(material)
    yield from jargon(material)


def long_sentences(material: Material) -> Iterator[Finding]:
    words = _("%(count)s words are long for one sentence: “%(text)s” Make two of it.")
    for piece in material.pieces:
        found = sentences(piece.html) if piece.html else split(piece.text)
        for sentence in found if piece.kind == RUNNING else []:
            count = len(sentence.split())
            if count > LONGEST:
                yield inform(Kind.SENTENCE, words % {"count": count, "text": sentence}, place=piece.place)


def jargon(material: Material) -> Iterator[Finding]:
    """Each word once, also where the lesson explains it: everyday words are still better than an explanation."""
    words, seen = _("Instead of “%(term)s” you could write “%(instead)s”."), set()
    for piece in material.pieces:
        for entry in material.glossary.found_in(piece.text):
            if entry.instead and entry not in seen:
                seen.add(entry)
                yield inform(Kind.JARGON, words % {"term": entry.term, "instead": entry.instead}, place=piece.place)
