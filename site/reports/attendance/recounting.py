"""Counting the totals of classes anew: the database adds up people, classes are few."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncMonth

from classes.models import Attendance, ClassSession
from communes.totals import provinces_of

from .. import keeping
from ..keeping import Difference
from ..rollups import ZONE
from .counting import ClassCell, of_session
from .models import ClassTotals


def differences(units: list[int | None]) -> Iterator[Difference]:
    """Where the totals kept for these communes, all of one province, and for that province are not what happened."""
    units = [unit for unit in units if unit]
    return keeping.differences(ClassTotals, [units] if units else [], counted_cells, provinces_of(units))


def counted_cells(units: list[int]) -> Counter[ClassCell]:
    turns = Attendance.objects.filter(unit__in=units)
    earlier = Attendance.objects.filter(
        Q(attended_at__lt=OuterRef("attended_at"))
        | Q(attended_at=OuterRef("attended_at"), session__lt=OuterRef("session")),
        learner=OuterRef("learner"),
    )
    return _classes(units) + _people(turns, "attendances") + _people(turns.filter(~Exists(earlier)), "attendees")


def _classes(units):
    """Names are counted from the rows, not taken from what a class says of itself."""
    counts = Counter()
    for session in ClassSession.objects.filter(unit__in=units).annotate(names=Count("attendances")).iterator():
        session.noted_count = session.names
        counts.update(of_session(session))
    return counts


def _people(turns, measure):
    months = turns.annotate(month=TruncMonth("attended_at", tzinfo=ZONE)).order_by().values_list("month", "unit")
    rows = months.annotate(people=Count("pk")).iterator(chunk_size=5000)
    return Counter({ClassCell(month.date(), unit, measure): people for month, unit, people in rows})
