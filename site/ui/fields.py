"""Fields for text that people type: what reaches the database is already clean."""

from django.db import models
from wagtail.fields import RichTextField

from .sanitize import clean_html, clean_text


class CleanRichTextField(RichTextField):
    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return clean_html(value) if value else value


class PlainTextField(models.TextField):
    """Several lines of words without markup."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return clean_text(value) if value else value
