"""Writing many rows at once."""


def write(model, rows, fields) -> None:
    """Two statements at most, however many rows."""
    new = [row for row in rows if row.pk is None]
    kept = [row for row in rows if row.pk is not None]
    model.objects.bulk_create(new)
    model.objects.bulk_update(kept, fields)
