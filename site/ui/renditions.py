"""Pictures are made in their sizes when a page is published, so that no reader waits for them."""

import logging

from wagtail.fields import StreamField
from wagtail.images import get_image_model

from .templatetags.ui import photo_filters

logger = logging.getLogger(__name__)


def pictures_of(page) -> list:
    """Every picture in the page's blocks, however deep, each once."""
    fields = [field for field in page._meta.get_fields() if isinstance(field, StreamField)]
    image_model = get_image_model()
    found = {
        object_id
        for field in fields
        for model, object_id, *_path in field.extract_references(getattr(page, field.name))
        if model is image_model
    }
    return list(image_model.objects.filter(pk__in=found))


def make_renditions(page) -> None:
    """A file that can't be read is passed over: a lesson is published with what there is."""
    for picture in pictures_of(page):
        if picture.is_svg():
            continue
        try:
            picture.get_renditions(*photo_filters())
        except Exception:
            logger.exception("The picture %s can't be made smaller", picture.pk)
