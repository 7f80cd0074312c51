"""Keeping the totals of classes as things happen, in the same transaction."""

from collections.abc import Iterable

from classes.models import Attendance, ClassSession

from ..keeping import add
from ..rollups import changed
from .counting import of_person, of_session
from .models import ClassTotals


def follow_session(before: ClassSession | None, after: ClassSession | None) -> None:
    add(ClassTotals, changed(of_session(before), of_session(after)))


def follow_attendance(before: Iterable[Attendance], after: Iterable[Attendance]) -> None:
    """All rows are one person's."""
    add(ClassTotals, changed(of_person(before), of_person(after)))
