"""Pictures are made in their sizes when a page is published, so that no reader waits for them."""

import logging

from wagtail.fields import StreamField
from wagtail.images import get_image_model

logger = logging.getLogger(__name__)
# Two sizes: the screen of a cheap phone, and the same at twice the density. A tall photo is as light as a wide one.
SIZES = ("max-360x360", "max-720x720")
# A screenshot is as wide as the screen, however tall: its words have to be read.
SCREENSHOT_SIZES = ("width-360", "width-640")
KINDS = ("avif", "webp")
# The best of these that is light enough; a photo full of leaves needs a lower one.
QUALITIES = (60, 45, 30, 15)
LARGEST = 30_000


def light_renditions(image, sizes=SIZES) -> list[dict]:
    """For each size a file of each kind. They are made when a page is published, so that no reader waits for them."""
    found, heavy = {}, [(size, kind) for size in sizes for kind in KINDS]
    for quality in QUALITIES:
        specs = {(size, kind): f"{size}|format-{kind}|{kind}quality-{quality}" for size, kind in heavy}
        made = image.get_renditions(*specs.values())
        found |= {wanted: made[spec] for wanted, spec in specs.items()}
        heavy = [wanted for wanted in heavy if is_heavy(found[wanted])]
        if not heavy:
            break
    return [{kind: found[size, kind] for kind in KINDS} for size in sizes]


def is_heavy(rendition) -> bool:
    try:
        return rendition.file.size > LARGEST
    except OSError:
        return False


def pictures_of(page) -> list:
    """Every picture in the blocks of a page or a snippet, however deep, each once."""
    fields = [field for field in page._meta.get_fields() if isinstance(field, StreamField)]
    image_model = get_image_model()
    found = {
        object_id
        for field in fields
        for model, object_id, *_path in field.extract_references(getattr(page, field.name))
        if model is image_model
    }
    return list(image_model.objects.filter(pk__in=found))


def make_renditions(page, sizes=SIZES) -> None:
    """A file that can't be read is passed over: a lesson is published with what there is."""
    for picture in pictures_of(page):
        if picture.is_svg():
            continue
        try:
            light_renditions(picture, sizes)
        except Exception:
            logger.exception("The picture %s can't be made smaller", picture.pk)
