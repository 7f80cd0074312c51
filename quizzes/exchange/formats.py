"""Which formats there are, and which one a file is of. Pure."""

import re
import zipfile

from django.utils.translation import gettext as _

from . import aiken, gift, moodle_xml, qti, sheet
from .items import Reading, UnreadableError
from .letters import text_of

READERS = {
    "moodle": moodle_xml.rows, "gift": gift.rows, "aiken": aiken.rows, "qti": qti.rows, "xlsx": sheet.xlsx_rows,
    "csv": sheet.csv_rows,
}  # fmt: skip
LARGEST = 120_000_000
LARGEST_TEXT = 30_000_000
QTI_ROOTS = {
    "assessmentItem", "assessmentTest", "assessmentSection", "qti-assessment-item", "qti-assessment-test",
    "qti-assessment-section",
}  # fmt: skip


def rows(file, name="", chosen=None):
    """A row for each question of a file (open, of bytes), whatever its format; or UnreadableError."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    if not size:
        raise UnreadableError(_("The file is empty."))
    found = chosen or format_of(file, name)
    if size > (LARGEST if found in ("moodle", "qti", "xlsx") else LARGEST_TEXT):
        raise UnreadableError(_("This file is too large. Split it and bring in the parts."))
    if found not in READERS:
        raise UnreadableError(_("This kind of file cannot be read."))
    file.seek(0)
    return READERS[found](file)


def read(file, name="", chosen=None) -> Reading:
    return Reading(tuple(rows(file, name, chosen)))


def format_of(file, name) -> str:
    """By what is in it; the name only tells apart plain texts."""
    file.seek(0)
    start = file.read(20_000)
    if start[:2] == b"PK":
        return _zip_format(file)
    text = _beginning(start)
    if text.lstrip().startswith("<"):
        return _xml_format(text)
    if start[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise UnreadableError(_("This is an old Excel or Word file. Save it as .xlsx and try again."))
    if name.lower().endswith((".csv", ".tsv")) or sheet.has_headings(text):
        return "csv"
    signs = (r"^\s*[A-Z][.)]\s", r"^\s*ANSWER:\s*[A-Z]\b")
    return "aiken" if all(re.search(sign, text, re.MULTILINE) for sign in signs) else "gift"


def _beginning(start):
    try:
        return text_of(start)[0]
    except UnreadableError:
        return start.decode("utf-8", "replace")


def _zip_format(file):
    file.seek(0)
    try:
        names = zipfile.ZipFile(file).namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise UnreadableError(_("This zip file is broken or cut off, so nothing was taken from it.")) from None
    return "xlsx" if "xl/workbook.xml" in names else "qti"


def _xml_format(text):
    bare = re.sub(r"<\?.*?\?>|<!--.*?-->|<!.*?>", "", text, flags=re.DOTALL)
    root = re.search(r"<(?:[\w.-]+:)?([\w.-]+)", bare)
    name = root[1] if root else ""
    if name in QTI_ROOTS:
        return "qti"
    if name == "questestinterop":
        raise UnreadableError(qti.old_qti())
    return "moodle"
