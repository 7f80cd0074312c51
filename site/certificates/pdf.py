"""The certificate as a PDF/A-2a and PDF/UA-1 file: the same bytes on every machine, for the same certificate."""

import json
import logging
from functools import cache
from pathlib import Path
from threading import Lock

import segno
import typst
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .models import Certificate

logger = logging.getLogger(__name__)
HERE = Path(__file__).resolve().parent
STANDARDS = ["a-2a", "ua-1"]
# A compiler serves one call at a time.
_lock = Lock()


@cache
def compiler() -> typst.Compiler:
    """Made once: it keeps the fonts and the template."""
    return typst.Compiler(
        HERE / "typst" / "certificate.typ",
        root=HERE / "typst",
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[HERE / "fonts"]),
    )


def render_pdf(certificate: Certificate, check_url: str) -> bytes:
    """One A4 page in the language of the certificate; `check_url` is absolute and goes into the QR."""
    data = json.dumps(words(certificate, check_url))
    stamp = int(certificate.issued_at.timestamp())
    with _lock:
        try:
            return compile_pdf(data, stamp, STANDARDS)
        except typst.TypstError:
            # A letter that our fonts lack breaks the standards; its holder still gets a paper.
            logger.exception("Certificate %s can't be an archive file", certificate.code)
            return compile_pdf(data, stamp, [])


def compile_pdf(data, stamp, standards):
    return compiler().compile(format="pdf", sys_inputs={"data": data}, pdf_standards=standards, timestamp=stamp)


def words(certificate: Certificate, check_url: str) -> dict:
    """All that is printed, as plain text."""
    with translation.override(certificate.locale):
        return {
            "lang": certificate.locale.split("-")[0],
            "issuer": _("Digital Education for All"),
            "title": _("Certificate of course completion"),
            "before_name": _("This is to say that"),
            "holder_name": certificate.holder_name,
            "place": certificate.place,
            "before_course": _("has completed the course"),
            "course_title": certificate.course_title,
            "issued_words": _("Issued on %(day)s") % {"day": day_in_words(certificate)},
            "small_print": small_print(),
            "code": certificate.spaced_code,
            "check_words": _("To check it, scan the square or type the code at:"),
            "check_url": check_url.split("://")[-1].removesuffix(f"{certificate.code}/"),
            "qr": qr_svg(check_url),
            "qr_words": _("QR code of the page that checks this certificate"),
        }


def small_print():
    return _("This is a course completion certificate; it replaces no diploma or paper of the State.")


def day_in_words(certificate):
    # Translators: a day as it is written on a certificate, in the letters of Django's date filter.
    return date_format(localtime(certificate.issued_at), pgettext("date format", "j F Y"))


def qr_svg(address: str, scale: int = 1, border: int = 0) -> str:
    """For inside a page or the PDF; drawn with attributes only, which a strict policy allows."""
    # Any mask can be read; trying all eight for the prettiest took nearly half the time of a certificate.
    code = segno.make_qr(address, error="m", mask=4)
    return code.svg_inline(scale=scale, border=border, dark="#1c2420", svgclass=None, lineclass=None)
