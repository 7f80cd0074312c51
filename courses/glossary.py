"""The words of the glossary by language, kept in memory until content changes."""

from pages import generation
from ui.models import Term

from .explaining import Entry, Glossary

_kept: dict = {"generation": None, "glossaries": {}}


def glossary(language: str) -> Glossary:
    """One query after a change of content, then none."""
    number = generation.current()
    if _kept["generation"] != number:
        _kept.update(generation=number, glossaries={})
    if language not in _kept["glossaries"]:
        _kept["glossaries"][language] = read(language)
    return _kept["glossaries"][language]


def read(language: str) -> Glossary:
    terms = Term.objects.filter(locale__language_code=language).order_by("pk")
    return Glossary(Entry(term.forms, term.meaning, term.instead) for term in terms)


def forget() -> None:
    _kept["generation"] = None
