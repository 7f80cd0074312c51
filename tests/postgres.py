"""A PostgreSQL of the tests' own: made in a temporary folder, reached by a socket in it, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

# Nothing here is worth a flush to the disk.
QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses="


def programs() -> Path | None:
    """The folder with initdb, of the newest PostgreSQL there is."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    path = found[-1] if found else shutil.which("initdb")
    return Path(path).parent if path else None


@contextmanager
def throw_away_cluster():
    """The DATABASE_URL of an empty database; stopped and removed at the end, whatever happens."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        _run("initdb", "-D", folder / "data", "-U", "tests", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        _run("pg_ctl", "-D", folder / "data", "-l", folder / "log", "-o", f"{QUICK} -k {folder}", "-w", "start")
        yield f"postgres://tests@{quote(str(folder), safe='')}/postgres"
    finally:
        _run("pg_ctl", "-D", folder / "data", "-m", "immediate", "stop", check=False)
        shutil.rmtree(folder, ignore_errors=True)


def _run(program, *words, check=True):
    # PostgreSQL refuses to run as root.
    other_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    command = [*other_user, str(programs() / program), *map(str, words)]
    subprocess.run(
        command, check=check, cwd="/", stdout=subprocess.DEVNULL, stderr=None if check else subprocess.DEVNULL
    )
