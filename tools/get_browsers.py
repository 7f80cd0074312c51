"""Bring the browsers of tests/journeys/test_browsers.py: a Chromium of 2021, and what drives Debian's Firefox.

    apt-get install firefox-esr
    python3 tools/get_browsers.py

They go to var/browsers/; without them the test is left out. Needs npm.
"""

import subprocess
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "var" / "browsers"
PACKAGES = {
    "chromium-92": ["puppeteer-core@10.4.0", "chrome-aws-lambda@10.1.0"],
    "firefox": ["puppeteer-core@24"],
}
INSTALL = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--no-package-lock", "--no-save"]
UNPACK = """
const [from, to] = process.argv.slice(1), fs = require("fs")
fs.writeFileSync(to, require("zlib").brotliDecompressSync(fs.readFileSync(from)), { mode: 0o755 })
"""


def main():
    for name, packages in PACKAGES.items():
        folder = FOLDER / name
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([*INSTALL, "--ignore-scripts", "--prefix", str(folder), *packages], check=True)
    old = FOLDER / "chromium-92"
    packed = old / "node_modules" / "chrome-aws-lambda" / "bin" / "chromium.br"
    subprocess.run(["node", "-e", UNPACK, str(packed), str(old / "chromium")], check=True)


if __name__ == "__main__":
    main()
