"""What a reorganisation would move, before it does: each part that keeps something by unit answers with tables."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from ..models import Hamlet, Kind, Reorganisation, Unit
from ..signals import moving


@dataclass(frozen=True)
class Table:
    """One thing that moves: words for the page, row by row. A number stands in a row as a number."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence]
    note: str = ""


def preview(plan: Reorganisation) -> list[Table]:
    """Tables of everything that moves or is divided."""
    told = (answer for _receiver, answer in moving.send(Reorganisation, reorganisation=plan))
    return [table for table in (communes(plan), hamlets(plan), *told) if table]


def communes(plan) -> Table | None:
    """Of provinces that go over, how many communes go along."""
    numbers = Counter(
        Unit.objects.current()
        .communes()
        .filter(parent__in=plan.changes_by_predecessor)
        .values_list("parent", flat=True)
    )
    rows = [
        (unit.name, numbers[unit.pk], fate(changes))
        for unit, changes in plan.changes_by_predecessor.items()
        if unit.kind == Kind.PROVINCE and all(change.is_whole for change in changes)
    ]
    if not rows:
        return None
    note = _("Each keeps its name and code and is a unit of the new province from that day; its figures follow today.")
    return Table(_("Communes"), (_("Province"), _("Communes"), _("What becomes of them")), rows, note)


def hamlets(plan) -> Table | None:
    rows = [
        (unit.name, Hamlet.objects.current().filter(Q(unit=unit) | Q(unit__parent=unit)).count(), fate(changes))
        for unit, changes in plan.changes_by_predecessor.items()
    ]
    if not any(number for _unit, number, _fate in rows):
        return None
    note = _("Hamlets of a divided commune stay listed with it until an administrator says where each belongs.")
    is_divided = any(len(changes) > 1 for changes in plan.changes_by_predecessor.values())
    return Table(_("Hamlets"), (plan.head, _("Hamlets"), _("What becomes of them")), rows, note if is_divided else "")


def fate(changes) -> str:
    """Where what is kept by a unit goes, in words."""
    if len(changes) == 1 and changes[0].is_whole:
        return _("Go along to %(successor)s") % {"successor": changes[0].successor_name}
    return _("Stay, the commune is divided")
