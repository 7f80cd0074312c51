"""Totals by place: added to in one statement, however many rows."""

from collections.abc import Iterable, Sequence

from django.db import connection, models
from django.db.models import Sum

from .models import Kind, Unit

# One statement adds to what is there and makes what is not.
ADD = "INSERT INTO {table} ({columns}) VALUES {rows} ON CONFLICT {rule} DO UPDATE SET {sums}"


class SumsQuerySet(models.QuerySet):
    """Of totals whose model names its `measures`."""

    def sums(self, *fields):
        """Tuples of the fields and the measures summed over the rest."""
        measures = self.model.measures
        totals = [Sum(measure, default=0) for measure in measures]
        return self.order_by().values(*fields).annotate(*totals).values_list(*fields, *(f"{m}__sum" for m in measures))


def one_total_per(name: str, *fields: str) -> list[models.UniqueConstraint]:
    """An empty unit equals no other, so the totals without one have a rule of their own."""
    nowhere = models.Q(unit=None)
    return [
        models.UniqueConstraint(*fields, "unit", name=f"one_{name}_total_per_unit"),
        models.UniqueConstraint(*fields, condition=nowhere, name=f"one_{name}_total_without_unit"),
    ]


def provinces_of(units: Iterable[int | None]) -> dict[int, int]:
    """The province of each commune that has one."""
    return dict(_in_provinces(units).values_list("pk", "parent"))


def hold_provinces(units: Iterable[int | None]) -> dict[int, int]:
    """The same; until the transaction ends nobody else adds to the totals of these provinces.

    Several statements of several parts add to the same rows of a province: without this, two people who come in at
    once could wait for each other. SQLite holds writers off by itself.
    """
    if connection.vendor != "postgresql":
        return provinces_of(units)
    lock = models.Func("parent", function="pg_advisory_xact_lock", output_field=models.TextField())
    # In one order; locks are taken after sorting, for they are volatile.
    rows = _in_provinces(units).annotate(lock=lock).order_by("parent", "pk")
    return {pk: parent for pk, parent, _lock in rows.values_list("pk", "parent", "lock")}


def _in_provinces(units):
    return Unit.objects.filter(pk__in={*units} - {None}, parent__kind=Kind.PROVINCE).order_by()


def add_to_totals(
    model: type[models.Model], keys: Sequence[str], measures: Sequence[str], rows: Iterable[tuple], is_nowhere: bool
) -> None:
    """Each row gives the values of the keys, the key of the unit, and what to add to each measure.

    `keys` with `unit` are unique, and without it where there is no unit (`is_nowhere`: all of these rows). Whoever
    writes side by side gives the rows in one order, so that nobody waits in a circle.
    """
    table, quoted = model._meta.db_table, connection.ops.quote_name
    fields = [model._meta.get_field(name) for name in (*keys, "unit", *measures)]
    ready = [field.get_db_prep_value(v, connection) for row in rows for field, v in zip(fields, row, strict=True)]
    if not ready:
        return
    row = f"({', '.join(['%s'] * len(fields))})"
    sql = ADD.format(
        table=table,
        columns=", ".join(quoted(field.column) for field in fields),
        rows=", ".join([row] * (len(ready) // len(fields))),
        rule=f"({', '.join(keys)}) WHERE unit_id IS NULL" if is_nowhere else f"({', '.join(keys)}, unit_id)",
        sums=", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in map(quoted, measures)),
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, ready)
