"""The handout of a course: one A5 page in each language, made on demand and kept as long as its words stay the same."""

import hashlib
import json
import logging
from math import ceil
from pathlib import Path
from urllib.parse import urlsplit

from django.core.cache import caches
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _

from ui.paper import qr_svg, typeset

from .models import CoursePage

logger = logging.getLogger(__name__)
TEMPLATE = Path(__file__).resolve().parent / "typst" / "handout.typ"
KEEP_SECONDS = 60 * 60 * 24 * 30
LONGEST_ICON = 200_000  # bytes


def handout(request: HttpRequest, pages: list[CoursePage]) -> bytes:
    """A PDF with a page for each of these, which are one course in different languages; the same for the same words."""
    paper = {"title": pages[0].title, "issuer": issuer(pages[0]), "pages": [words(request, page) for page in pages]}
    when = stamp(pages)
    name = f"handout:{fingerprint(paper, when)}"
    cache = caches["pages"]
    made = cache.get(name)
    if made is None:
        made = set_paper(paper, when, f"Handout {pages[0].key}")
        cache.set(name, made, KEEP_SECONDS)
    return made


def kilobytes(request: HttpRequest, pages: list[CoursePage]) -> int | None:
    """How heavy it is, rounded up; None where it can't be made, which must not keep people from a page."""
    try:
        return ceil(len(handout(request, pages)) / 1000)
    except RuntimeError:
        logger.exception("The handout of %s can't be made", pages[0].key)
        return None


def fingerprint(paper, when) -> str:
    text = f"{json.dumps(paper)} {when} {TEMPLATE.read_text()}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def stamp(pages):
    """When it was last published, in seconds."""
    return max((int(page.last_published_at.timestamp()) for page in pages if page.last_published_at), default=0)


def set_paper(paper, when, name):
    try:
        return typeset(TEMPLATE, paper, when, name)
    except RuntimeError:
        # An icon that can't be drawn must not keep people from their handout.
        logger.exception("%s is printed without its icon", name)
        return typeset(TEMPLATE, paper | {"pages": [page | {"icon": ""} for page in paper["pages"]]}, when, name)


def words(request: HttpRequest, page: CoursePage) -> dict:
    """All that is printed, as plain text, in the language of the page."""
    address = request.build_absolute_uri(page.url)
    with translation.override(page.locale.language_code):
        return {
            "lang": page.locale.language_code.split("-")[0],
            "issuer": issuer(page),
            "title": page.title,
            "summary": page.summary,
            "can_heading": _("After this course you can"),
            "outcomes": [outcome.text for outcome in page.outcomes.all()],
            "points_heading": _("Keep this in mind"),
            "points": [point.text for point in page.key_points.all()],
            "learn": _("Learn for free on your phone"),
            "help": _("Need help? Ask the digital team of your village or the commune office."),
            "phone": _("Telephone:"),
            "url": address,
            "address": short(address).replace("/", "/\u200b"),
            "qr": qr_svg(address),
            "qr_words": _("QR code of this course"),
            "checked": checked(page),
            "icon": icon(page),
        }


def issuer(page):
    with translation.override(page.locale.language_code):
        return _("Digital Education for All")


def short(address: str) -> str:
    """As people type it."""
    parts = urlsplit(address)
    return f"{parts.netloc}{parts.path}".rstrip("/")


def checked(page):
    if not page.checked_on:
        return ""
    day = page.checked_on.strftime("%d/%m/%Y")
    return _("Last checked on %(day)s. The sources stand in each lesson.") % {"day": day}


def icon(page) -> str:
    """The drawing beside the title; photos stay out, for they would make a light file heavy."""
    if not page.icon or not page.icon.is_svg():
        return ""
    try:
        with page.icon.file.open("rb") as file:
            drawing = file.read(LONGEST_ICON + 1)
    except OSError:
        return ""
    return drawing.decode(errors="ignore") if len(drawing) <= LONGEST_ICON else ""
