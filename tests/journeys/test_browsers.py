"""Browsers of another make and another age: the whole walk, offline too, without a single complaint."""

import os
import shutil
import subprocess

import pytest

from tests.journeys.server import ROOT

BROWSERS = ROOT / "var" / "browsers"
PROGRAMS = {"chromium-92": BROWSERS / "chromium-92" / "chromium", "firefox": shutil.which("firefox-esr") or ""}


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_walk_works_in(site, name):
    program = shutil.which(PROGRAMS[name])
    if not program or not (BROWSERS / name / "node_modules").exists() or not shutil.which("node"):
        pytest.skip(f"No {name} here: see tools/get_browsers.py")
    words = ["node", str(ROOT / "tools" / "walk.mjs"), site.url, program]
    environment = os.environ | {"PUPPETEER": str(BROWSERS / name)}
    walk = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=300)
    assert walk.returncode == 0, f"{walk.stdout}\n{walk.stderr}"
