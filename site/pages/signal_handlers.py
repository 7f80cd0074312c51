"""Every change of what readers see makes the kept pages old."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, PageViewRestriction, Site, TranslatableMixin
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from . import generation


@receiver([page_published, page_unpublished, post_page_move, page_slug_changed])
def bump_for_page(**kwargs):
    generation.bump()


@receiver([post_save, post_delete])
def bump_for_content(sender, raw=False, **kwargs):
    """Snippets that pages show (questions, quizzes, links), pictures, sites, languages, and who may see a page."""
    is_snippet = issubclass(sender, TranslatableMixin) and not issubclass(sender, Page)
    if is_snippet or sender in {get_image_model(), Site, Locale, PageViewRestriction}:
        generation.bump()


@receiver(post_delete)
def bump_for_deleted_page(sender, **kwargs):
    if issubclass(sender, Page):
        generation.bump()
