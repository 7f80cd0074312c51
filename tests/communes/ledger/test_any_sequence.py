"""The same on the real register: random plans take effect one after the other, with people and figures in the way."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communes.ledger.actions import approve
from communes.ledger.boundaries import placement
from communes.models import Succession, Unit
from communes.register import REFORM
from learners.models import Learner
from reports.models import DailyTotals
from tests.communes.factory import codes, commune, province
from tests.reports.factory import totals

from .factory import Share, plan

pytestmark = pytest.mark.django_db
EXAMPLES = 60

STEPS = st.lists(
    st.tuples(st.sampled_from(["merge", "split", "transfer", "count"]), st.integers(0, 9), st.integers(0, 9)),
    min_size=1,
    max_size=8,
)


def rows_of(what, first, second):
    """The lines of a plan for one or two communes."""
    new, other = (str(next(codes)) for _ in range(2))
    if what == "split":
        return [[first, new, "Xã A", Share.MAIN_PART], [first, other, "Xã B", Share.PART]]
    if what == "transfer":
        return [
            [first, first.code, first.name, Share.MAIN_PART],
            [first, second.code, second.name, Share.PART],
            [second, second.code, second.name],
        ]
    return [[first, new, "Xã M"], [second, new, "Xã M"]]


def sums(is_today):
    units = list(Unit.objects.values_list("pk", flat=True))
    placed = placement(units, Succession.objects.values_list("predecessor", "successor", "share"), is_today)
    found = {}
    for unit, number in DailyTotals.objects.values_list("unit").annotate(Sum("certificates")).order_by():
        found[placed[unit]] = found.get(placed[unit], 0) + number
    return found


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_any_sequence_of_plans_conserves_totals_and_guesses_nobody(steps):
    with transaction.atomic():
        above = province()
        for n in range(3):
            unit = commune(f"Xã Số {n}", above)
            totals(unit, date(2026, 1, 1), 9, 7, n + 1)
            Learner.objects.create(unit=unit)
        divided, total = {}, 6
        for n, (what, one, two) in enumerate(steps):
            day = REFORM + timedelta(days=200 + n)
            alive = list(Unit.objects.current().communes().order_by("pk"))
            first, second = alive[one % len(alive)], alive[two % len(alive)]
            if what == "count":
                totals(first, day, 2, 2, 2)
                Learner.objects.create(unit=first)
                total += 2
            elif what == "split" or first != second:
                approve(plan(*rows_of(what, first, second), day=day), None, day)
                if what != "merge":
                    divided |= dict.fromkeys(first.learners.values_list("pk", flat=True), first.pk)
        assert sum(sums(False).values()) == sum(sums(True).values()) == total
        homes = dict(Learner.objects.values_list("pk", "unit"))
        assert all(homes[person] == unit for person, unit in divided.items())
        current = set(Unit.objects.current().values_list("pk", flat=True))
        assert all(unit in current for person, unit in homes.items() if person not in divided)
        transaction.set_rollback(True)
