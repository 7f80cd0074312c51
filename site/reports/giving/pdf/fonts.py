"""Letters as one PDF uses them: how they are written, how wide they are, and in the end a font of them alone.

fontTools is large: it is loaded when the first table is set, and what makes small fonts when the first long one ends.
"""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

from pydyf import Array, Dictionary, Stream

from .writing import Document

# Readers of PDF draw glyphs by their number (ISO 32000-1, 9.9) and never look into these.
NEEDLESS = ("GDEF", "GPOS", "GSUB", "OS/2", "gasp", "name")


@cache
def glyphs_of(path: Path) -> dict[int | None, tuple[int, float]]:
    """By code point the number of the glyph and its width; by None those of letters that the font lacks."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        widths, unit, missing = font["hmtx"], font["head"].unitsPerEm, font.getGlyphName(0)
        names = {None: missing} | font.getBestCmap()
        return {code: (font.getGlyphID(name), widths[name][0] * 1000 / unit) for code, name in names.items()}


class Letters:
    """Widths are in thousandths of the size of the letters."""

    def __init__(self, path: Path):
        self.path, self.used = path, {}

    def set(self, text: str) -> tuple[str, float]:
        """The glyphs as PDF writes them, and how wide they are together."""
        glyphs = glyphs_of(self.path)
        # Marks on their own would stand beside their letter.
        found = [(glyphs.get(ord(letter), glyphs[None]), letter) for letter in normalize("NFC", text)]
        self.used |= found
        return f"<{''.join(f'{glyph:04X}' for (glyph, _), _ in found)}>", sum(width for (_, width), _ in found)

    def embedded(self, document: Document, font: Dictionary) -> Iterator[bytes]:
        """`font` and all it needs, so that text is drawn and can be searched and copied."""
        name, used = f"/BDHVSO+{self.path.stem}", sorted(self.used.items())
        file, about = self._only([glyph for (glyph, _), _ in used])
        data = Stream([file], {"Length1": len(file)}, compress=True)
        yield document.send(data)
        descriptor = Dictionary({"Type": "/FontDescriptor", "FontName": name, **about, "FontFile2": data.reference})
        yield document.send(descriptor)
        # Glyph 0 is that of all letters the font does not have.
        meaning = Stream([meanings({glyph: letter for (glyph, _), letter in used if glyph})], compress=True)
        yield document.send(meaning)
        part = Dictionary({"Type": "/Font", "Subtype": "/CIDFontType2", "BaseFont": name, "CIDToGIDMap": "/Identity"})
        part["CIDSystemInfo"] = "<</Registry (Adobe)/Ordering (Identity)/Supplement 0>>"
        part["FontDescriptor"] = descriptor.reference
        part["W"] = Array(item for (glyph, width), _ in used for item in (glyph, Array([width])))
        yield document.send(part)
        font |= {"Type": "/Font", "Subtype": "/Type0", "BaseFont": name, "Encoding": "/Identity-H"}
        font |= {"DescendantFonts": Array([part.reference]), "ToUnicode": meaning.reference}
        yield document.send(font)

    def _only(self, glyphs):
        """The font with no other glyphs, those left keeping their numbers; and what a PDF says about it."""
        from fontTools.subset import Options, Subsetter
        from fontTools.ttLib import TTFont

        options = Options(retain_gids=True, notdef_outline=True, hinting=False)
        options.drop_tables += NEEDLESS
        with TTFont(self.path, lazy=True, recalcTimestamp=False) as font, BytesIO() as file:
            cut = Subsetter(options)
            cut.populate(gids=glyphs)
            cut.subset(font)
            font.save(file)
            head, lines, scale = font["head"], font["hhea"], 1000 / font["head"].unitsPerEm
            box = [round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)]
            above, below = round(lines.ascent * scale), round(lines.descent * scale)
            about = {"Flags": 4, "FontBBox": Array(box), "ItalicAngle": 0, "StemV": 80}
            return file.getvalue(), about | {"Ascent": above, "Descent": below, "CapHeight": above}


def meanings(letters: dict[int, str]) -> str:
    """From glyphs back to letters (ISO 32000-1, 9.10.3), at most a hundred in a block."""
    pairs = [f"<{glyph:04X}> <{letter.encode('utf-16-be').hex()}>" for glyph, letter in letters.items()]
    blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    lines = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{lines}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
