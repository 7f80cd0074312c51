"""What becomes of official indicators by a reorganisation, before it is approved."""

from collections import Counter

from django.utils.translation import gettext as _

from communes.ledger.preview import Table

from .models import IndicatorValue


def what_becomes_of_indicators(plan) -> Table | None:
    groups, renamed = plan.changes_by_predecessor, plan.renamed
    counts = Counter(IndicatorValue.objects.standing().filter(unit__in=groups).values_list("unit", flat=True))
    rows = [
        (unit.name, counts[unit.pk], _fate(unit, changes, unit.pk in renamed))
        for unit, changes in groups.items()
        if counts[unit.pk]
    ]
    return Table(_("Official indicators"), (plan.head, _("Figures"), _("What becomes of them")), rows) if rows else None


def _fate(unit, changes, is_renamed):
    words = {"unit": unit.name, "successor": ", ".join(dict.fromkeys(change.successor_name for change in changes))}
    if is_renamed:
        return _("Go on at %(successor)s, under the name of then") % words
    return _("Shown at %(successor)s as figures of the former %(unit)s alone, never added up") % words
