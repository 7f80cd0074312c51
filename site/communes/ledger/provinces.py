"""Provinces that merge or take a new name: their communes go along whole, as units of the new province.

So a commune lies in one province as long as it is the same unit, and figures of the time stay where they were.
"""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from .. import naming
from ..models import Change, Kind, Unit

TYPES = ("tỉnh", "thành phố")


def is_province(name: str) -> bool:
    """Whether a name is that of a province."""
    return naming.type_of(name) in TYPES


def communes_along(changes: Iterable[Change], units: Mapping[str, Unit]) -> list[Change]:
    """A change of its own for each commune of a province that goes over; `units` are the new ones by code."""
    above = {c.predecessor_id: units[c.successor_code] for c in changes if c.predecessor.kind == Kind.PROVINCE}
    communes = Unit.objects.current().communes().filter(parent__in=above).select_related("parent")
    return [
        Change(predecessor=unit, successor_code=unit.code, successor_name=unit.name, province=above[unit.parent_id])
        for unit in communes
    ]


def troubles_of(change: Change) -> Iterable[str]:
    """What stands in the way of a line whose unit is a province."""
    words = {"unit": change.predecessor.name, "code": change.successor_code, "name": change.successor_name}
    if not change.is_whole:
        yield (
            _(
                "%(unit)s can only go over whole. To divide it, write a line for each commune that leaves it, with its "
                "province afterwards."
            )
            % words
        )
    if not (change.successor_code.isdecimal() and len(change.successor_code) == 2):
        yield _("“%(code)s” is no code of a province: write two digits.") % words
    if not is_province(change.successor_name) or not naming.bare(change.successor_name):
        yield _("“%(name)s” is no name of a province: begin it with Tỉnh or Thành phố.") % words
    if change.province:
        yield _("%(unit)s is a province itself. Leave the province afterwards empty.") % words
