"""A measure over time: month by month, or by quarter or year, and how it came together. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..tables import per_cent

MONTH, QUARTER, YEAR = "month", "quarter", "year"
STEPS = (MONTH, QUARTER, YEAR)


@dataclass(frozen=True)
class Span:
    """A month, quarter or year: its first month, and what happened in it (counts by measure, None: under five)."""

    first: date
    numbers: tuple[int | None, ...]
    total: int  # of the measure drawn, from the beginning to the end of the span


def span_of(month: date, step: str) -> date:
    """The first month of the span in which a month lies."""
    if step == YEAR:
        return month.replace(month=1)
    return month.replace(month=(month.month - 1) // 3 * 3 + 1) if step == QUARTER else month


def spans(rows: Sequence[tuple[date, Sequence[Any]]], step: str = MONTH, drawn: int = 0) -> list[Span]:
    """From (month, numbers) since the beginning, oldest first; the `drawn`th number is also summed from the beginning.

    What is under five counts as nothing, as on the page: the gate has given it to the month in which it is told.
    """
    found, total = {}, 0
    for month, numbers in rows:
        key = span_of(month, step)
        total += numbers[drawn] or 0
        before = found[key].numbers if key in found else (None,) * len(numbers)
        found[key] = Span(key, tuple(map(_added, before, numbers)), total)
    return list(found.values())


def _added(a, b):
    return b if a is None else a if b is None else a + b


def coverage(totals: Sequence[int], adults: int | None) -> list[int | None]:
    return [per_cent(total, adults) for total in totals]
