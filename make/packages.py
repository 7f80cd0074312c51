"""Make .venv hold exactly the packages of a requirements file. Run by any python3, so written for old ones too.

uv does it in seconds; where uv can't be had, pip does the same. The second time nothing is done.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV, TOOLS, UV_REQUIREMENTS = ROOT / ".venv", ROOT / ".tools", ROOT / "make" / "uv.txt"
UV, PYTHON, STAMP = TOOLS / "bin" / "uv", VENV / "bin" / "python", VENV / "packages"
OLDEST = (3, 11)


def main(name):
    complain_about_what_is_missing()
    if is_done(name):
        return
    print("Installing the packages of {} …".format(name), flush=True)  # noqa: UP032
    if not (install_with_uv(ROOT / name) or install_with_pip(ROOT / name)):
        sys.exit("The packages could not be installed. Look at the lines above, check the network, and try again.")
    STAMP.write_text(stamp(name))


def complain_about_what_is_missing():
    if sys.version_info < OLDEST:
        sys.exit(
            "Missing: Python 3.11 or newer (this is {}.{}). Point to it: make demo PYTHON=…".format(*sys.version_info)
        )
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        sys.exit("Missing: python3-venv. Install it with: apt-get install python3-venv")


def stamp(name):
    """What .venv then holds; a later look compares it."""
    digest = hashlib.sha256((ROOT / name).read_bytes()).hexdigest()
    return "{} {} {}.{} {}".format(name, digest, *sys.version_info[:2], VENV)


def is_done(name):
    """True when .venv holds them already, or all of them and the developer's tools."""
    kept = STAMP.read_text() if STAMP.exists() and PYTHON.exists() else ""
    return kept in (stamp(name), stamp("requirements-dev.txt"))


def install_with_uv(requirements):
    return has_uv() and all(
        run([UV, *words], uv_environment())
        for words in (
            ["venv", "--quiet", "--allow-existing", "--python", sys.executable, VENV],
            ["pip", "sync", "--quiet", "--compile-bytecode", "--require-hashes", requirements],
        )
    )


def has_uv():
    """uv lives apart: Debian refuses it in its own Python, and a sync would remove it from .venv."""
    return UV.exists() or (
        run([sys.executable, "-m", "venv", TOOLS])
        and run(
            [TOOLS / "bin" / "python", "-m", "pip", "install", "--quiet", "--require-hashes", "-r", UV_REQUIREMENTS]
        )
    )


def uv_environment():
    """uv does not read pip's settings, so it is told of the package index that this machine's pip uses."""
    environment = dict(os.environ, VIRTUAL_ENV=str(VENV), UV_PYTHON_DOWNLOADS="never")
    pip = [str(TOOLS / "bin" / "python"), "-m", "pip", "config", "get", "global.index-url"]
    kept = subprocess.run(pip, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    index = os.environ.get("PIP_INDEX_URL") or kept.stdout.decode().strip()
    return dict({"UV_DEFAULT_INDEX": index}, **environment) if index else environment


def install_with_pip(requirements):
    print("uv can't be had here, so pip does the work; it takes a minute or two.", flush=True)
    return run([sys.executable, "-m", "venv", VENV]) and run(
        [PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", requirements]
    )


def run(words, environment=None):
    return subprocess.run([str(word) for word in words], env=environment).returncode == 0


if __name__ == "__main__":
    main(sys.argv[1])
