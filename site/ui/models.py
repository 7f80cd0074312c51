from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin


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
