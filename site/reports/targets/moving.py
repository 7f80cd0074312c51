"""What becomes of adults and targets by a reorganisation, before it is approved."""

from django.utils.translation import gettext as _

from communes.ledger.preview import Table
from communes.models import Kind

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
    own = {unit.pk: row for unit in groups if (row := known.own_target(unit.pk))}
    wanted = {unit: target_number(row.number, row.kind) for unit, row in own.items()}
    below = Target.objects.on(plan.effective_on).filter(unit__parent__in=groups, unit__valid_to=None)
    if not (any(adults.values()) or wanted or (plan.is_of_provinces and below.exists())):
        return None
    after, renamed = Formers([*origins(plan.effective_on), *_steps(groups, known)]), plan.renamed

    def fates(unit, changes):
        if unit.pk in renamed:
            return [_stays(unit)]
        if unit.kind == Kind.PROVINCE:
            return _fates_of_province(changes, known.count(unit), unit.pk in wanted)
        return _fates(changes, after, unit.pk in wanted)

    lines = [
        (
            unit.name,
            number(adults[unit.pk]) if adults[unit.pk] else _("not known yet"),
            wanted.get(unit.pk, _("none of its own")),
            " ".join(fates(unit, changes)),
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


def _stays(unit):
    if unit.kind == Kind.PROVINCE:
        return _("Only the name changes: adults and targets go on as they are, those of its communes too.")
    return _("Only the name changes: adults and the target go on as they are.")


def _fates_of_province(changes, count, has_target):
    yield _("Its communes keep their adults and their own targets.")
    names = {"successor": changes[0].successor_name}
    if count:
        yield _("Adults of %(successor)s are the sum of its communes, until somebody counts it.") % names
    if has_target:
        yield _("The target ends; set a new one for %(successor)s.") % names


def _fates(changes, after, has_target):
    names = {"successor": ", ".join(dict.fromkeys(change.successor_name for change in changes))}
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
