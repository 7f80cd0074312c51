"""A few of the fault runs of `make bench`: whatever happens to phone and server, nothing is lost or doubled."""

import json
import os
import subprocess
import sys

import pytest

from tests.journeys.browser import CHROMIUM
from tests.journeys.server import ROOT

RUNS = 5


@pytest.mark.skipif(not CHROMIUM, reason="The journeys need a browser: apt-get install chromium")
def test_nothing_is_lost_or_doubled():
    """In a program of its own, for one browser answers to one loop of events."""
    words = [sys.executable, "-m", "tests.benchmarks.faults", str(RUNS)]
    environment = os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"}
    found = json.loads(subprocess.run(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True).stdout)
    assert found["fault_runs"] == RUNS and found["events"] > RUNS
    assert not found["wrong"] and not found["events_lost"] and not found["events_doubled"]
