"""What becomes of adults and targets by a reorganisation, before it is approved."""

from django.utils.translation import gettext as _

from communes.ledger.preview import Table
from communes.models import Kind

from ..rollups import ANY_COURSE
from ..wording import number, target_number
from .formers import Formers, Origin
from .models import Target
from .origins import origins
from .reading import Targets


def what_becomes_of_adults(plan) -> Table | None:
    """Of each unit that is reorganised; nothing where nobody has counted or wanted anything."""
    groups = plan.changes_by_predecessor
    known = Targets(list(groups), plan.effective_on)
    adults = {unit.pk: known.adults(unit).number for unit in groups}
    rows = Target.objects.on(plan.effective_on).filter(unit__in=groups, course_key=ANY_COURSE).order_by("set_at", "pk")
    wanted = {row.unit_id: target_number(row.number, row.kind) for row in rows}
    if not (any(adults.values()) or wanted):
        return None
    after = Formers([*origins(plan.effective_on), *_steps(groups, known)])
    lines = [
        (
            unit.name,
            number(adults[unit.pk]) if adults[unit.pk] else _("not known yet"),
            wanted.get(unit.pk, _("none of its own")),
            " ".join(_fates(unit, changes, after, unit.pk in wanted)),
        )
        for unit, changes in groups.items()
    ]
    note = _("A share that the province wants holds for the new communes too.")
    heads = (plan.head, _("Adults"), _("Target"), _("What becomes of them"))
    return Table(_("Adults and targets"), heads, lines, "" if plan.is_of_provinces else note)


def _steps(groups, known):
    """As if it had happened; the new units by their codes."""
    for unit, changes in groups.items():
        for change in changes:
            yield Origin(unit.pk, change.successor_code, change.share, unit.name, known.count(unit))


def _fates(unit, changes, after, has_target):
    names = {"successor": ", ".join(dict.fromkeys(change.successor_name for change in changes))}
    if unit.kind == Kind.PROVINCE:
        yield _("Its communes take their counts along; their own targets end, and so does that of the province.")
        return
    found = after.of(changes[0].successor_code)
    lacking = names | {"others": ", ".join(dict.fromkeys([*found.divided, *found.uncounted]))}
    if len(changes) > 1 or not changes[0].is_whole:
        yield _("Divided: adults are not shared out, so %(successor)s need counts of their own.") % names
    elif found.number:
        yield _("Counted to %(successor)s, as the sum of the former communes.") % names
    elif lacking["others"]:
        yield _("No sum for %(successor)s, because of %(others)s: it needs a count of its own.") % lacking
    else:
        yield (
            _("No sum for %(successor)s: adults were counted from different ages. It needs a count of its own.") % names
        )
    if has_target:
        yield _("The target ends; set a new one for %(successor)s.") % names
