"""How fast a lesson is handed out, beside a bare "hello" of the same server in the same run. Needs wrk."""

import re
import shutil
import subprocess
from statistics import median

from .servers import gunicorn

ROUNDS, SECONDS = 5, 2
# A phone asks for gzip.
WRK = ["wrk", "-t1", "-c8", f"-d{SECONDS}s", "-H", "Accept-Encoding: gzip"]


def measure(server, path: str) -> tuple[dict[str, float], list[str]]:
    """The figure, and the three rates in words; nothing without wrk."""
    if not shutil.which("wrk"):
        return {}, ["cached_lesson_vs_hello was not measured: install wrk."]
    lesson = server.address + path
    with gunicorn("tests.benchmarks.hello:application") as hello:
        rate(lesson), rate(hello.address)
        # By turns, so that whatever else the machine does falls on both.
        pairs = [(rate(lesson), rate(hello.address)) for _round in range(ROUNDS)]
    cached, bare = (median(column) for column in zip(*pairs, strict=True))
    # A query string is never cached.
    uncached = rate(f"{lesson}?uncached")
    words = f"Requests a second, one process: lesson cached {cached:,.0f}, uncached {uncached:,.0f}, hello {bare:,.0f}."
    return {"cached_lesson_vs_hello": round(median(ours / theirs for ours, theirs in pairs), 2)}, [words]


def rate(address: str) -> float:
    """Requests a second; the server and the asker each have a core of their own where there are two."""
    out = subprocess.run([*WRK, address], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in out or "Socket errors" in out:
        raise RuntimeError(f"{address} did not answer every time:\n{out}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1])
