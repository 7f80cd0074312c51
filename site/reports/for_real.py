"""What was done for real, by place and rehearsal: read from the roll-ups through the gate."""

from functools import cached_property

from django.utils.translation import get_language, gettext

from courses.catalogue import in_language, rehearsals

from .models import MonthlyForRealTotals, TotalsQuerySet
from .rollups import ANY_COURSE, FOR_REAL
from .tables import Table


class ForReal:
    """So far, of the places of one view; `rows` are (title, claimed, confirmed, rehearsed), None if under five."""

    def __init__(self, view):
        self.view = view

    @cached_property
    def sums(self) -> list[tuple]:
        return self.view.sums_of(MonthlyForRealTotals, TotalsQuerySet.all, "rehearsal_key")

    @cached_property
    def beneath(self):
        return self.view.beneath(MonthlyForRealTotals.objects.all(), "rehearsal_key")

    @cached_property
    def titles(self) -> dict:
        keys = sorted({key for _place, key, *numbers in self.sums if key != ANY_COURSE and any(numbers)})
        gone = gettext("A rehearsal no longer offered")
        named = {key: in_language(rehearsals().get(key, {}), get_language()) or gone for key in keys}
        return dict(sorted(named.items(), key=lambda one: one[1]))

    @cached_property
    def table(self) -> Table:
        rows = [row for row in self.sums if row[1] != ANY_COURSE]
        return self.view.table(rows, self.titles, FOR_REAL, self.beneath)

    @cached_property
    def people(self) -> Table:
        """Each person once, by place."""
        rows = [row for row in self.sums if row[1] == ANY_COURSE]
        return self.view.table(rows, [ANY_COURSE], FOR_REAL, self.beneath)

    def of_people(self, place) -> list[int | None]:
        """How many people claimed, were confirmed, rehearsed; each once."""
        return self.people.numbers(place, ANY_COURSE)

    def rows(self, place) -> list[tuple]:
        return [(title, *self.table.numbers(place, key)) for key, title in self.titles.items()]
