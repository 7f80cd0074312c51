from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from ui.blocks import EDITORIAL_BLOCKS

from .routing import RouteByPathMixin


class ContentGeneration(models.Model):
    """A number that grows with every change of content; kept pages of an older number are never shown."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("content generation")
        verbose_name_plural = _("content generations")

    def __str__(self):
        return str(self.number)


class HomePage(RouteByPathMixin, Page):
    """The door: a greeting and the courses."""

    lead = models.CharField(_("lead"), max_length=200, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    parent_page_types = ["wagtailcore.Page"]
    template = "pages/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def cards(self):
        """The pages below that can be shown as a card, such as courses."""
        return [page for page in self.get_children().live().specific() if hasattr(page, "card_template")]

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"cards": self.cards()}


class StandardPage(Page):
    """Help, privacy, accessibility: a page of text."""

    body = StreamField(EDITORIAL_BLOCKS, verbose_name=_("body"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("body")]
    parent_page_types = ["pages.HomePage"]
    subpage_types = []
    template = "pages/standard_page.html"

    class Meta:
        verbose_name = _("page of text")
        verbose_name_plural = _("pages of text")
