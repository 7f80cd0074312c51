"""A migrated database, made once and copied by each later process: 250 migrations take ten seconds and more.

Its name is the hash of all that makes the tables, so a changed migration or package makes a new one.
"""

import fcntl
import hashlib
import os
import sqlite3
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core import management
from django.db import connections

ROOT = Path(__file__).resolve().parent.parent


def copy_instead_of_migrating():
    """From now until the test database is made, `migrate` is a copy where there is one to copy."""
    migrate = management.call_command

    def call(command, *arguments, database="default", **options):
        if command != "migrate":
            return migrate(command, *arguments, database=database, **options)
        management.call_command = migrate
        copy = in_memory if connections[database].vendor == "sqlite" else on_server
        return copy(connections[database], lambda: migrate(command, *arguments, database=database, **options))

    management.call_command = call


def in_memory(connection, migrate):
    kept = settings.BASE_DIR / "var" / "tests" / f"migrated-{fingerprint()}.sqlite3"
    kept.parent.mkdir(parents=True, exist_ok=True)
    # One process makes it, and the others wait: all at once would take each of them as long as all.
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if kept.exists():
            return fill(connection, kept)
        migrate()
        return keep(connection, kept)


def on_server(connection, migrate):
    """PostgreSQL copies a whole database by itself, as long as nobody is in it; the first process makes it for all."""
    own, kept = connection.settings_dict["NAME"], f"migrated_{fingerprint()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(1)")
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [kept])
        if is_there := cursor.rowcount:
            cursor.execute(f"DROP DATABASE {own}")
        else:
            migrate()
            connection.close()
        cursor.execute(
            f"CREATE DATABASE {own} TEMPLATE {kept}" if is_there else f"CREATE DATABASE {kept} TEMPLATE {own}"
        )


def fingerprint() -> str:
    digest = hashlib.sha256((ROOT / "requirements-dev.txt").read_bytes() + repr(settings.INSTALLED_APPS).encode())
    for app in apps.get_app_configs():
        if ROOT in Path(app.path).parents and ".venv" not in app.path:
            for path in sorted(Path(app.path, "migrations").glob("*.py")):
                digest.update(path.read_bytes())
            # What runs after migrating (groups, permissions) follows from the models and handlers.
            for path in sorted(Path(app.path).rglob("models*.py")) + sorted(Path(app.path).glob("*trainers*.py")):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def fill(connection, kept):
    connection.ensure_connection()
    source = sqlite3.connect(kept)
    source.backup(connection.connection)
    source.close()


def keep(connection, kept):
    draft = kept.with_suffix(f".{os.getpid()}")
    target = sqlite3.connect(draft)
    connection.connection.backup(target)
    target.close()
    draft.replace(kept)
