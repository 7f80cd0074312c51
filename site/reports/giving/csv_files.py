"""A table as CSV."""

import csv
from collections.abc import Iterator

from .sheets import Column, Sheet, Type, in_pieces, is_dangerous

MIME = "text/csv; charset=utf-8"


class Line:
    """Takes each line as the csv module writes it and hands it on."""

    def write(self, text: str) -> str:
        return text


def csv_file(sheet: Sheet) -> Iterator[bytes]:
    """UTF-8 with a mark at the front, by which Excel knows it; text is quoted, so that codes stay text."""
    return in_pieces(_lines(sheet))


def _lines(sheet):
    writer = csv.writer(Line(), quoting=csv.QUOTE_NONNUMERIC)
    yield "\ufeff" + writer.writerow([column.words for column in sheet.columns])
    for row in sheet.rows:
        yield writer.writerow([_written(value, column) for value, column in zip(row, sheet.columns, strict=True)])


def _written(value, column: Column):
    if isinstance(value, str):
        return f"'{value}" if is_dangerous(value) else value
    if column.type == Type.MONTH:
        return f"{value:%Y-%m}"
    return value.isoformat() if column.type == Type.DAY else value
