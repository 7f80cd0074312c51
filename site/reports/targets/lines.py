"""What somebody types or brings in for several places: a line for each, with its trouble, before anything is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from communes.folding import fold
from communes.ledger.importing import whole_code
from communes.ledger.sheets import rows
from communes.models import Hamlet, Kind, Unit
from communes.succession import present_units

COLUMNS = {
    "code": ("code", "mã", "mã xã", "mã đơn vị", "mã ĐVHC", "unit", "unit code"),
    "number": (
        "adults", "number", "target", "số người", "số người lớn", "người trưởng thành", "số người trưởng thành",
        "dân số", "chỉ tiêu", "mục tiêu",
    ),
}  # fmt: skip
HEADINGS = {fold(words): column for column, names in COLUMNS.items() for words in names}


@dataclass(frozen=True)
class Place:
    """A unit, or a hamlet of it."""

    unit: Unit
    hamlet: Hamlet | None = None

    @property
    def key(self) -> str:
        return f"h{self.hamlet.pk}" if self.hamlet else f"u{self.unit.pk}"

    @property
    def name(self) -> str:
        return str(self.hamlet or self.unit)

    @property
    def code(self) -> str:
        return "" if self.hamlet else self.unit.code


@dataclass
class Line:
    place: Place | None
    text: str
    value: int | Decimal | None = None
    before: object = None
    trouble: str = ""
    row: int | None = None  # of the file
    code: str = ""

    @property
    def is_same(self) -> bool:
        return self.before == self.value


def typed(places: list[Place], data, read: Callable) -> list[Line]:
    """What stands in the fields; empty ones are left out. `read` makes a value of a text, or None."""
    lines = [Line(place, data.get(f"number-{place.key}", "").strip()) for place in places]
    return [_read(line, read) for line in lines if line.text]


def brought(content: bytes, places: list[Place], read: Callable) -> list[Line]:
    """The rows of a CSV or XLSX file. SheetError where it cannot be read at all."""
    by_code = {place.code: place for place in places if place.code}
    found = [(number, values["code"], values["number"]) for number, values in rows(content, HEADINGS, list(COLUMNS))]
    strangers = _strangers({_whole(code) for _number, code, _text in found} - by_code.keys())
    lines, seen = [], {}
    for number, code, text in found:
        line = Line(by_code.get(_whole(code)), text, row=number, code=code)
        if line.place is None:
            line.trouble = _no_place(code, text, by_code, strangers)
        elif line.place.key in seen:
            line.trouble = _("This place stands in row %(row)s already.") % {"row": seen[line.place.key]}
        else:
            seen[line.place.key] = number
            _read(line, read)
        lines.append(line)
    return lines


def _whole(code):
    return code.zfill(2) if len(code) <= 2 else whole_code(code)


def _read(line, read):
    try:
        line.value = read(line.text)
    except ValueError as error:
        line.trouble = str(error)
    return line


def _strangers(codes) -> dict[str, Unit]:
    units = Unit.objects.filter(code__in=codes).exclude(kind=Kind.DISTRICT).with_names()
    return {unit.code: unit for unit in sorted(units, key=lambda unit: unit.is_current)}


def _no_place(code, text, by_code, strangers):
    if not code:
        return _("The code of the place is missing.")
    if _whole(text) in by_code:
        return _("The columns look swapped: the code stands under the number.")
    unit = strangers.get(_whole(code))
    if unit is None:
        return _("There is no place with the code “%(code)s”.") % {"code": code}
    if unit.is_current:
        return _("%(unit)s is not one of the places you enter figures for here.") % {"unit": unit.short_name}
    words = {"unit": unit.name, "day": date_format(unit.valid_to, "d/m/Y")}
    words["present"] = ", ".join(f"{place.name} ({place.code})" for place in present_units([unit])[unit]) or "–"
    return _("%(unit)s ended on %(day)s; today it is %(present)s.") % words
