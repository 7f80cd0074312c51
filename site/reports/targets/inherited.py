"""Adults and targets of the former communes of a new one, in words; and the target that may be proposed for it."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.models import Kind, Unit

from ..wording import number, target_number
from .formers import Inheritance, WhyNot
from .models import GoalKind, Target


def of_former(former: Inheritance) -> str:
    """Each former commune with its count, source and day."""
    parts = "; ".join(
        f"{count.name} {number(count.adults)}, {count.source}, {count.counted_on:%d/%m/%Y}" for count in former.counts
    )
    words = {"parts": parts}
    return (
        ngettext(
            "counted in the former commune: %(parts)s", "sum of the former communes: %(parts)s", len(former.counts)
        )
        % words
    )


def why_none(former: Inheritance) -> str:
    """Why adults do not follow from the former communes; empty where there are none."""
    if not former.why:
        return ""
    if former.why == WhyNot.DIVIDED:
        sentence = ngettext(
            "%(names)s was divided, and nobody guesses who lives where: there is no number of adults here yet.",
            "%(names)s were divided, and nobody guesses who lives where: there is no number of adults here yet.",
            len(former.divided),
        )
        return sentence % {"names": ", ".join(former.divided)} + " " + enter()
    if former.why == WhyNot.UNCOUNTED:
        sentence = _("There is no number of adults here yet: nobody had counted them in %(names)s.")
        return sentence % {"names": ", ".join(former.uncounted)} + " " + enter()
    return _("The former communes counted adults from different ages, so there is no sum.") + " " + enter()


def enter() -> str:
    return _("Please enter how many live here now.")


def ended(targets: Mapping[Unit, Target], present: Target | None) -> list[str]:
    """What was wanted of the former communes ended with them; what holds instead."""
    if not targets:
        return []
    if next(iter(targets)).kind == Kind.PROVINCE:
        return [ended_with_provinces(targets)]
    wanted = _wanted(targets)
    sentence = ngettext(
        "The target of the former commune ended with it: %(targets)s.",
        "The targets of the former communes ended with them: %(targets)s.",
        len(targets),
    ) % {"targets": wanted}
    if present:
        return [f"{sentence} {_('Now the share of the province holds, until this commune sets a target of its own.')}"]
    return [f"{sentence} {_('Please set one for this commune.')}"]


def ended_with_provinces(targets) -> str:
    sentence = ngettext(
        "The target of the former province ended with it: %(targets)s. Please set one for this province.",
        "The targets of the former provinces ended with them: %(targets)s. Please set one for this province.",
        len(targets),
    )
    return sentence % {"targets": _wanted(targets)}


def _wanted(targets):
    return ", ".join(f"{unit} {_goal(target)}" for unit, target in targets.items())


def _goal(target):
    if target.kind == GoalKind.SHARE:
        return target_number(target.number, target.kind)
    return _("%(number)s people") % {"number": target_number(target.number)}


def proposal(targets: Mapping[Unit, Target], wholes: set, first_day: date | None) -> dict:
    """A first suggestion for a new target: where each former commune went over whole (`wholes`) and wanted a number of
    people until the same day, their sum. Else nothing.
    """
    rows = list(targets.values())
    kinds = {(row.kind, row.last_day, row.age_from) for row in rows}
    if {unit.pk for unit in targets} != wholes or len(kinds) != 1 or rows[0].kind != GoalKind.COUNT:
        return {}
    first = rows[0]
    shared = {"kind": first.kind, "first_day": first_day, "last_day": first.last_day, "age_from": first.age_from}
    return shared | {"number": sum(row.number for row in rows)}
