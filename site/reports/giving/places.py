"""The communes that a file or an answer lists, in the boundaries drawn, and whose totals are counted in each."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet

from communes.models import Kind, Unit

from ..figures import View


@dataclass(frozen=True)
class Places:
    view: View

    @cached_property
    def units(self) -> QuerySet:
        """What has a row: communes of today, and former ones that stand for themselves."""
        view, communes = self.view, Unit.objects.communes()
        if view.is_commune:
            return communes.filter(pk=view.unit.pk)
        if view.unit:
            own, rows = Q(parent=view.unit), view.boundaries.rows_in(view.unit.pk)
        else:
            own, rows = Q(parent__kind=Kind.PROVINCE), set(self._counted_in)
        return communes.filter(Q(own, valid_to=None) | Q(pk__in=rows))

    @cached_property
    def by_code(self) -> list[Unit]:
        return list(self.units.select_related("parent").order_by("code", "valid_to", "pk"))

    @cached_property
    def _counted_in(self) -> dict[int, list[int]]:
        found = defaultdict(list)
        for unit in self.view.boundaries.today:
            found[self.view.boundaries.row_of(unit)].append(unit)
        return dict(found)

    @cached_property
    def joined(self) -> dict[int, list[int]]:
        """{row: its units}, of the rows in which several are counted."""
        several = {row: units for row, units in self._counted_in.items() if len(units) > 1}
        return (
            {pk: several[pk] for pk in self.units.filter(pk__in=several).values_list("pk", flat=True)}
            if several
            else {}
        )

    @property
    def single(self) -> QuerySet:
        """The rows that are one unit."""
        return self.units.exclude(pk__in=list(self.joined))

    def units_of(self, row: int) -> list[int]:
        return self.joined.get(row, [row])

    @property
    def differ(self) -> bool:
        """Whether the two ways of drawing list other figures here."""
        return (
            bool(self.view.boundaries.today) if self.view.unit is None else self.view.boundaries.touches(self.view.unit)
        )
