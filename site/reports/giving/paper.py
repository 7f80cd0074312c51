"""A table as PDF, for reading and filing: typst, as for certificates."""

from itertools import islice
from pathlib import Path

from django.utils.translation import get_language, gettext

from ui.paper import typeset

from ..wording import number
from .sheets import Column, Sheet, Type

MIME = "application/pdf"
TEMPLATE = Path(__file__).resolve().parent / "typst" / "sheet.typ"
# Some forty pages. Nobody reads more on paper, and a PDF can't be sent while it is made.
MOST_ROWS = 1_500


class TooLong(Exception):
    """The table has more than MOST_ROWS rows."""


def pdf_file(sheet: Sheet, stamp: int, made: str) -> bytes:
    """A4 lying; `stamp`, in seconds, is the day of the file; `made` says when and by what it was made."""
    rows = list(islice(sheet.rows, MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        raise TooLong
    words = {
        "lang": get_language().split("-")[0],
        "author": gettext("Digital Education for All"),
        "title": sheet.title,
        "remark": sheet.remark,
        "made": made,
        "empty": gettext("There is nothing to list yet."),
        "page": gettext("Page"),
        "heads": [column.words for column in sheet.columns],
        "is_number": [column.type == Type.NUMBER for column in sheet.columns],
        "rows": [[written(value, column) for value, column in zip(row, sheet.columns, strict=True)] for row in rows],
    }
    return typeset(TEMPLATE, words, stamp, sheet.title)


def written(value, column: Column) -> str:
    if isinstance(value, str):
        return value
    patterns = {Type.DAY: "%d/%m/%Y", Type.MONTH: "%m/%Y"}
    return value.strftime(patterns[column.type]) if column.type in patterns else number(value)
