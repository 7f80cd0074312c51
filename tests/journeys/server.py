"""The whole site served by gunicorn on a free port, from a folder of its own: what one run does, no other run sees."""

import fcntl
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "var" / "journeys"
# What the prepared database is made of: where one of these changes, it is made anew.
INPUTS = [
    "requirements.txt",
    "*/migrations/*.py",
    "site/*/migrations/*.py",
    "*/management/commands/load_*.py",
    "site/*/management/commands/load_*.py",
    "site/communes/data/*.csv",
    "site/pages/content/*",
    "site/reports/sample_*.py",
    "courses/content/**/*",
    "courses/starter.py",
    "tests/journeys/pr*.py",
    "tests/journeys/people.py",
]
SECONDS_TO_START = 60


@dataclass
class Site:
    url: str
    home: Path


@contextmanager
def serving():
    """A Site that answers, prepared and empty of guests; stopped and removed at the end."""
    home = Path(tempfile.mkdtemp(prefix="journeys-"))
    try:
        provide_content(home)
        prepare("looks", home)
        with gunicorn(home) as url:
            yield Site(url, home)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def provide_content(home):
    if os.environ.get("DATABASE_URL"):
        return prepare("content", home)
    shutil.copytree(prepared(), home, dirs_exist_ok=True)


def prepared() -> Path:
    """A folder with the database and the media, made on first use and kept for the next run."""
    folder = KEPT / fingerprint()
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "ready").exists():
            for old in KEPT.glob("*/"):
                shutil.rmtree(old)
            folder.mkdir()
            prepare("content", folder)
            (folder / "ready").touch()
    return folder


def fingerprint() -> str:
    digest = hashlib.sha256()
    for path in sorted({path for pattern in INPUTS for path in ROOT.glob(pattern) if path.is_file()}):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def prepare(what, home):
    words = ["-m", "django", "shell", "--no-imports", "-c", f"from tests.journeys.prepare import {what}; {what}()"]
    subprocess.run([sys.executable, *words], cwd=ROOT, env=environment(home), check=True)


def environment(home):
    return os.environ | {
        "JOURNEYS_HOME": str(home),
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "DJANGO_SETTINGS_MODULE": "tests.journeys.settings",
    }


@contextmanager
def gunicorn(home):
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    words = ["-m", "gunicorn", "config.wsgi:application", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread"]
    words += ["--threads", "4", "--log-level", "warning", "--no-control-socket"]
    with (home / "log").open("w") as log:
        process = subprocess.Popen([sys.executable, *words], cwd=ROOT, env=environment(home), stdout=log, stderr=log)
    try:
        wait_until_healthy(url, process, home / "log")
        yield url
    finally:
        process.terminate()
        process.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_healthy(url, process, log):
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        try:
            return urllib.request.urlopen(f"{url}/healthz/", timeout=5)
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    raise RuntimeError(f"The site did not start:\n{log.read_text()}")
