"""A table as PDF, for reading and filing.

A short one is set by typst, as certificates are (PDF/A-2a). Typst needs the whole of it, so that a long one is written
page by page while it is sent (PDF/A-2u). Both may be archived.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import chain, compress, islice
from pathlib import Path

from django.utils.formats import get_format
from django.utils.translation import get_language, gettext

from ui.paper import typeset

from .pdf.archive import About
from .pdf.table import Pages, Words
from .sheets import Sheet, Type

MIME = "application/pdf"
TEMPLATE = Path(__file__).resolve().parent / "typst" / "sheet.typ"
# Some eight pages: typst has them in half a second.
SHORT = 200


def pdf_file(sheet: Sheet, stamp: int, made: str) -> Iterator[bytes]:
    """A4 lying; `stamp`, in seconds, is the day of the file; `made` says when and by whom it was made."""
    # Rows are made while they are sent, when nobody's language is set any more.
    write = partial(written, thousands=get_format("THOUSAND_SEPARATOR"), point=get_format("DECIMAL_SEPARATOR"))
    columns = [column for column in sheet.columns if column.on_paper]
    kept, types = [column.on_paper for column in sheet.columns], [column.type for column in columns]
    rows = (list(map(write, compress(row, kept), types)) for row in sheet.rows)
    first = list(islice(rows, SHORT + 1))
    words = Words(sheet.title, sheet.remark, columns, made, gettext("Page"))
    if len(first) <= SHORT:
        return iter([_short(words, first, stamp)])
    about = About(sheet.title, gettext("Digital Education for All"), _language(), datetime.fromtimestamp(stamp, UTC))
    return Pages(words, first).pieces(chain(first, rows), about)


def _short(words, rows, stamp):
    pages = Pages(words, rows)
    data = {
        "lang": _language(),
        "author": gettext("Digital Education for All"),
        "title": words.title,
        "remark": words.remark,
        "made": words.made,
        "empty": gettext("There is nothing to list yet."),
        "page": words.page,
        "heads": [column.words for column in words.columns],
        "is_number": [column.is_number for column in words.columns],
        "widths": pages.widths,
        "size": pages.size,
        "rows": rows,
    }
    return typeset(TEMPLATE, data, stamp, words.title)


def _language():
    return get_language().split("-")[0]


def written(value, type: Type, thousands: str, point: str) -> str:
    """A cell as people read it."""
    if isinstance(value, str):
        return value
    if type == Type.SHARE:
        return f"{value:.1f}".replace(".", point)
    patterns = {Type.DAY: "%d/%m/%Y", Type.MONTH: "%m/%Y"}
    return value.strftime(patterns[type]) if type in patterns else f"{value:,}".replace(",", thousands)
