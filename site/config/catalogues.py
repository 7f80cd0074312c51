"""Message catalogues made from their .po files, without gettext's own tools."""

from pathlib import Path

import polib


def compile_catalogues(directory: Path) -> list[Path]:
    """Write each .mo that is missing or older than its .po; the paths of those written."""
    stale = [po for po in sorted(directory.glob("*/LC_MESSAGES/*.po")) if _is_stale(po)]
    for po in stale:
        polib.pofile(str(po)).save_as_mofile(str(po.with_suffix(".mo")))
    return [po.with_suffix(".mo") for po in stale]


def _is_stale(po):
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime
