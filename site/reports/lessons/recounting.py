"""Counting the totals of lessons anew: the database adds up, since nothing here needs a person seen whole."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count
from django.db.models.functions import TruncMonth

from communes.totals import provinces_of
from courses.models import LessonProgress

from .. import keeping
from ..keeping import Difference
from ..rollups import ZONE
from .counting import MOMENTS, LessonCell
from .models import LessonTotals


def differences(units: list[int | None]) -> Iterator[Difference]:
    """Where the totals kept for these communes, all of one province, and for that province are not what people did."""
    units = [unit for unit in units if unit]
    return keeping.differences(LessonTotals, [units] if units else [], counted_cells, provinces_of(units))


def counted_cells(units: list[int]) -> Counter[LessonCell]:
    counts = Counter()
    for measure, (moment, unit) in MOMENTS.items():
        done = LessonProgress.objects.order_by().filter(**{f"{unit}__in": units, f"{moment}__isnull": False})
        months = done.annotate(month=TruncMonth(moment, tzinfo=ZONE)).values_list("month", unit, "lesson_key")
        for month, place, lesson, people in months.annotate(people=Count("pk")).iterator(chunk_size=5000):
            counts[LessonCell(month.date(), place, lesson, measure)] = people
    return counts
