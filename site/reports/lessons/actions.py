"""Keeping the totals of lessons as things happen, in the same transaction."""

from collections.abc import Iterable

from courses.models import LessonProgress

from ..keeping import add
from ..rollups import changed
from .counting import count
from .models import LessonTotals


def follow(before: Iterable[LessonProgress], after: Iterable[LessonProgress]) -> None:
    add(LessonTotals, changed(count(before), count(after)))
