"""What is printed: typst set with our own fonts, the same bytes on every machine, and QR codes."""

import json
import logging
from functools import cache
from pathlib import Path
from threading import Lock

import segno
import typst

logger = logging.getLogger(__name__)
FONTS = Path(__file__).resolve().parent / "fonts"
STANDARDS = ["a-2a", "ua-1"]
# A compiler serves one call at a time.
_lock = Lock()


@cache
def compiler(template: Path) -> typst.Compiler:
    """Made once for a template: it keeps the fonts, and all that stands in the template's folder."""
    return typst.Compiler(
        template,
        root=template.parent,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]),
    )


def typeset(template: Path, words: dict, stamp: int, name: str) -> bytes:
    """A PDF/A-2a and PDF/UA-1 file: the same for the same words and `stamp` (in seconds); `name` is for the log."""
    data = json.dumps(words)
    with _lock:
        try:
            return _compile(template, data, stamp, STANDARDS)
        except typst.TypstError:
            # A letter that our fonts lack breaks the standards; people still get their paper.
            logger.exception("%s can't be an archive file", name)
            return _compile(template, data, stamp, [])


def _compile(template, data, stamp, standards):
    return compiler(template).compile(format="pdf", sys_inputs={"data": data}, pdf_standards=standards, timestamp=stamp)


def qr_svg(address: str, scale: int = 1, border: int = 0) -> str:
    """For inside a page or a PDF; drawn with attributes only, which a strict policy allows."""
    # Any mask can be read; trying all eight for the prettiest took nearly half the time of a certificate.
    code = segno.make_qr(address, error="m", mask=4)
    return code.svg_inline(scale=scale, border=border, dark="#1c2420", svgclass=None, lineclass=None)
