"""The register's CSV files, read row by row; every complaint names the file and the line."""

import csv
from dataclasses import dataclass
from pathlib import Path


class RegisterError(Exception):
    """A file that cannot be loaded: where, and what to mend."""


@dataclass(frozen=True)
class Row:
    """One line of a file."""

    file: Path
    line: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def error(self, message: str) -> RegisterError:
        return RegisterError(f"{self.file}, line {self.line}: {message}")

    def number(self, column: str) -> float | None:
        """A number, or None where the cell is empty."""
        try:
            return float(self[column]) if self[column] else None
        except ValueError:
            raise self.error(f"“{self[column]}” in {column} is not a number.") from None

    def look_up(self, column: str, known: dict):
        """What `known` holds under the code in this column."""
        try:
            return known[self[column]]
        except KeyError:
            raise self.error(f"unknown {column} “{self[column]}”.") from None


def read_rows(file: Path, columns: list[str]) -> list[Row]:
    """All rows, stripped, each with every column filled in or empty."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            return list(_checked(file, csv.DictReader(lines), columns))
    except OSError as error:
        raise RegisterError(f"{file}: cannot be read ({error.strerror}).") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise RegisterError(f"{file}: is not CSV in UTF-8 ({error}).") from error


def _checked(file, reader, columns):
    missing = [column for column in columns if column not in (reader.fieldnames or [])]
    if missing:
        raise RegisterError(f"{file}, line 1: missing column {', '.join(missing)}.")
    for values in reader:
        row = Row(file, reader.line_num, {column: (values[column] or "").strip() for column in columns})
        if None in values or None in values.values():
            raise row.error(f"expected {len(reader.fieldnames)} cells.")
        yield row
