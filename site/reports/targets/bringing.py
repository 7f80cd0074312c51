"""A file of adults or targets: each row led to its place, or to what is wrong with it, before anything is kept."""

from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from communes.folding import fold
from communes.ledger.importing import whole_code
from communes.ledger.sheets import SheetError, rows
from communes.models import Kind, Unit
from communes.succession import present_units

from .hamlet_rows import HamletRows
from .lines import Line, Place, read_line

COLUMNS = {
    "code": ("code", "mã", "mã xã", "mã đơn vị", "mã ĐVHC", "unit", "unit code"),
    "hamlet": (
        "hamlet", "tên thôn", "thôn", "thôn buôn", "buôn", "tổ dân phố", "thôn tổ dân phố", "thôn buôn tổ dân phố",
        "khu phố", "khối phố", "ấp", "khóm", "bản", "làng", "xóm",
    ),
    "number": (
        "adults", "number", "target", "số người", "số người lớn", "người trưởng thành", "số người trưởng thành",
        "dân số", "chỉ tiêu", "mục tiêu",
    ),
}  # fmt: skip
HEADINGS = {fold(words): column for column, names in COLUMNS.items() for words in names}


def brought(content: bytes, places: list[Place], read: Callable, hamlets: HamletRows) -> list[Line]:
    """The rows of a CSV or XLSX file. SheetError where it cannot be read at all.

    A row that names a hamlet is about it alone. It needs no code: hamlets are brought by their own commune.
    """
    lines = _lines(content, hamlets)
    finder = Finder(places, hamlets, lines)
    seen = {}
    for line in lines:
        line.place = finder.place(line)
        if line.place is None:
            line.trouble = finder.trouble(line)
        elif line.place.key in seen:
            line.trouble = _("This place stands in row %(row)s already.") % {"row": seen[line.place.key]}
        else:
            seen[line.place.key] = line.row
            read_line(line, read)
    return lines


def _lines(content, hamlets):
    found = rows(content, HEADINGS, ["number"] if hamlets.unit else ["code", "number"])
    if found and not found[0][1].keys() & {"code", "hamlet"}:
        raise SheetError(_("The first line must name the columns. Missing: %(columns)s.") % {"columns": "hamlet"})
    return [
        Line(None, values["number"], row=row, code=values.get("code", ""), hamlet=values.get("hamlet", ""))
        for row, values in found
    ]


class Finder:
    """The places that the rows of one file may mean."""

    def __init__(self, places: list[Place], hamlets: HamletRows, lines: list[Line]):
        self.by_code, self.hamlets = {place.code: place for place in places if place.code}, hamlets
        codes = {_whole(line.code) for line in lines if line.code} - self.by_code.keys()
        units = Unit.objects.filter(code__in=codes).exclude(kind=Kind.DISTRICT).with_names() if codes else []
        self.strangers = {unit.code: unit for unit in sorted(units, key=lambda unit: unit.is_current)}

    def place(self, line: Line) -> Place | None:
        here = self.by_code.get(_whole(line.code)) if line.code else None
        if not line.hamlet:
            return here
        hamlet = self.hamlets.find(line.hamlet) if here or not line.code else None
        return hamlet and Place(hamlet.unit, hamlet)

    def trouble(self, line: Line) -> str:
        """Of a row that leads to no place."""
        if self._is_swapped(line):
            return _("The columns look swapped: the code stands under the number.")
        if line.code and _whole(line.code) not in self.by_code:
            return self._no_place(line.code)
        if line.hamlet:
            return self.hamlets.trouble(line.hamlet)
        return _("The name of the hamlet is missing.") if self.hamlets.unit else _("The code of the place is missing.")

    def _is_swapped(self, line):
        return _whole(line.text) in self.by_code or (line.hamlet and self.hamlets.find(line.text))

    def _no_place(self, code):
        unit = self.strangers.get(_whole(code))
        if unit is None:
            return _("There is no place with the code “%(code)s”.") % {"code": code}
        if unit.is_current:
            return _("%(unit)s is not one of the places you enter figures for here.") % {"unit": unit.short_name}
        words = {"unit": unit.name, "day": date_format(unit.valid_to, "d/m/Y")}
        words["present"] = ", ".join(f"{place.name} ({place.code})" for place in present_units([unit])[unit]) or "–"
        return _("%(unit)s ended on %(day)s; today it is %(present)s.") % words


def _whole(code):
    return code.zfill(2) if len(code) <= 2 else whole_code(code)
