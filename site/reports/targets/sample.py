"""Made-up counts of adults and a target for the demo: small enough that the made-up people are a share of them."""

from datetime import date
from random import Random

from communes.models import Confidence, Population, Unit

from ..models import MonthlyTotals
from .models import Target

SOURCE = "Số mẫu cho bản dùng thử"
FEWEST = 20
SHARE = 30  # per cent, of the whole province


def make(seed: int, communes: list[Unit], today: date) -> None:
    """Once for the same communes; the same for the same seed and people."""
    if not communes or Population.objects.filter(source=SOURCE, unit__in=communes).exists():
        return
    sums = MonthlyTotals.objects.of_people().filter(unit__in=communes).sums("unit")
    learners = {unit: numbers[0] for unit, *numbers in sums}
    counts = [_count(Random(f"{seed} {unit.code}"), unit, learners.get(unit.pk, 0)) for unit in communes]  # noqa: S311
    Population.objects.bulk_create(counts, batch_size=500)
    first, last = date(today.year, 1, 1), date(today.year, 12, 31)
    Target.objects.create(unit=communes[0].parent, first_day=first, last_day=last, number=SHARE)


def _count(lot, unit, learners):
    adults = max(FEWEST, round(learners * lot.uniform(1.2, 3.5), -1))
    low, day = Confidence.LOW, date(2025, 12, 31)
    return Population(unit=unit, adults=adults, source=SOURCE, counted_on=day, confidence=low)


def remove() -> None:
    made_up = Population.objects.filter(source=SOURCE)
    provinces = set(made_up.values_list("unit__parent", flat=True))
    Target.objects.filter(unit__in=provinces, set_by=None).delete()
    made_up.delete()
