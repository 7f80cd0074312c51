"""What the pages of provinces show of their communes, so that the page of the country tells nothing beside them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator
from functools import cached_property
from itertools import accumulate
from typing import Any

from django.db import connection
from django.db.models import Count, F, QuerySet, RowRange, Sum, Window

from communes.models import Unit

from . import gate
from .boundaries import Boundaries
from .gate import Parts

MONTH = "month"
# As `gate.shown` has it, of thousands of communes at once.
SHOWN = "SELECT place, value, {sums} FROM ({counted}) counted GROUP BY place, value"
MORE = f"SUM({{0}}_own - {{0}}_so_far %% {gate.SMALLEST} + ({{0}}_so_far - {{0}}_own) %% {gate.SMALLEST})"


class Beneath:
    """Of totals by one field (months, or what has no order), for the tables of the country.

    Communes that were never reorganised are put together by the database; the others, few, are read one by one.
    """

    def __init__(self, totals: QuerySet, by: str, boundaries: Boundaries, column: Callable[[Any], Hashable]):
        """`column` says where in the table a value of the field `by` is."""
        self.totals, self.by, self.boundaries, self.column = totals, by, boundaries, column
        self.measures = totals.model.measures

    def __call__(self, rows: list[Hashable], columns: list) -> Iterator[dict[Hashable, list[Parts]]]:
        """For each measure, of the province in each row: its communes by themselves, and in the rows of today."""
        ways = {row: self._ways(row) for row in rows}
        for at in range(len(self.measures)):
            yield {row: [self._parts(place, way, columns, at) for way in own] for row, (place, own) in ways.items()}

    def _ways(self, row):
        is_otherwise = isinstance(row, tuple)
        province = row[1] if is_otherwise else row
        found = self.boundaries.within(province, self.boundaries.is_today != is_otherwise)
        return province, ([[unit] for units in found for unit in units], found)

    def _parts(self, province, way, columns, at):
        shown = [[*accumulate(self.settled[province, column][at] for column in columns)]]
        for units in way:
            sums = accumulate(sum(self.moved[unit, column][at] for unit in units) for column in columns)
            shown.append([gate.shown(number) or 0 for number in sums])
        return Parts(self.numbers[province] + len(way), [sum(numbers) for numbers in zip(*shown, strict=True)])

    @cached_property
    def numbers(self) -> Counter:
        """How many communes of each province were never reorganised."""
        communes = self._settled_communes().values_list("parent").annotate(number=Count("pk"))
        return Counter(dict(communes.order_by()))

    def _settled_communes(self):
        return Unit.objects.communes().current().exclude(pk__in=self.boundaries.reorganised)

    @cached_property
    def settled(self) -> dict[tuple, list[int]]:
        """{(province, column): what they show together, more than before it}, a number for each measure."""
        sql, values = self._counted().query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(SHOWN.format(sums=", ".join(map(MORE.format, self.measures)), counted=sql), values)
            rows = cursor.fetchall()
        field = self.totals.model._meta.get_field(self.by)
        return self._by_column((place, field.to_python(value), *map(int, numbers)) for place, value, *numbers in rows)

    def _counted(self):
        """Of each commune and value: each measure, and with all that came before it."""
        rows = self.totals.filter(unit__in=self._settled_communes()).order_by()
        names = {"place": F("unit__parent"), "value": F(self.by)}
        if self.by == MONTH:
            own, order = F, {"partition_by": "unit", "order_by": MONTH, "frame": RowRange(end=0)}
        else:
            own, order = Sum, None
        sums = {f"{m}_own": own(m) for m in self.measures}
        sums |= {f"{m}_so_far": Window(Sum(m), **order) if order else Sum(m) for m in self.measures}
        return rows.values("unit", **names).annotate(**sums)

    @cached_property
    def moved(self) -> dict[tuple, list[int]]:
        """{(commune, column): its numbers}, of those that were reorganised."""
        units = self.boundaries.reorganised
        return self._by_column(self.totals.filter(unit__in=units).sums("unit", self.by) if units else ())

    def _by_column(self, rows):
        found = defaultdict(lambda: [0] * len(self.measures))
        for place, value, *numbers in rows:
            key = place, self.column(value)
            found[key] = [a + b for a, b in zip(found[key], numbers, strict=True)]
        return found
