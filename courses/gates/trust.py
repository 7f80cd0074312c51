"""Whether it can be heard, where it comes from, and whether its other languages say the same."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .findings import Finding, Kind, inform
from .material import Material

FRESH_FOR = timedelta(days=183)


def check(material: Material) -> Iterator[Finding]:
    yield from sound(material)
    yield from source(material)
    yield from translations(material)


def sound(material: Material) -> Iterator[Finding]:
    if material.silent:
        words = ngettext(
            "%(count)s passage has no sound. Record it, so that everybody can listen.",
            "%(count)s passages have no sound. Record them, so that everybody can listen.",
            material.silent,
        )
        yield inform(Kind.SOUND, words % {"count": material.silent}, address=material.sound_address)
    if material.stale:
        words = ngettext(
            "%(count)s passage was recorded with other words. Record it anew.",
            "%(count)s passages were recorded with other words. Record them anew.",
            material.stale,
        )
        yield inform(Kind.SOUND, words % {"count": material.stale}, address=material.sound_address)


def source(material: Material) -> Iterator[Finding]:
    if not material.source.strip():
        yield inform(Kind.SOURCE, _("Say under “Source” on which rule or paper it rests."))
    if material.checked_on is None:
        yield inform(Kind.SOURCE, _("Enter the day on which somebody last checked it."))
    elif is_old(material.checked_on, material.today):
        words = _("It was last checked on %(day)s, more than six months ago. Check it anew, and enter the day.")
        yield inform(Kind.SOURCE, words % {"day": f"{material.checked_on:%d/%m/%Y}"})


def is_old(checked_on: date, today: date) -> bool:
    return today - checked_on > FRESH_FOR


def translations(material: Material) -> Iterator[Finding]:
    for other in material.others:
        words = {"language": other.language}
        if other.changed_at is None:
            if material.is_source:
                yield inform(Kind.TRANSLATION, _("It is not yet live in this language: %(language)s.") % words)
        elif material.changed_at is None:
            continue
        elif material.is_source and other.changed_at < material.changed_at:
            sentence = _("Its translation is older than these words (%(language)s). Bring it up to date.")
            yield inform(Kind.TRANSLATION, sentence % words)
        elif other.is_source and material.changed_at < other.changed_at:
            sentence = _("The words it was translated from have changed (%(language)s). Look what is different.")
            yield inform(Kind.TRANSLATION, sentence % words)
