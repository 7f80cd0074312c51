"""What a lesson or a rehearsal weighs for a phone, before it is published: rendered, with every file it shows."""

import logging
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import override
from wagtail.models import Site

from pages.downloads import file_at, files_named_in, is_video, wire_bytes, with_imports
from ui.renditions import LIGHTER, Cut, light_renditions, lighter_bytes

from .material import Asset, Weight

logger = logging.getLogger(__name__)
SOUND = (".mp3", ".m4a", ".ogg", ".wav")


def weight_of(thing, pictures: dict) -> Weight:
    """`pictures`: image → (the block it stands in, the cut it is shown in)."""
    with override(thing.locale.language_code):
        html = markup_of(thing)
    request = as_anyone()
    named, instead = files_named_in(html)
    files = {url: file_at(url, request) or b"" for url in with_imports([url for url in named if url not in instead])}
    sizes = {url: wire_bytes(url, body) for url, body in files.items()}
    is_played = {url: is_video(url) or url.lower().endswith(SOUND) for url in sizes}
    played = sum(size for url, size in sizes.items() if is_played[url])
    page = wire_bytes("/", html.encode())
    shown = {url: size for url, size in sizes.items() if not is_played[url]}
    total = page + sum(shown.values())
    return Weight(total, played, tuple(assets(shown, pictures, is_heavy=total > settings.LESSON_BUDGET_BYTES)))


def markup_of(thing) -> str:
    """The whole page; while a site is being set up and its style sheets are not collected yet, only what is in it."""
    request = as_anyone()
    try:
        return whole_page(thing, request)
    except ValueError:
        warn_once()
        return only_content(thing, request)


@cache
def warn_once():
    logger.warning("Content is weighed without the files that all pages share: run collectstatic")


def whole_page(thing, request):
    if not hasattr(thing, "steps"):
        return render_to_string("courses/rehearsal.html", {"rehearsal": thing, "places": []}, request)
    if thing.pk is None:
        return only_content(thing, request)
    return render_to_string(thing.template, thing.get_context(request), request)


def only_content(thing, request):
    if hasattr(thing, "steps"):
        return render_to_string("courses/_steps.html", {"page": thing}, request)
    return render_to_string("courses/rehearsal/_stage.html", {"rehearsal": thing}, request)


def as_anyone() -> HttpRequest:
    """Who asks is nobody; the address is only for what a page says of itself."""
    request = HttpRequest()
    site = Site.objects.filter(is_default_site=True).first()
    request.method, request.path, request.path_info = "GET", "/", "/"
    request.META = {"SERVER_NAME": site.hostname if site else "localhost", "SERVER_PORT": "80"}
    return request


def assets(sizes: dict[str, int], pictures: dict, is_heavy: bool):
    """The pictures by their names; of what is too heavy also how light each could be (slow)."""
    shared = dict(sizes)
    for image, (place, cut) in pictures.items():
        urls = addresses(image, cut) & sizes.keys()
        weighed = sum(shared.pop(url, 0) for url in urls)
        if weighed:
            lighter = lighter_bytes(image, LIGHTER[cut]) if is_heavy and cut in LIGHTER and not image.is_svg() else None
            yield Asset(image.title, weighed, image.pk, place, lighter)
    for url, size in shared.items():
        yield Asset(url.rsplit("/", 1)[-1], size)


def addresses(image, cut: Cut) -> set[str]:
    if image.is_svg():
        return {image.file.url}
    try:
        return {one.url for sizes in light_renditions(image, cut) for one in sizes.values()}
    except Exception:
        return set()
