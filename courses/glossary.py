"""The words of the glossary by language, kept in memory until content changes."""

from pages import generation
from ui.models import Term

from .explaining import Entry, Glossary

_kept: dict = {"generation": None, "glossaries": {}}


def glossary(language: str) -> Glossary:
    """What readers find explained. One query after a change of content, then none."""
    return _both(language)[0]


def authors_glossary(language: str) -> Glossary:
    """With the words that authors had better not use."""
    return _both(language)[1]


def _both(language):
    number = generation.current()
    if _kept["generation"] != number:
        _kept.update(generation=number, glossaries={})
    if language not in _kept["glossaries"]:
        _kept["glossaries"][language] = read(language)
    return _kept["glossaries"][language]


def read(language: str) -> tuple[Glossary, Glossary]:
    terms = Term.objects.filter(locale__language_code=language).order_by("pk")
    entries = [Entry(term.forms, term.meaning, term.instead, term.is_only_for_authors) for term in terms]
    return Glossary(entry for entry in entries if not entry.is_only_for_authors), Glossary(entries)


def forget() -> None:
    _kept["generation"] = None
