from urllib.parse import quote

from django import template
from django.utils.html import format_html
from willow.image import UnrecognisedImageFormatError

from ui.browsers import is_in_app
from ui.renditions import LIGHT, LIGHT_SCREENSHOT, PHOTO, SCREENSHOT, light_renditions

register = template.Library()

ROOM = "(max-width: 40rem) 100vw, 36rem"
DRAWN_PHONE = "24rem"


@register.simple_tag
def lesson_picture(image, alt, is_in_view=False, is_light=False):
    """A drawing as it is; a photo as AVIF or WebP in two sizes. Loaded when it comes into view, if it is not there."""
    return _picture(image, alt, "eager" if is_in_view else "lazy", LIGHT if is_light else PHOTO, ROOM)


@register.simple_tag
def screenshot(image, alt, is_light=False):
    """The same for a picture of a screen, which is shown as wide as a phone."""
    return _picture(image, alt, "lazy", LIGHT_SCREENSHOT if is_light else SCREENSHOT, DRAWN_PHONE)


def _picture(image, alt, loading, cut, room):
    if image.is_svg():
        return format_html(
            '<img src="{}" alt="{}" width="{}" height="{}" loading="{}" decoding="async">',
            image.file.url, alt, image.width, image.height, loading,
        )  # fmt: skip
    try:
        return _photo(image, alt, loading, cut, room)
    except (OSError, UnrecognisedImageFormatError):
        return format_html('<p class="soft">{}</p>', alt)


def _photo(image, alt, loading, cut, room):
    """Who asked the browser to save data gets the small size on any screen."""
    small, large = light_renditions(image, cut)
    sets = {kind: ", ".join(f"{one[kind].url} {one[kind].width}w" for one in (small, large)) for kind in small}
    return format_html(
        '<picture><source media="(prefers-reduced-data: reduce)" type="image/avif" srcset="{}">'
        '<source type="image/avif" srcset="{}" sizes="{}">'
        '<img src="{}" srcset="{}" sizes="{}" alt="{}" width="{}" height="{}" loading="{}" decoding="async"></picture>',
        small["avif"].url, sets["avif"], room,
        small["webp"].url, sets["webp"], room, alt, small["webp"].width, small["webp"].height, loading,
    )  # fmt: skip


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
