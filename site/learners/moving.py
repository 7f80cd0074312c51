"""People who learn, when communes are merged or divided: they go along with a whole commune; else they are asked."""

from collections import Counter

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from communes.ledger.preview import Table
from communes.models import Unit
from communes.succession import successors

from .models import Learner


def follow(predecessor: Unit, successor: Unit) -> None:
    """Everybody of a commune lives in what it has become."""
    Learner.objects.filter(unit=predecessor).update(unit=successor)


def who_moves(plan) -> Table:
    """How many people of each commune go along, and how many will be asked."""
    groups = plan.changes_by_predecessor
    # Of a province, the people of its communes.
    here = Q(unit__in=groups) | Q(unit__parent__in=groups)
    counts = Learner.objects.filter(here, erased_at=None).order_by().values_list("unit", "unit__parent")
    numbers, moving = Counter(), {unit.pk for unit in groups}
    for unit, above, number in counts.annotate(n=Count("pk")):
        numbers[unit if unit in moving else above] += number
    rows = [(unit.name, numbers[unit.pk], _fate(changes)) for unit, changes in groups.items()]
    return Table(_("People who learn"), (plan.head, _("People"), _("What becomes of them")), rows)


def _fate(changes):
    if len(changes) == 1 and changes[0].is_whole:
        return _("Go along to %(successor)s") % {"successor": changes[0].successor_name}
    return _("Are asked on their next visit where they live; nobody guesses")


def to_choose_from(learner: Learner | None) -> list[Unit]:
    """The communes of today that the learner's own was divided into; empty where there is nothing to ask."""
    if learner is None or learner.unit is None or learner.unit.is_current:
        return []
    return successors(learner.unit)
