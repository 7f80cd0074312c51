"""Whether this installation can do its work."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError

_known = {"is_migrated": False}


def is_behind(connection) -> bool:
    """Whether migrations wait to be applied."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def trouble() -> str:
    """What is wrong, in a sentence; nothing when all is well."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        # Looked at until it is true: a process never sees its own migrations change.
        _known["is_migrated"] = _known["is_migrated"] or not is_behind(connection)
    except DatabaseError:
        return "The database can't be reached."
    return "" if _known["is_migrated"] else "The database is behind: run manage.py migrate."
