"""A reorganisation from a file: every row is looked at before anything is written."""

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..folding import fold
from ..models import Change, Kind, Reorganisation, Succession, Unit
from ..succession import present_units
from .provinces import is_province
from .sheets import rows

Share = Succession.Share
COLUMNS = {
    "code": ("code", "mã", "mã cũ", "mã xã", "commune of today"),
    "to_code": ("to_code", "to code", "mã mới", "code afterwards"),
    "to_name": ("to_name", "to name", "tên mới", "name afterwards"),
    "share": ("share", "phần"),
    "fraction": ("fraction", "tỷ lệ", "tỉ lệ"),
    "province": ("province", "mã tỉnh", "mã tỉnh mới"),
}
NEEDED = ["code", "to_code", "to_name"]
HEADINGS = {fold(words): column for column, names in COLUMNS.items() for words in names}
SHARES = {
    "": Share.WHOLE,
    "whole": Share.WHOLE,
    "toàn bộ": Share.WHOLE,
    "main part": Share.MAIN_PART,
    "phần lớn": Share.MAIN_PART,
    "phần chính": Share.MAIN_PART,
    "part": Share.PART,
    "một phần": Share.PART,
}
SHARE_OF = {fold(words): share for words, share in SHARES.items()}


@dataclass
class Line:
    """One row of the file: what it becomes, or why it cannot."""

    number: int
    values: dict[str, str]
    change: Change | None = None
    troubles: list[str] = field(default_factory=list)

    @property
    def is_of_province(self) -> bool:
        """By the name afterwards: a spreadsheet takes zeros away, so 66 may be a province or the commune 00066."""
        return is_province(self.values["to_name"])

    def whole(self, column: str) -> str:
        code = self.values[column]
        return code.zfill(2) if self.is_of_province and code.isdecimal() else whole_code(code)


def read(content: bytes) -> list[Line]:
    """Every row looked at against the register. SheetError if the file itself can't be read."""
    lines = [Line(number, values) for number, values in rows(content, HEADINGS, NEEDED)]
    known = _known(lines)
    provinces = {unit.code: unit for unit in Unit.objects.current().provinces()}
    for line in lines:
        _look_at(line, known, provinces)
    return lines


@transaction.atomic
def bring_in(plan: Reorganisation, lines: list[Line]) -> Reorganisation:
    """The plan as a draft, with a change for each line; only where every line is right."""
    plan.save()
    for line in lines:
        line.change.reorganisation = plan
    Change.objects.bulk_create([line.change for line in lines], batch_size=500)
    return plan


def whole_code(code: str) -> str:
    """Spreadsheets take the zeros away: 4 is 00004 again."""
    return code.zfill(5) if code.isdecimal() else code


def _known(lines):
    """{code: unit}, the present one if there is one. Codes of provinces are shorter than those of communes."""
    codes = {line.whole("code") for line in lines}
    units = Unit.objects.exclude(kind=Kind.DISTRICT).filter(code__in=codes).select_related("parent")
    return {unit.code: unit for unit in sorted(units, key=lambda unit: unit.is_current)}


def _look_at(line, known, provinces):
    values = line.values
    unit = _unit(line, known)
    share = SHARE_OF.get(fold(values.get("share", "")))
    if share is None:
        words = {"share": values["share"]}
        line.troubles.append(_("“%(share)s” is no share: write whole, main part or part.") % words)
    to_code = line.whole("to_code")
    if line.is_of_province and not (to_code.isdecimal() and len(to_code) == 2):
        line.troubles.append(_("“%(code)s” is no code of a province: write two digits.") % {"code": values["to_code"]})
    elif not line.is_of_province and not (to_code.isdecimal() and len(to_code) == 5):
        line.troubles.append(_("“%(code)s” is no code of a commune: write five digits.") % {"code": values["to_code"]})
    if not values["to_name"]:
        line.troubles.append(_("The name afterwards is missing."))
    elif len(values["to_name"]) > Change._meta.get_field("successor_name").max_length:
        line.troubles.append(_("The name afterwards is too long."))
    province = _province(line, provinces)
    fraction = _fraction(line)
    if not line.troubles:
        line.change = Change(
            predecessor=unit,
            successor_code=to_code,
            successor_name=values["to_name"],
            province=province,
            share=share,
            fraction=fraction,
        )


def _unit(line, known):
    unit = known.get(line.whole("code"))
    if unit is None and line.is_of_province:
        line.troubles.append(_("There is no province with the code “%(code)s” today.") % {"code": line.values["code"]})
    elif unit is None:
        line.troubles.append(_("There is no commune with the code “%(code)s”.") % {"code": line.values["code"]})
    elif not unit.is_current:
        words = {"unit": unit.name, "code": unit.code, "day": date_format(unit.valid_to, "d/m/Y")}
        words["present"] = ", ".join(f"{place.name} ({place.code})" for place in present_units([unit])[unit]) or "–"
        line.troubles.append(_("%(unit)s (%(code)s) ended on %(day)s; today it is %(present)s.") % words)
    return unit


def _province(line, provinces):
    code = line.values.get("province", "")
    if not code:
        return None
    found = provinces.get(code.zfill(2))
    if found is None:
        line.troubles.append(_("There is no province with the code “%(code)s” today.") % {"code": code})
    return found


def _fraction(line):
    """0.25, 0,25 or 25 %."""
    text = line.values.get("fraction", "")
    if not text:
        return None
    try:
        number = Decimal(text.rstrip("% ").replace(",", "."))
    except InvalidOperation:
        number = Decimal(-1)
    if text.endswith("%"):
        number /= 100
    if not (number.is_finite() and 0 < number <= 1):
        line.troubles.append(
            _("“%(text)s” is no fraction: write a number between 0 and 1, as in 0.25.") % {"text": text}
        )
        return None
    return round(number, 4)
