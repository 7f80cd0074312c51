"""What becomes of adults and targets by a reorganisation, before it is approved."""

from django.utils.translation import gettext as _

from communes.ledger.preview import Table
from communes.models import Group, Kind, Population

from ..rollups import ANY_COURSE
from ..wording import number, target_number
from .models import Target


def what_becomes_of_adults(plan) -> Table | None:
    """Of each commune that is reorganised; nothing where nobody has counted or wanted anything. Two queries."""
    groups = plan.changes_by_predecessor
    counts = Population.objects.filter(unit__in=groups, hamlet=None, group=Group.ALL).newest(plan.effective_on)
    adults = {row.unit_id: row.adults for row in counts}
    rows = Target.objects.on(plan.effective_on).filter(unit__in=groups, course_key=ANY_COURSE).order_by("set_at", "pk")
    wanted = {row.unit_id: target_number(row.number, row.kind) for row in rows}
    if not (adults or wanted):
        return None
    lines = [
        (
            unit.name,
            number(adults[unit.pk]) if unit.pk in adults else _("not known yet"),
            wanted.get(unit.pk, _("none of its own")),
            " ".join(_fates(plan, unit, changes, adults, unit.pk in wanted)),
        )
        for unit, changes in groups.items()
    ]
    heads = (_("Commune"), _("Adults"), _("Target"), _("What becomes of them"))
    note = _("A share that the province wants holds for the new communes too.")
    return Table(_("Adults and targets"), heads, lines, note)


def _fates(plan, unit, changes, adults, has_target):
    names = {"successor": ", ".join(dict.fromkeys(change.successor_name for change in changes))}
    if unit.kind == Kind.PROVINCE:
        yield _("Its communes take their counts along; their own targets end, and so does that of the province.")
        return
    if len(changes) > 1 or not changes[0].is_whole:
        yield _("Divided: adults are not shared out, so %(successor)s need counts of their own.") % names
    elif unit.pk not in adults:
        yield _("Nobody has counted here, so %(successor)s needs a count of its own.") % names
    elif lacking := list(_lacking(plan, changes[0].successor_code, adults)):
        words = names | {"others": ", ".join(lacking)}
        yield _("No sum for %(successor)s, because of %(others)s: it needs a count of its own.") % words
    else:
        yield _("Counted to %(successor)s, as the sum of the former communes.") % names
    if has_target:
        yield _("The target ends; set a new one for %(successor)s.") % names


def _lacking(plan, code, adults):
    """Others that go into the same commune and are divided, or that nobody has counted."""
    for unit, changes in plan.changes_by_predecessor.items():
        if any(change.successor_code == code for change in changes):
            is_whole = len(changes) == 1 and changes[0].is_whole
            if not is_whole or unit.pk not in adults:
                yield unit.name
