"""Bring the readers that others wrote, for tests/quizzes/exchange/test_reference_readers.py: they read what we write.

    python3 tools/get_readers.py
    python3 tools/get_readers.py --schemas /a/clone/of/qti-sdk

They go to var/readers/; what is missing there is left out of the test. Needs npm, git and Python's venv.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "var" / "readers"
NODE = ["gift-pegjs@1.0.2", "xlsx@0.18.5", "@citolab/qti-components@7.27.4"]
PYTHON = ["lxml>=6,<7", "moodle-questions==0.2.1", "moodle-xml-parser==0.3.1"]
INSTALL = [
    "npm",
    "install",
    "--silent",
    "--no-audit",
    "--no-fund",
    "--no-package-lock",
    "--no-save",
    "--ignore-scripts",
]
# 1EdTech's schemas of QTI 3.0, as TAO's library carries them.
SCHEMAS = "https://github.com/oat-sa/qti-sdk"
UNDER = "src/qtism/data/storage/xml/schemes/"
FILES = [
    "imsmd_loose_v1p3p2.xsd",
    *[
        f"qtiv3p0/{name}.xsd"
        for name in (
            "imsqti_asiv3p0_v1p0", "imsqti_asiv3p0_sbacv1p0_v1p0", "imsqti_metadatav3p0_v1p0",
            "imsqtiv3p0_afa3p0drd_v1p0", "imsqtiv3p0_cpextv1p2_v1p0", "imsqtiv3p0_csmv1p1_v1p0",
            "imsqtiv3p0_imscpv1p2_v1p0",
        )
    ],
    *[f"w3/mathml3/mathml3{part}.xsd" for part in ("", "-common", "-content", "-presentation", "-strict-content")],
    "w3/ssml11/ssmlv1p1-core.xsd", "w3/ssml11/synthesis-nonamespace.xsd", "w3/XInclude.xsd", "w3/xml.xsd",
]  # fmt: skip
# That library has changed the years in two names of the W3C.
MENDED = {b"2010/Math/MathML": b"1998/Math/MathML", b"2010/10/synthesis": b"2001/10/synthesis"}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schemas", default=SCHEMAS, help="Where git finds that library.")
    options = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    steps = {"npm": get_node, "Python": get_python, "QTI schemas": lambda: get_schemas(options.schemas)}
    done = [attempt(what, step) for what, step in steps.items()]
    sys.exit(not all(done))


def attempt(what, step) -> bool:
    """What can't be had is said; the rest goes on."""
    try:
        step()
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"{what}: {error}", file=sys.stderr)
        return False
    print(f"{what}: ready")
    return True


def get_node():
    subprocess.run([*INSTALL, "--prefix", str(FOLDER), *NODE], check=True)


def get_python():
    subprocess.run([sys.executable, "-m", "venv", str(FOLDER / "python")], check=True)
    subprocess.run([str(FOLDER / "python" / "bin" / "python"), "-m", "pip", "install", "--quiet", *PYTHON], check=True)


def get_schemas(source):
    """All that the library has; of a copy without the largest files, those that are there."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(source)
        if not clone.is_dir():
            clone = Path(folder) / "clone"
            subprocess.run(["git", "clone", "--quiet", "--depth=1", "--no-checkout", source, str(clone)], check=True)
        for name in FILES:
            show = ["git", "-C", str(clone), "show", f"HEAD:{UNDER}{name}"]
            if not (content := subprocess.run(show, stdout=subprocess.PIPE).stdout):
                print(f"QTI schemas: {name} is not there", file=sys.stderr)
                continue
            for wrong, right in MENDED.items():
                content = content.replace(wrong, right)
            path = FOLDER / "qti" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


if __name__ == "__main__":
    main()
