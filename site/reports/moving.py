"""Which figures a reorganisation would change: in today’s boundaries, never at the time."""

from collections import Counter

from django.utils.translation import gettext as _

from communes.ledger.preview import Table
from communes.models import Succession

from .models import MonthlyTotals

SHOWN = ("learners", "certificates")


def which_figures_change(plan) -> Table | None:
    """What is counted to communes that take in others whole; and the divided ones, which keep their figures."""
    groups = plan.changes_by_predecessor
    totals = MonthlyTotals.objects.of_people().filter(unit__in=groups)
    places = [MonthlyTotals.measures.index(measure) for measure in SHOWN]
    numbers = {unit: [sums[place] for place in places] for unit, *sums in totals.sums("unit")}
    after, divided = Counter(), []
    for unit, changes in groups.items():
        own = numbers.get(unit.pk, [0] * len(SHOWN))
        if [change.share for change in changes] == [Succession.Share.WHOLE]:
            for measure, number in zip(SHOWN, own, strict=True):
                after[changes[0].successor_name, measure] += number
        else:
            divided.append((unit.name, *own, _("Stays a row of its own: divided, not shared out")))
    fate, names = _("Counted to it in today’s boundaries"), dict.fromkeys(name for name, _measure in after)
    rows = [(name, *(after[name, measure] for measure in SHOWN), fate) for name in names]
    heads = (plan.head, _("Began"), _("Certified"), _("In today’s boundaries"))
    return Table(_("Figures"), heads, rows + divided, _("In the boundaries of the time no figure changes."))
