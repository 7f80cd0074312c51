"""Any sequence of new names, moves and mergers: what only changed its name or province keeps all to the digit."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communes.ledger.actions import approve
from communes.models import Kind, Reorganisation, Succession, Unit
from communes.register import REFORM
from quizzes.models import EvidenceTotals
from reports.evidence import Evidence
from reports.figures import view_of
from reports.giving import keys
from reports.giving.models import ApiKey
from reports.indicators.models import Indicator, IndicatorValue
from reports.indicators.series import series_of
from reports.periods import ALL_TIME
from reports.targets.reading import Targets
from tests.communes.factory import codes, commune, province
from tests.communes.ledger.factory import plan
from tests.reports.targets.factory import counted, wanted

pytestmark = pytest.mark.django_db
STEPS = st.lists(
    st.tuples(st.sampled_from(["rename", "unite", "call", "move", "merge"]), st.integers(0, 9), st.integers(0, 9)),
    min_size=1,
    max_size=7,
)
FAR = {"last": date(2030, 12, 31)}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_what_only_changed_its_name_keeps_target_adults_indicators_key_and_evidence(course, administrator, steps):
    with transaction.atomic(), translation.override("en"):
        kept = begin(course, administrator)
        day = REFORM + timedelta(days=200)
        for n, (what, one, two) in enumerate(steps):
            kept = after(kept, what, one, two, day + timedelta(days=n))
        today = day + timedelta(days=40)
        units = list(Unit.objects.current())
        found = Targets(units, today)
        for unit in units:
            what = kept.get(unit.pk)
            assert told(found, unit) == (what[:2] if what else (None, None))
            if what:
                assert published(unit) == [what[0]] and keys.find(what[2]).unit == unit
                assert evidence(administrator, unit, today) == what[0] or unit.kind == Kind.PROVINCE
        # The others open what there was, and no more.
        assert ApiKey.objects.filter(unit__valid_to=None).count() == len(kept)
        of_provinces = sum(evidence(administrator, unit, today) for unit in units if unit.kind == Kind.PROVINCE)
        assert of_provinces == sum(EvidenceTotals.objects.values_list("passed", flat=True))
        transaction.set_rollback(True)


def begin(course, administrator):
    """{unit: its number, its adults, the text of its key}"""

    class By:
        user = administrator

    numbers, kept = count(100), {}
    for n in range(3):
        above = province(f"Tỉnh {next(codes)}", str(10 + n))
        for unit in (above, commune("Xã A", above), commune("Xã B", above)):
            number = next(numbers)
            wanted(unit, number, kind="count", first=REFORM, **FAR)
            counted(unit, number * 10)
            fields = {"unit": unit, "first_day": REFORM, "last_day": date(2025, 9, 30), "source": "x"}
            IndicatorValue.objects.create(indicator=Indicator.objects.first(), value=number, **fields)
            if unit.kind == Kind.COMMUNE:
                month = date(2025, 10, 1)
                EvidenceTotals.objects.create(unit=unit, month=month, quiz_key=course.quiz.key, passed=number)
            kept[unit.pk] = (number, number * 10, keys.make(By, "x", unit)[1])
    return kept


def after(kept, what, one, two, day):
    """`kept` by the units of the day, without those that became part of another."""
    provinces = list(Unit.objects.current().provinces().order_by("pk"))
    communes = list(Unit.objects.current().communes().order_by("pk"))
    above, other = provinces[one % len(provinces)], provinces[two % len(provinces)]
    first, second = communes[one % len(communes)], communes[two % len(communes)]
    lines, gone = [], set()
    if what == "rename":
        lines = [[above, above.code, f"Tỉnh Mới {day}"]]
    elif what == "unite" and above != other:
        lines, gone = [[unit, above.code, f"Tỉnh Chung {day}"] for unit in (above, other)], {above.pk, other.pk}
    elif what == "call":
        lines = [[first, str(next(codes)), f"Phường {day}"]]
    elif what == "move" and first.parent != other:
        lines = [[first, first.code, first.name]]
    elif what == "merge" and first != second and first.parent == second.parent:
        lines, gone = [[unit, first.code, "Xã Chung"] for unit in (first, second)], {first.pk, second.pk}
    if not lines:
        return kept
    made = plan(*lines, day=day)
    if what == "move":
        made.changes.update(province=other)
    approve(Reorganisation.objects.get(pk=made.pk), None, day)
    became = dict(Succession.objects.filter(effective_on=day).values_list("predecessor", "successor"))
    return {became.get(unit, unit): own for unit, own in kept.items() if unit not in gone}


def told(found, unit):
    """Its own target, and its adults if they were counted there and nowhere else."""
    target, adults = found.target(unit), found.adults(unit)
    is_own = not (adults.is_sum or adults.former.counts)
    return target and int(target.number), adults.number if is_own else None


def published(unit):
    """Figures that are the unit's own."""
    return [
        int(figure.value.value) for row in series_of(unit) for figure in row.figures if " alone," not in figure.whose
    ]


def evidence(user, unit, today):
    found = Evidence(replace(view_of(user, unit, ALL_TIME, today), is_own=True))
    return found.rows[-1][1][0] if found.rows else 0
