"""Letters as one PDF uses them: how they are written, how wide they are, and in the end a font of them alone.

fontTools is large: it is loaded when the first table is set, and what makes small fonts when the first long one ends.
"""

import re
from collections.abc import Generator
from functools import cache
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

from pydyf import Array, Dictionary, Stream

from .writing import Document

# Readers of PDF draw glyphs by their number (ISO 32000-1, 9.9) and never look into these.
NEEDLESS = ("GDEF", "GPOS", "GSUB", "OS/2", "gasp", "name")
# A letter is two bytes here, and archives take none that means nothing; our fonts draw none of the others.
BEYOND = re.compile("[^\1-\ud7ff\ue000-\ufefe\uff00-\ufffd]")
# Drawn for letters that a font lacks: archives allow no reference to a missing glyph.
UNKNOWN = "\ufffd"


@cache
def widths_of(path: Path) -> dict[int | None, float]:
    """By code point, in thousandths of the size of the letters; by None of those that the font lacks."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        widths, unit = font["hmtx"], font["head"].unitsPerEm
        names = font.getBestCmap()
        names |= {None: names[ord(UNKNOWN)]}
        return {code: widths[name][0] * 1000 / unit for code, name in names.items()}


class Letters:
    """Of one file of glyphs; text is written as Unicode, so that it can be searched and copied."""

    def __init__(self, path: Path):
        self.path, self.widths, self.used = path, widths_of(path), set()

    def set(self, text: str) -> tuple[str, float]:
        """The text as PDF writes it, and its width in thousandths of the size of the letters."""
        # Marks on their own would stand beside their letter.
        text = BEYOND.sub(UNKNOWN, normalize("NFC", text))
        self.used.update(text)
        missing = self.widths[None]
        width = sum(self.widths.get(ord(letter), missing) for letter in text)
        return f"<{text.encode('utf-16-be').hex()}>", width

    def embedded(self, document: Document) -> Generator[bytes, None, Dictionary]:
        """The font with all it needs; returns what pages refer to."""
        name, codes = f"/BDHVSO+{self.path.stem}", sorted(map(ord, self.used))
        file, glyphs, about = self._only(codes)
        data = Stream([file], {"Length1": len(file)}, compress=True)
        places, meaning = (Stream([made], compress=True) for made in (glyph_numbers(codes, glyphs), meanings(codes)))
        yield from map(document.send, (data, places, meaning))
        about |= {"Type": "/FontDescriptor", "FontName": name, "FontFile2": data.reference}
        yield document.send(about)
        part = Dictionary({"Type": "/Font", "Subtype": "/CIDFontType2", "BaseFont": name, "DW": self.widths[None]})
        part["CIDSystemInfo"] = "<</Registry (Adobe)/Ordering (Identity)/Supplement 0>>"
        part |= {"FontDescriptor": about.reference, "CIDToGIDMap": places.reference}
        part["W"] = Array(item for code in codes if code in glyphs for item in (code, Array([self.widths[code]])))
        yield document.send(part)
        font = Dictionary({"Type": "/Font", "Subtype": "/Type0", "BaseFont": name, "Encoding": "/Identity-H"})
        font |= {"DescendantFonts": Array([part.reference]), "ToUnicode": meaning.reference}
        yield document.send(font)
        return font

    def _only(self, codes):
        """The font with no other glyphs, where they stand in it, and what a PDF says about it."""
        from fontTools.subset import Options, Subsetter
        from fontTools.ttLib import TTFont

        options = Options(notdef_outline=True, hinting=False)
        options.drop_tables += NEEDLESS
        with TTFont(self.path, lazy=True, recalcTimestamp=False) as font, BytesIO() as file:
            cut = Subsetter(options)
            cut.populate(unicodes=[*codes, ord(UNKNOWN)])
            cut.subset(font)
            glyphs = {code: font.getGlyphID(name) for code, name in font.getBestCmap().items()}
            # The way from letters to glyphs is in the PDF.
            del font["cmap"]
            font.save(file)
            return file.getvalue(), glyphs, described(font)


def glyph_numbers(codes: list[int], glyphs: dict[int, int]) -> bytes:
    """Two bytes for each letter that there is; 0 for those that are not used."""
    numbers = bytearray(2 * 0x10000)
    for code in codes:
        numbers[2 * code : 2 * code + 2] = glyphs.get(code, glyphs[ord(UNKNOWN)]).to_bytes(2)
    return bytes(numbers)


def described(font) -> Dictionary:
    head, lines, scale = font["head"], font["hhea"], 1000 / font["head"].unitsPerEm
    box = [round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)]
    above, below = round(lines.ascent * scale), round(lines.descent * scale)
    about = {"Flags": 4, "FontBBox": Array(box), "ItalicAngle": 0, "StemV": 80}
    return Dictionary(about | {"Ascent": above, "Descent": below, "CapHeight": above})


def meanings(codes: list[int]) -> str:
    """That a letter means itself (ISO 32000-1, 9.10.3), for whole rows of 256 letters."""
    rows = (f"<{row:02X}00> <{row:02X}FF> <{row:02X}00>" for row in sorted({code >> 8 for code in codes}))
    lines = "\n".join(f"1 beginbfrange\n{row}\nendbfrange" for row in rows)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{lines}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
