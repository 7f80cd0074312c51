"""A table that somebody made in a spreadsheet, row by row: CSV in any of the usual encodings, or XLSX. Pure."""

import csv
import io
import unicodedata
import zipfile

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException

from ..folding import fold

MOST_ROWS, MOST_COLUMNS = 20_000, 40
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class SheetError(Exception):
    """A file that cannot be read, and what to do."""


def rows(content: bytes, headings: dict[str, str], needed: list[str]) -> list[tuple[int, dict[str, str]]]:
    """(line, {column: text}) of every row that is not empty. `headings` leads from a folded heading to its column."""
    lines = _book_lines(content) if content[:2] == b"PK" else _text_lines(_decoded(content))
    first = next(lines, None)
    if first is None:
        raise SheetError(_("The file is empty."))
    places = {}
    for place, heading in enumerate(first[1]):
        if column := headings.get(fold(heading)):
            places.setdefault(column, place)
    if missing := [column for column in needed if column not in places]:
        raise SheetError(
            _("The first line must name the columns. Missing: %(columns)s.") % {"columns": ", ".join(missing)}
        )
    found = [(n, {column: _cell(values, place) for column, place in places.items()}) for n, values in lines]
    found = [(n, values) for n, values in found if any(values.values())]
    if len(found) > MOST_ROWS:
        raise SheetError(_("This file is too large. Split it and bring in the parts."))
    return found


def _cell(values, place):
    return " ".join(values[place].split()) if place < len(values) else ""


def _decoded(content):
    """UTF-8 with or without its mark, UTF-16, or what old Vietnamese Windows wrote."""
    encodings = [MARKS.get(content[:2], "utf-8-sig"), "cp1258"]
    for encoding in encodings:
        try:
            return unicodedata.normalize("NFC", content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise SheetError(_("The letters of this file cannot be read. Save it as CSV in UTF-8 or as XLSX."))


def _text_lines(text):
    delimiter = max(";,\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for values in reader:
            yield reader.line_num, values[:MOST_COLUMNS]
    except csv.Error:
        raise SheetError(_("This file is broken or cut off, so nothing was taken from it.")) from None


def _book_lines(content):
    try:
        sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        sheet.reset_dimensions()
        found = list(sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True))
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, IndexError):
        raise SheetError(_("This spreadsheet is broken, so nothing was taken from it.")) from None
    return ((n, ["" if value is None else str(value) for value in values]) for n, values in enumerate(found, 1))
