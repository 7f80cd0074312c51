"""Writing items to an open file in a format, one at a time. Pure."""

from . import gift, moodle_xml, qti3, sheet

MIME = {
    "moodle": ("xml", "application/xml"),
    "gift": ("txt", "text/plain; charset=utf-8"),
    "qti": ("zip", "application/zip"),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": ("csv", "text/csv; charset=utf-8"),
}


def write(items, file, format_, language="en") -> int:
    """How many were written."""
    counted = Counted(items)
    WRITERS[format_](counted, file, language)
    return counted.count


class Counted:
    def __init__(self, items):
        self.items, self.count = items, 0

    def __iter__(self):
        for item in self.items:
            self.count += 1
            yield item


def _pieces(document):
    def writer(items, file, language):
        for piece in document(items):
            file.write(piece.encode())

    return writer


WRITERS = {
    "moodle": _pieces(moodle_xml.document),
    "gift": _pieces(gift.document),
    "qti": lambda items, file, language: qti3.package(items, file),
    "xlsx": lambda items, file, language: file.write(sheet.workbook(items, language).getbuffer()),
    "csv": lambda items, file, language: [file.write(piece.encode()) for piece in sheet.table(items, language)],
}
