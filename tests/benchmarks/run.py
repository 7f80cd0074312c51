"""Measure the budgets of design §6 on the real content, print a table, and write bench.json."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

from tests import postgres  # noqa: E402
from tests.benchmarks import figures, servers  # noqa: E402

REQUESTS = 200
FAULT_RUNS = 200


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="A folder for the demo to be kept in, so that a next run is quicker.")
    parser.add_argument("--without-faults", action="store_true", help="Leave out the fault runs, which take longest.")
    parser.add_argument(
        "--without-officials", action="store_true", help="Leave out ten million completions, which take gigabytes."
    )
    options, started = parser.parse_args(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        found, remarks = measure_in(options.keep or Path(folder))
        if not options.without_officials:
            found |= attempt("officials' pages at ten million completions", on_postgresql, "official")
        if not options.without_faults:
            found |= attempt(f"{FAULT_RUNS} fault runs", suffer)
    measured = figures.figures_of(found)
    figures.write(measured, ROOT / "bench.json")
    print("\n".join(["", *(figure.line() for figure in measured), *remarks]))
    print(f"Measured in {time.monotonic() - started:.0f} s; kept in bench.json.{busy()}")
    return 0 if all(figure.holds for figure in measured) else 1


def busy() -> str:
    """A warning where others used the machine meanwhile: every rate is then too low."""
    load, cores = os.getloadavg()[1], os.cpu_count()
    return f" The machine was busy (load {load:.1f} on {cores} cores): do it again when it is quiet." * (
        load > 2 * cores
    )


def measure_in(folder):
    os.environ |= {"VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    for name in ("DATABASE_URL", "REDIS_URL", "HOST"):
        os.environ.pop(name, None)
    found, remarks = on_the_demo(folder)
    found |= attempt("on PostgreSQL", on_postgresql, "throughput")
    return found | attempt("import of questions", bring_in), remarks


def on_the_demo(folder) -> tuple[dict, list[str]]:
    say("The demo, made from nothing")
    with servers.demo(folder) as server:
        say(f"  ready in {server.started_in:.0f} s")
    with servers.demo(folder) as server:
        found = {"second_start_s": round(server.started_in, 1)}
        import django

        django.setup()
        from courses.catalogue import courses

        lessons = [lesson.urls["vi"] for course in courses().values() for lesson in course.lessons]
        found |= attempt("memory", memory, server, lessons)
        found |= attempt("weight", weigh, server, lessons)
        found |= attempt("kept courses", weigh_kept, server, courses())
        found |= attempt("queries", count_queries, lessons)
        found |= attempt("Lighthouse", audit, server, courses())
        say("speed")
        from tests.benchmarks import speed

        rates, remarks = speed.measure(server, lessons[0])
    return found | rates, remarks


def memory(server, lessons):
    """After lessons, kept and not, and the small documents of phones."""
    for number in range(REQUESTS):
        paths = [
            lessons[number % len(lessons)],
            f"{lessons[number % len(lessons)]}?{number}",
            "/",
            "/learning/state.json",
        ]
        urlopen(server.address + paths[number % len(paths)]).read()
    return {"demo_memory_mb": round(server.memory_mb())}


def weigh(server, lessons):
    from tests.benchmarks import weight

    return weight.measure(server.address, lessons)


def weigh_kept(server, keys):
    """The largest course as a phone keeps it, without its videos."""
    from django.urls import reverse

    lists = [json.load(urlopen(server.address + reverse("courses:keep", args=[key]))) for key in keys]
    return {"kept_course_bytes": max(found["bytes"] for found in lists)}


def audit(server, keys):
    """Home, a course, a lesson and a quiz, in every language. The auditor is kept in var/ for the next run."""
    from tests.benchmarks import lighthouse

    return lighthouse.measure(server.address, pages_to_audit(next(iter(keys.values()))), ROOT / "var" / "lighthouse")


def pages_to_audit(course) -> list[str]:
    from django.utils.translation import override

    from courses.state import quiz_url
    from pages.templatetags.pages import home_url

    found = []
    for language, address in course.urls.items():
        with override(language):
            found += [home_url(), address, course.lessons[0].urls[language], quiz_url(course)]
    return found


def count_queries(lessons):
    from tests.benchmarks import queries

    return queries.measure(lessons)


def on_postgresql(program):
    """In a program of its own: this one has its database already."""
    with postgres.throw_away_cluster() as url:
        words = [sys.executable, "-m", f"tests.benchmarks.{program}"]
        environment = os.environ | {"DATABASE_URL": url, "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"}
        return json.loads(subprocess.run(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True).stdout)


def bring_in():
    """In a program of its own, with an empty bank, so that its memory is its own."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        environment = os.environ | {"VAR_DIR": folder, "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"}
        words = [sys.executable, "-m", "tests.benchmarks.imports"]
        found = subprocess.run(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
    return json.loads(found.stdout)


def suffer():
    """In a program of its own too: it serves another site, and kills it."""
    words = [sys.executable, "-m", "tests.benchmarks.faults", str(FAULT_RUNS)]
    environment = os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"}
    found = json.loads(subprocess.run(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True).stdout)
    return {name: found[name] for name in ("fault_runs", "events_lost", "events_doubled")}


def attempt(what, measure, *arguments) -> dict:
    """What can't be measured here is absent, and why is said; the rest goes on."""
    say(what)
    try:
        return measure(*arguments)
    except Exception as error:
        print(f"  could not be measured: {error}", file=sys.stderr)
        return {}


def say(line):
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
