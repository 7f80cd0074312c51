"""Check what can be checked without running the site: style, migrations, translations, and what must not be kept."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from make.strings import strings, troubles  # noqa: E402

BIN = Path(sys.executable).parent
# The machine says where its packages come from, never the project. Written in parts, so as not to find itself.
REGISTRIES = [
    ".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("yarnpkg", "com"))
]
TEMPLATES = ["site", "courses", "quizzes"]


def main():
    checks = {
        "Python style": lambda: run("ruff", "check", "."),
        "Python format": lambda: run("ruff", "format", "--check", "--quiet", "."),
        "Templates": lambda: run("djlint", "--lint", "--quiet", *TEMPLATES),
        "Migrations": lambda: run("python", "manage.py", "makemigrations", "--check", "--dry-run"),
        "Translations": translations,
        "Registries": registries,
        "Lock files": lock_files,
    }
    failed = [name for name, is_good in checks.items() if not told(name, is_good())]
    print(f"Lint: {', '.join(failed)} to mend" if failed else "Lint: all good")
    return bool(failed)


def told(name, is_good):
    print(f"{'✓' if is_good else '✗'} {name}", flush=True)
    return is_good


def run(program, *words):
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.test"}
    return subprocess.run([BIN / program, *words], cwd=ROOT, env=environment).returncode == 0


def translations():
    wanted = strings()
    catalogues = sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))
    found = [f"{path.parts[-3]}: {line}" for path in catalogues for line in troubles(polib.pofile(str(path)), wanted)]
    print("\n".join(found[:20] + ([f"… and {len(found) - 20} more"] if len(found) > 20 else [])))
    return bool(catalogues) and not found


def registries():
    found = [path for path in project_files() if any(host in text_of(path) for host in REGISTRIES)]
    print("".join(f"{path} names a package registry\n" for path in found), end="")
    return not found


def lock_files():
    return not [path for path in project_files() if path.name in {"uv.lock", "pylock.toml", "poetry.lock"}]


def project_files():
    """What git keeps; without git, as in an unpacked archive, every file that is not made here."""
    git = shutil.which("git") and subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if git and git.returncode == 0:
        return [path for name in git.stdout.split("\0") if name and (path := ROOT / name).is_file()]
    made = {".venv", ".tools", "var"}
    return [path for path in ROOT.rglob("*") if path.is_file() and not made & set(path.relative_to(ROOT).parts)]


def text_of(path):
    return path.read_text(errors="ignore")


if __name__ == "__main__":
    sys.exit(main())
