"""The paper list of a class: who signs it is there."""

from pathlib import Path

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.handouts import short
from learners.models import Learner
from ui.paper import qr_svg, typeset

from .joining import when
from .models import ClassSession

TEMPLATE = Path(__file__).resolve().parent / "typst" / "sheet.typ"
# A page of lines, and always some left for who comes unexpected.
ROWS, SPARE = 20, 6


def render_sheet(session: ClassSession, address: str, course: str) -> bytes:
    """A4 pages with the names noted already, and lines for others; `address` is absolute and goes into the QR."""
    stamp = int(session.starts_at.timestamp())
    return typeset(TEMPLATE, words(session, address, course), stamp, f"Sheet of class {session.pk}")


def words(session, address, course) -> dict:
    """All that is printed, as plain text."""
    has_code = bool(session.code) and session.cancelled_at is None and session.closes_at > timezone.now()
    return {
        "lang": get_language().split("-")[0],
        "issuer": _("Digital Education for All"),
        "title": _("Who was in the class"),
        "facts": [
            [_("Where"), ", ".join(filter(None, [session.place, session.unit.name]))],
            [_("Time"), hours(session)],
            [_("Course"), course or _("no single course")],
            [_("Trainer"), str(session.led_by)],
        ],
        "code": session.spaced_code if has_code else "",
        "code_words": _("Code of the class"),
        "address": short(address).removesuffix(f"/{session.code}"),
        "qr": qr_svg(address) if has_code else "",
        "qr_words": _("QR code of the page where people say that they are here"),
        "columns": [_("No."), _("Full name"), _("Hamlet"), _("Signature")],
        "rows": rows(session),
        "count": _("People in all:"),
        "signature": _("Signature of the trainer"),
        "note": _("This list serves to count the class alone. No numbers of papers or telephones are written on it."),
    }


def hours(session) -> str:
    """“19:00–21:00, 24/11/2026”."""
    ends = date_format(timezone.localtime(session.ends_at), "H:i")
    return f"{when(session)['time']}–{ends}, {when(session)['day']}"


def rows(session) -> list[list[str]]:
    """[name, hamlet] of each line; empty where nobody is noted yet."""
    people = Learner.objects.filter(attendances__session=session).exclude(name="").select_related("hamlet")
    named = [[person.name, person.hamlet.name if person.hamlet else ""] for person in people.order_by("name", "pk")]
    spare = max(SPARE, ROWS - len(named))
    return [*named, *([["", ""]] * spare)]
