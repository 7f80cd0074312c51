"""Run the tests: all on SQLite, and all but the journeys again on a PostgreSQL of their own.

With arguments, which go to pytest, only on SQLite. What the machine lacks is installed, or named and left out.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import postgres  # noqa: E402

NOTHING_COLLECTED = 5
# Browsers beside browsers on a small machine now and then run out of patience; more than this is no accident.
FEW = 4
FAILED = ROOT / ".pytest_cache" / "v" / "cache" / "lastfailed"
# One more than there are cores: a browser waits now and then.
WORKERS = str(min((os.cpu_count() or 1) + 1, 4))
# File by file, in the order of `tests/conftest.py`, so that no process waits for a slow one in the end.
TOGETHER = ("-n", WORKERS, "--dist", "loadfile", "--no-loadscope-reorder", "--durations=20")
NEEDED = {
    "chromium-headless-shell": lambda: shutil.which("chromium-headless-shell"),
    "postgresql": postgres.programs,
    "redis-server": lambda: shutil.which("redis-server") or shutil.which("valkey-server"),
    "fonts-noto-core": lambda: list(Path("/usr/share/fonts").rglob("NotoSans-Regular.*")),
}


def main(arguments):
    provide()
    if arguments:
        outcomes = {"SQLite": pytest(*arguments)}
    else:
        with ready_for_journeys():
            outcomes = {"SQLite": both("not commits", "commits")}
        if postgres.programs():
            outcomes["PostgreSQL"] = on_postgresql()
    for name, (code, seconds) in outcomes.items():
        print(f"{name}: {'all passed' if code == 0 else 'NOT all passed'} in {seconds:.0f} s")
    return max(code for code, _seconds in outcomes.values())


def provide():
    """Programs from Debian's packages: installed where that is allowed, else named in one line."""
    missing = absent()
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {', '.join(missing)} …", flush=True)
        apt("update") and apt("install", "--yes", "--no-install-recommends", *missing)
        missing = absent()
    if missing:
        print(
            f"Left out are the tests that need {', '.join(missing)}. To run them: apt-get install {' '.join(missing)}"
        )


def absent():
    return [package for package, is_there in NEEDED.items() if not is_there()]


def apt(*words):
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(["apt-get", "-qq", *words], env=environment, stdout=subprocess.DEVNULL).returncode == 0


@contextmanager
def ready_for_journeys():
    """Their content takes a minute to make; meanwhile other tests run, and journeys wait for it if need be."""
    words = [sys.executable, "-c", "from tests.journeys.server import prepared; prepared()"]
    with subprocess.Popen(words, cwd=ROOT):
        yield


def on_postgresql():
    try:
        with postgres.throw_away_cluster() as url:
            return both("not journey and not commits", "commits", DATABASE_URL=url)
    except subprocess.CalledProcessError as error:
        print(f"PostgreSQL could not be started: {error}")
        return 1, 0


def both(most, rest, **variables):
    """Tests that commit for real come last, in a process and a database of their own."""
    outcomes = [
        again_alone(*pytest("--cache-clear", *TOGETHER, "-m", most, **variables), variables),
        pytest("-m", rest, **variables),
    ]
    codes, seconds = zip(*outcomes, strict=True)
    return max(codes), sum(seconds)


def again_alone(code, seconds, variables):
    """A few journeys that failed beside others are run once more by themselves, and named; nothing else is."""
    failed = list(json.loads(FAILED.read_text())) if code == 1 and FAILED.exists() else []
    if not failed or len(failed) > FEW or not all(name.startswith("tests/journeys/") for name in failed):
        return code, seconds
    print(f"Failed beside others, now alone: {', '.join(failed)}", flush=True)
    code, more = pytest("-n0", *failed, **variables)
    return code, seconds + more


def pytest(*arguments, **variables):
    """Its exit code, none where no test was chosen, and how long it took."""
    started = time.monotonic()
    print(f"— {'PostgreSQL' if variables else 'SQLite'} —", flush=True)
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | variables
    code = subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=ROOT, env=environment).returncode
    return (0 if code == NOTHING_COLLECTED else code), time.monotonic() - started


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
