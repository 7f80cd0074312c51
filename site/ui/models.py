from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from .fields import PlainTextField


class Link(TranslatableMixin):
    """An address outside this site. Lessons name a link; only this registry holds the address."""

    title = models.CharField(_("words to show"), max_length=120)
    url = models.URLField(_("address"), max_length=300)
    checked_on = models.DateField(_("last checked on"), null=True, blank=True)

    panels = [FieldPanel("title"), FieldPanel("url"), FieldPanel("checked_on")]
    override_translatable_fields = []

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def __str__(self):
        return self.title


class Term(TranslatableMixin):
    """A word that not everybody knows, with what it means in plain words. Lessons explain it where it comes first."""

    term = models.CharField(_("word"), max_length=80, help_text=_("As it stands in the lessons, such as OTP."))
    also = PlainTextField(_("other forms of it"), blank=True, help_text=_("One a line."))
    meaning = PlainTextField(
        _("what it means"), validators=[MaxLengthValidator(240)], help_text=_("One or two plain sentences.")
    )
    instead = models.CharField(
        _("everyday words to use instead"),
        max_length=120,
        blank=True,
        help_text=_("Only for the language of offices: whoever writes a lesson is then reminded of them."),
    )
    is_only_for_authors = models.BooleanField(
        _("only for authors"), default=False, help_text=_("Readers don't see it underlined, nor in the list of words.")
    )

    panels = [
        FieldPanel("term"),
        FieldPanel("also"),
        FieldPanel("meaning"),
        FieldPanel("instead"),
        FieldPanel("is_only_for_authors"),
    ]
    override_translatable_fields = [SynchronizedField("is_only_for_authors")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("word explained")
        verbose_name_plural = _("words explained")

    def __str__(self):
        return self.term

    @property
    def forms(self) -> tuple[str, ...]:
        """All spellings of it, the word itself first."""
        return (self.term, *filter(None, map(str.strip, self.also.splitlines())))
