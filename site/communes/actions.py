"""Verbs on places."""

from collections import Counter

from django.db import connection, transaction

from .models import Succession, Unit
from .register import REFORM, Register


@transaction.atomic
def load_register(register: Register, advance=lambda count: None) -> Counter:
    """Bring the database in line with the register, removing nothing; how many were created, updated, unchanged.

    `advance` is told how many rows are done, for a progress bar.
    """
    counts = Counter(created=0, updated=0, unchanged=0)
    units = {(unit.kind, unit.code, unit.valid_from): unit for unit in Unit.objects.all()}
    known = {(s.predecessor_id, s.successor_id, s.effective_on): s for s in Succession.objects.all()}
    ended = _ended_since(REFORM, units, known)
    for level in register.levels:
        wanted = {entry.key: _unit_columns(entry, units, ended) for entry in level}
        _synchronise(Unit, ("kind", "code", "valid_from"), wanted, units, counts)
        advance(len(level))
    wanted = {
        (units[former.key].pk, units[present.key].pk, REFORM): {"share": share.value}
        for former, present, share in register.successions
    }
    _synchronise(Succession, ("predecessor_id", "successor_id", "effective_on"), wanted, known, counts)
    advance(len(wanted))
    _count_rows()
    return counts


def _count_rows():
    """Let the database know how large its tables have become: until then PostgreSQL takes minutes for a search."""
    with connection.cursor() as cursor:
        for model in (Unit, Succession):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def _ended_since(day, units, successions):
    """{key: last day} of units that went over later than the files know: they stay as the reorganisation left them."""
    gone = {predecessor for predecessor, _successor, effective_on in successions if effective_on > day}
    return {key: unit.valid_to for key, unit in units.items() if unit.pk in gone}


def _unit_columns(entry, units, ended):
    columns = entry.columns() | {"parent_id": units[entry.parent.key].pk if entry.parent else None}
    return columns | ({"valid_to": ended[entry.key]} if entry.key in ended else {})


def _synchronise(model, key_fields, wanted, known, counts):
    """Create and update rows until `known` holds what is wanted; both go by the values of the key fields."""
    created = {
        key: model(**dict(zip(key_fields, key, strict=True)), **columns)
        for key, columns in wanted.items()
        if key not in known
    }
    changed = [known[key] for key, columns in wanted.items() if key in known and _change(known[key], columns)]
    model.objects.bulk_create(created.values(), batch_size=1000)
    if changed:
        columns = next(iter(wanted.values()))
        model.objects.bulk_update(changed, columns, batch_size=500)
    known.update(created)
    counts.update(created=len(created), updated=len(changed), unchanged=len(wanted) - len(created) - len(changed))


def _change(row, columns):
    """Set the columns; was any of them different?"""
    different = {name: value for name, value in columns.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)
