"""The certificate as a PDF/A-2a and PDF/UA-1 file: the same bytes on every machine, for the same certificate."""

from pathlib import Path

from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ui.paper import qr_svg, typeset

from .models import Certificate

TEMPLATE = Path(__file__).resolve().parent / "typst" / "certificate.typ"


def render_pdf(certificate: Certificate, check_url: str) -> bytes:
    """One A4 page in the language of the certificate; `check_url` is absolute and goes into the QR."""
    stamp = int(certificate.issued_at.timestamp())
    return typeset(TEMPLATE, words(certificate, check_url), stamp, f"Certificate {certificate.code}")


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
