"""Translating a quiz whole: wagtail-localize follows a course to its quiz, and there it stops."""

from wagtail_localize.models import Translation
from wagtail_localize.operations import TranslationCreator

from .models import Quiz


def translate_questions(translation: Translation) -> None:
    """Open the quiz's questions for translation too, before the quiz itself is written in that language."""
    if translation.source.specific_content_type.model_class() is not Quiz:
        return
    creator = TranslationCreator(user=None, target_locales=[translation.target_locale])
    for place in translation.source.get_source_instance().places.select_related("question"):
        creator.create_translations(place.question)
