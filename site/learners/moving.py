"""People who learn, when communes are merged or divided: they go along with a whole commune; else they are asked."""

from django.db.models import Count
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
    counts = Learner.objects.filter(unit__in=groups, erased_at=None).order_by().values("unit").annotate(n=Count("pk"))
    numbers = {row["unit"]: row["n"] for row in counts}
    rows = [(unit.name, numbers.get(unit.pk, 0), _fate(changes)) for unit, changes in groups.items()]
    return Table(_("People who learn"), (_("Commune"), _("People"), _("What becomes of them")), rows)


def _fate(changes):
    if len(changes) == 1 and changes[0].is_whole:
        return _("Go along to %(successor)s") % {"successor": changes[0].successor_name}
    return _("Are asked on their next visit where they live; nobody guesses")


def to_choose_from(learner: Learner | None) -> list[Unit]:
    """The communes of today that the learner's own was divided into; empty where there is nothing to ask."""
    if learner is None or learner.unit is None or learner.unit.is_current:
        return []
    return successors(learner.unit)
