"""Places that took a new name, or went along with their province: several units, but one and the same place."""

from functools import cached_property

from django.db.models import QuerySet

from .ledger.boundaries import renamed
from .models import Succession
from .register import REFORM


class Renamings:
    """By the ids of units, since July 2025 unless other steps are given. One query, when something is asked."""

    def __init__(self, steps: QuerySet | None = None):
        self._steps = Succession.objects.filter(effective_on__gt=REFORM) if steps is None else steps

    @cached_property
    def _later(self) -> dict[int, int]:
        return renamed(self._steps.order_by("pk").values_list("predecessor", "successor", "share"))

    @cached_property
    def _earlier(self) -> dict[int, int]:
        return {new: old for old, new in self._later.items()}

    def selves(self, unit: int) -> list[int]:
        """The unit, and what it was before, the nearest first."""
        return _followed(unit, self._earlier)

    def latest(self, unit: int) -> int:
        """What it is today, or was when it ended."""
        return _followed(unit, self._later)[-1]


def _followed(unit, steps):
    found = [unit]
    while found[-1] in steps:
        found.append(steps[found[-1]])
    return found
