"""Official figures from a table: every row is looked at before anything is kept."""

import csv
import io
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from communes.folding import fold
from communes.ledger.importing import whole_code
from communes.ledger.sheets import rows
from communes.models import Kind, Unit
from communes.succession import present_units

from ..targets import numbers
from .models import POINTS, Indicator, IndicatorValue

COLUMNS = {
    "code": ("code", "mã", "mã đơn vị", "mã xã", "mã tỉnh", "unit"),
    "indicator": ("indicator", "chỉ số", "chỉ tiêu"),
    "first_day": ("from", "first day", "từ ngày", "từ"),
    "last_day": ("until", "last day", "to", "đến ngày", "đến"),
    "value": ("value", "giá trị", "số liệu"),
    "source": ("source", "nguồn"),
    "national_mean": ("national mean", "trung bình cả nước", "cả nước"),
    "rank": ("rank", "hạng", "xếp hạng"),
    "ranked": ("out of", "trên", "tổng số"),
}
NEEDED = ["code", "indicator", "first_day", "last_day", "value", "source"]
HEADINGS = {fold(words): column for column, names in COLUMNS.items() for words in names}
KEYS = ("indicator_id", "unit_id", "first_day", "last_day")
FIGURES = ("value", "national_mean", "rank", "ranked", "source")
EARLIEST = date(2015, 1, 1)


@dataclass
class Line:
    """One row of the table: what it becomes, or why it cannot."""

    number: int
    values: dict[str, str]
    row: IndicatorValue | None = None
    before: IndicatorValue | None = None
    troubles: list[str] = field(default_factory=list)

    @property
    def is_same(self) -> bool:
        return bool(self.before and all(getattr(self.before, name) == getattr(self.row, name) for name in FIGURES))


def read(content: bytes, allowed: set[int], today: date) -> list[Line]:
    """Every row looked at. `allowed`: ids of units whose figures may be brought. SheetError if it can't be read."""
    lines = [Line(number, values) for number, values in rows(content, HEADINGS, NEEDED)]
    units = _units({_whole(line.values["code"]) for line in lines})
    known = {}
    for indicator in Indicator.objects.all():
        known |= {fold(words): indicator for words in (indicator.key, indicator.name_vi, indicator.name_en)}
    seen = {}
    for line in lines:
        _look_at(line, units, known, allowed, today)
        if line.row:
            key = tuple(getattr(line.row, name) for name in KEYS)
            if key in seen:
                line.troubles.append(_("The same figure stands in row %(row)s already.") % {"row": seen[key]})
            seen.setdefault(key, line.number)
    _compare(lines)
    return lines


@transaction.atomic
@transaction.atomic
def keep(lines: list[Line], user) -> int:
    """Write what is new or different; what it corrects stays, as replaced. How many figures changed."""
    changed = [line for line in lines if not line.is_same]
    now = timezone.now()
    old = [line.before.pk for line in changed if line.before]
    IndicatorValue.objects.filter(pk__in=old).update(replaced_at=now)
    for line in changed:
        line.row.imported_by, line.row.imported_at = user, now
    return len(IndicatorValue.objects.bulk_create([line.row for line in changed], batch_size=500))


def as_csv(lines: list[Line]) -> str:
    """The same table again, to be carried by the preview."""
    file = io.StringIO()
    table = csv.DictWriter(file, list(COLUMNS), restval="", lineterminator="\n")
    file.write(",".join(names[0] for names in COLUMNS.values()) + "\n")
    table.writerows(line.values for line in lines)
    return file.getvalue()


def _whole(code):
    return code.zfill(2) if len(code) <= 2 else whole_code(code)


def _units(codes):
    """{code: units of any time}, the latest first."""
    found = {}
    units = Unit.objects.filter(code__in=codes, kind__in=[Kind.PROVINCE, Kind.COMMUNE]).with_names()
    for unit in sorted(units, key=lambda unit: unit.valid_to or date.max, reverse=True):
        found.setdefault(unit.code, []).append(unit)
    return found


def _look_at(line, units, known, allowed, today):
    values = line.values
    first, last = _day(line, "first_day", is_end=False), _day(line, "last_day", is_end=True)
    if first and last:
        _check_time(line, first, last, today)
    indicator = known.get(fold(values["indicator"]))
    unit = _unit(line, units, first, last)
    if indicator is None:
        if _whole(values["indicator"]) in units:
            line.troubles.append(_("The columns look swapped: a code stands under the indicator."))
        else:
            line.troubles.append(_("“%(name)s” is no indicator we know.") % {"name": values["indicator"]})
    if unit and unit.pk not in allowed:
        line.troubles.append(_("%(unit)s is not one of the places you enter figures for here.") % {"unit": unit})
    figures = _figures(line, indicator)
    if not values["source"]:
        line.troubles.append(_("The source is missing."))
    elif len(values["source"]) > IndicatorValue._meta.get_field("source").max_length:
        line.troubles.append(_("The source is too long."))
    if not line.troubles:
        keys = {"indicator": indicator, "unit": unit, "first_day": first, "last_day": last}
        line.row = IndicatorValue(**keys, **figures, source=values["source"])


def _check_time(line, first, last, today):
    if first > last:
        line.troubles.append(_("The last day is before the first one. Turn them round."))
    elif last > today:
        line.troubles.append(_("This time is not over yet."))
    elif first < EARLIEST:
        line.troubles.append(_("This is too long ago. Please look at the year again."))


def _day(line, column, is_end):
    """2025-03-31, 31/03/2025, 3/2025 (a month) or 2025 (a year)."""
    text = line.values[column].split(" 00:00")[0]
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%m/%Y", "%Y-%m", "%Y"):
        try:
            day = datetime.strptime(text, form).date()
        except ValueError:
            continue
        if is_end and "%d" not in form:
            day = day.replace(month=day.month if "%m" in form else 12)
            day = day.replace(day=monthrange(day.year, day.month)[1])
        return day
    line.troubles.append(_("“%(text)s” is no day: write 31/03/2025.") % {"text": text[:30]})
    return None


def _unit(line, units, first, last):
    """The unit that bore this code in that time."""
    code = line.values["code"]
    found = units.get(_whole(code), [])
    if not found:
        line.troubles.append(_("There is no place with the code “%(code)s”.") % {"code": code})
    if not (found and first and last):
        return None
    for unit in found:
        if (unit.valid_from is None or unit.valid_from <= first) and (unit.valid_to is None or last <= unit.valid_to):
            return unit
    line.troubles.append(_other_time(found[0]))
    return None


def _other_time(unit):
    if unit.is_current:
        words = {"unit": unit.name, "day": date_format(unit.valid_from, "d/m/Y")}
        return _("%(unit)s exists only since %(day)s; the time of this row begins earlier.") % words
    words = {"unit": unit.name, "day": date_format(unit.valid_to, "d/m/Y")}
    words["present"] = ", ".join(f"{place.name} ({place.code})" for place in present_units([unit])[unit]) or "–"
    return _("%(unit)s ended on %(day)s; today it is %(present)s.") % words


def _figures(line, indicator):
    found = {name: _decimal(line, name, indicator) for name in ("value", "national_mean")}
    if not line.values["value"]:
        line.troubles.append(_("The value is missing."))
    found |= {name: _place(line, name) for name in ("rank", "ranked")}
    if found["rank"] and found["ranked"] and found["rank"] > found["ranked"]:
        line.troubles.append(_("A rank of %(rank)s out of %(ranked)s cannot be.") % found)
    return found


def _decimal(line, column, indicator) -> Decimal | None:
    text = line.values.get(column, "")
    value = numbers.decimal(text) if text else None
    if text and value is None:
        line.troubles.append(_("“%(text)s” is no number.") % {"text": text[:30]})
    elif value is not None and indicator and value > 100 and (indicator.is_share or indicator.measured_in == POINTS):
        line.troubles.append(_("%(value)s is more than 100.") % {"value": text})
    return value


def _place(line, column) -> int | None:
    text = line.values.get(column, "")
    value = numbers.count(text) if text else None
    if text and not (value and value < 20_000):
        line.troubles.append(_("“%(text)s” is no rank.") % {"text": text[:30]})
    return value


def _compare(lines):
    """Put beside each row what is kept today."""
    sound = [line.row for line in lines if line.row]
    rows = IndicatorValue.objects.standing().filter(
        unit__in={row.unit_id for row in sound}, indicator__in={row.indicator_id for row in sound}
    )
    kept = {tuple(getattr(row, name) for name in KEYS): row for row in rows}
    for line in lines:
        if line.row:
            line.before = kept.get(tuple(getattr(line.row, name) for name in KEYS))
