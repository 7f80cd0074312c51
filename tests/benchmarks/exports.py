"""How soon a file of 100,000 rows begins, and what it costs in memory: a program of its own.

The environment names the database, made for it: DATABASE_URL. Prints a table on stderr, figures as JSON.
"""

import http.client
import json
import sys
import time
from contextlib import closing
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from communes.models import Unit  # noqa: E402
from courses.catalogue import courses  # noqa: E402
from reports.models import MonthlyTotals  # noqa: E402
from reports.periods import FIRST_DAY, months  # noqa: E402
from reports.rollups import ANY_COURSE  # noqa: E402
from tests.benchmarks.servers import family, gunicorn  # noqa: E402

ROWS = 100_000
PIECE = 65_536
KINDS = ("csv", "xlsx", "pdf")
TIMES = 3


def measure() -> dict:
    """On a database of its own, with places and courses; whatever totals it holds are enough if they are many."""
    fill()
    cookie = signed_in()
    slowest, most = 0.0, 0.0
    with gunicorn("config.wsgi:application") as server:
        # What a process keeps once it has begun to work is not the file's.
        fetch(server, reverse("reports:country"), cookie)
        fetch(server, address("csv", "period=2025"), cookie)
        idle = resident(server, "VmRSS")
        for kind in KINDS:
            found = [fetch(server, address(kind), cookie) for _time in range(TIMES)]
            above = resident(server, "VmHWM") - idle
            first, whole = (sorted(times)[TIMES // 2] for times in list(zip(*found, strict=True))[:2])
            print(f"{kind:<6}{first * 1000:>8.0f} ms, {whole:.1f} s in all, {above:.0f} MB above idle", file=sys.stderr)
            slowest, most = max(slowest, first), max(most, above)
            if kind == "csv":
                check(found[0][2])
    return {"export_first_byte_ms": round(slowest * 1000), "export_memory_mb": round(max(most, 0))}


def check(text: bytes) -> None:
    rows = text.count(b"\n")
    if rows < ROWS:
        raise RuntimeError(f"The file has {rows:,} rows and not {ROWS:,}.")
    print(f"{rows:,} rows", file=sys.stderr)


def fill() -> None:
    """Each commune with two courses, and any course, in each month."""
    if MonthlyTotals.objects.filter(unit__kind="commune").count() > 3 * ROWS:
        return
    MonthlyTotals.objects.all().delete()
    every = list(months(FIRST_DAY, timezone.localdate()))
    keys = [ANY_COURSE, *list(courses())[:2]]
    communes = list(Unit.objects.current().communes().values_list("pk", flat=True))
    for month in every:
        MonthlyTotals.objects.bulk_create(
            [
                MonthlyTotals(unit_id=unit, course_key=key, month=month, learners=9, completions=7, certificates=6)
                for unit in communes
                for key in keys
            ],
            batch_size=5_000,
        )


def signed_in() -> str:
    """The cookie of an administrator."""
    user = User.objects.filter(email="exports@example.org").first()
    client = Client()
    client.force_login(user or User.objects.create_superuser("exports@example.org"))
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def address(kind, query="period=all") -> str:
    return f"{reverse('reports:country_file', args=['months', kind])}?{query}"


def fetch(server, path, cookie) -> tuple[float, float, bytes]:
    """Seconds to the first byte of the body, seconds to the last, the body."""
    with closing(http.client.HTTPConnection("127.0.0.1", int(server.port), timeout=600)) as line:
        started = time.perf_counter()
        line.request("GET", path, headers={"Cookie": cookie})
        answer = line.getresponse()
        if answer.status != 200:
            raise RuntimeError(f"{path} was answered {answer.status}.")
        pieces = [answer.read(1)]
        first = time.perf_counter() - started
        while piece := answer.read(PIECE):
            pieces.append(piece)
        return first, time.perf_counter() - started, b"".join(pieces)


def resident(server, line: str) -> float:
    """Megabytes of all processes of the server: VmRSS now, VmHWM at their highest."""
    return sum(_kb(pid, line) for pid in family(server.process.pid)) / 1024


def _kb(pid, name):
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)


if __name__ == "__main__":
    for command in ("migrate", "createcachetable", "load_units", "load_pages", "load_courses"):
        call_command(command, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    print(json.dumps(measure()))
