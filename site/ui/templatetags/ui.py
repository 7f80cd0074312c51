from urllib.parse import quote

from django import template
from django.utils.html import format_html
from wagtail.images.models import SourceImageIOError

from ui.browsers import is_in_app

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


ICONS = {
    "back": "M12 4l-6 6 6 6",
    "next": "M8 4l6 6-6 6",
    "tick": "M4 10.5l4 4L16 6",
    "save": "M10 3v9m0 0l-3.5-3.5M10 12l3.5-3.5M4 16h12",
}


@register.inclusion_tag("ui/icon.html")
def icon(name):
    return {"path": ICONS[name]}


@register.simple_tag(takes_context=True)
def in_app(context):
    """Whether the page is read inside a chat; only for pages that no cache keeps."""
    return is_in_app(context["request"].headers.get("User-Agent", ""))


@register.simple_tag
def icon_uri():
    """The site's mark as a data address: it costs no request."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        '<rect width="32" height="32" rx="9" fill="#0b6b53"/>'
        '<path d="M7 21c5-1 7-4 9-9 2 5 4 8 9 9" fill="none" stroke="#fff" stroke-width="2.5"/>'
        '<circle cx="16" cy="9" r="2.5" fill="#e0a11b"/></svg>'
    )
    return f"data:image/svg+xml,{quote(svg)}"
