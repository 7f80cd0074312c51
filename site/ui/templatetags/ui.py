from django import template
from django.utils.html import format_html
from wagtail.images.models import SourceImageIOError

register = template.Library()

# Two sizes: the screen of a cheap phone, and the same at twice the density.
WIDTHS = (360, 720)


@register.simple_tag
def lesson_picture(image, alt):
    """A drawing as it is; a photo as AVIF or WebP in two sizes, loaded when it comes into view."""
    if image.is_svg():
        return format_html(
            '<img src="{}" alt="{}" width="{}" height="{}" loading="lazy" decoding="async">',
            image.file.url, alt, image.width, image.height,
        )  # fmt: skip
    try:
        return _photo(image, alt)
    except SourceImageIOError:
        return format_html('<p class="soft">{}</p>', alt)


def _photo(image, alt):
    found = image.get_renditions(*photo_filters())
    sets = {
        kind: ", ".join(f"{found[f'width-{width}|format-{kind}'].url} {width}w" for width in WIDTHS)
        for kind in ("avif", "webp")
    }
    fallback = found[f"width-{WIDTHS[0]}|format-webp"]
    return format_html(
        '<picture><source type="image/avif" srcset="{}" sizes="(max-width: 40rem) 100vw, 36rem">'
        '<img src="{}" srcset="{}" sizes="(max-width: 40rem) 100vw, 36rem" alt="{}" width="{}" height="{}" '
        'loading="lazy" decoding="async"></picture>',
        sets["avif"], fallback.url, sets["webp"], alt, fallback.width, fallback.height,
    )  # fmt: skip


def photo_filters():
    """The sizes made when a page is published, so that no reader waits for them."""
    return [f"width-{width}|format-{kind}" for kind in ("avif", "webp") for width in WIDTHS]


@register.inclusion_tag("ui/icon.html")
def icon(name):
    return {"name": name}
