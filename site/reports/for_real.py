"""What was done for real, by place and rehearsal: read from the roll-ups, hidden like all small groups."""

from functools import cached_property

from django.utils.translation import get_language, gettext

from courses.catalogue import in_language, rehearsals

from .models import ForRealTotals
from .periods import ALL_TIME
from .rollups import ANY_COURSE, FOR_REAL
from .tables import Table, course_table


class ForReal:
    """So far, of the places of one view; `rows` are (title, claimed, confirmed), None where a small group is hidden."""

    def __init__(self, view):
        self.view = view

    @cached_property
    def sums(self) -> list[tuple]:
        return list(self.view.totals_in(ForRealTotals).sums(self.view.place_field, "rehearsal_key"))

    @cached_property
    def titles(self) -> dict:
        keys = sorted({key for _place, key, *numbers in self.sums if key != ANY_COURSE and any(numbers)})
        gone = gettext("A rehearsal no longer offered")
        named = {key: in_language(rehearsals().get(key, {}), get_language()) or gone for key in keys}
        return dict(sorted(named.items(), key=lambda one: one[1]))

    @cached_property
    def table(self) -> Table:
        rows = [row for row in self.sums if row[1] != ANY_COURSE]
        people = None if self.view.is_own else self.people
        return course_table(rows, self._places, list(self.titles), people, FOR_REAL)

    @property
    def people(self) -> Table:
        """Each person once, by place: a place hidden here is hidden in each rehearsal too."""
        rows = [(place, ALL_TIME, *numbers) for place, key, *numbers in self.sums if key == ANY_COURSE]
        table = course_table(rows, self._places, [ALL_TIME], None, FOR_REAL)
        table.hide()
        return table

    def rows(self, place) -> list[tuple]:
        return [(title, *self.table.numbers(place, key)) for key, title in self.titles.items()]

    @cached_property
    def _places(self):
        return [place.pk for place in self.view.places]
