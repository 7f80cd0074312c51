"""Pictures are made in their sizes when a page is published, so that no reader waits for them."""

import logging
from typing import NamedTuple

from wagtail.fields import StreamField
from wagtail.images import get_image_model

logger = logging.getLogger(__name__)
KINDS = ("avif", "webp")
LARGEST = 30_000


class Cut(NamedTuple):
    """Two sizes, for a cheap phone's screen and for one of twice the density, each of the first quality that is light.

    A photo full of leaves needs a lower one.
    """

    sizes: tuple[str, str]
    qualities: tuple[int, ...] = (60, 45, 30, 15)


# A tall photo is as light as a wide one.
PHOTO = Cut(("max-360x360", "max-720x720"))
# What an author takes where a lesson has become too heavy.
LIGHT = Cut(("max-240x240", "max-360x360"), (30, 15))
# A screenshot is as wide as the screen, however tall: its words have to be read.
SCREENSHOT, LIGHT_SCREENSHOT = Cut(("width-360", "width-640")), Cut(("width-320", "width-360"), (30, 15))
LIGHTER = {PHOTO: LIGHT, SCREENSHOT: LIGHT_SCREENSHOT}


def light_renditions(image, cut: Cut = PHOTO) -> list[dict]:
    """For each size a file of each kind. They are made when a page is published, so that no reader waits for them."""
    found, heavy = {}, [(size, kind) for size in cut.sizes for kind in KINDS]
    for quality in cut.qualities:
        specs = {(size, kind): f"{size}|format-{kind}|{kind}quality-{quality}" for size, kind in heavy}
        made = image.get_renditions(*specs.values())
        found |= {wanted: made[spec] for wanted, spec in specs.items()}
        heavy = [wanted for wanted in heavy if is_heavy(found[wanted])]
        if not heavy:
            break
    return [{kind: found[size, kind] for kind in KINDS} for size in cut.sizes]


def lighter_bytes(image, cut: Cut = LIGHT) -> int:
    """What a phone would fetch of the lighter version; only the one file that tells it is made."""
    for quality in cut.qualities:
        made = image.get_rendition(f"{cut.sizes[-1]}|format-webp|webpquality-{quality}")
        if not is_heavy(made):
            break
    return made.file.size


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


def make_renditions(page, cut: Cut = PHOTO) -> None:
    """A file that can't be read is passed over: a lesson is published with what there is."""
    for picture in pictures_of(page):
        if picture.is_svg():
            continue
        try:
            light_renditions(picture, cut)
        except Exception:
            logger.exception("The picture %s can't be made smaller", picture.pk)
