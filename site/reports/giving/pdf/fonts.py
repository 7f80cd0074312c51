"""What a PDF needs of a TrueType font: glyphs, their widths, and a font of only those that were used."""

from functools import cache, cached_property
from pathlib import Path
from struct import pack, unpack_from

# What a reader of PDF needs to draw glyphs by their number (ISO 32000-1, 9.9); layout tables are left out.
KEPT = (b"cvt ", b"fpgm", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"prep")
# Parts of a glyph that is put together from others (OpenType, glyf table).
WORDS, SCALE, MORE, TWO_SCALES, MATRIX = 0x01, 0x08, 0x20, 0x40, 0x80


class Font:
    """A file of glyphs; read once, never changed. Lengths are in thousandths of the size of the letters."""

    def __init__(self, path: Path):
        self.name = path.stem
        self.data = path.read_bytes()
        count = unpack_from(">H", self.data, 4)[0]
        rows = [unpack_from(">4sIII", self.data, 12 + 16 * number) for number in range(count)]
        self.tables = {tag: (start, length) for tag, _sum, start, length in rows}

    def _at(self, tag: bytes, place: int, kind: str):
        found = unpack_from(kind, self.data, self.tables[tag][0] + place)
        return found[0] if len(found) == 1 else found

    @cached_property
    def unit(self) -> int:
        return self._at(b"head", 18, ">H")

    @cached_property
    def glyphs(self) -> dict[int, int]:
        """Code points of the basic plane → glyphs."""
        start = self.tables[b"cmap"][0]
        for number in range(self._at(b"cmap", 2, ">H")):
            platform, encoding, offset = unpack_from(">HHI", self.data, start + 4 + 8 * number)
            if (platform, encoding) == (3, 1):
                return dict(self._segments(start + offset))
        raise ValueError(f"{self.name} has no table of Unicode code points.")

    def _segments(self, start):
        # Format 4: ends, a gap, beginnings, differences, and where glyphs are listed one by one.
        count = unpack_from(">H", self.data, start + 6)[0] // 2
        table = start + 14
        lists = [unpack_from(f">{count}H", self.data, table + 2 * count * n + (2 if n else 0)) for n in range(4)]
        for number, (end, begin, delta, listed) in enumerate(zip(*lists, strict=True)):
            for code in range(begin, min(end, 0xFFFE) + 1):
                glyph = code
                if listed:
                    place = table + 6 * count + 2 + 2 * number + listed + 2 * (code - begin)
                    glyph = unpack_from(">H", self.data, place)[0]
                if glyph:
                    yield code, (glyph + delta) % 0x10000

    @cached_property
    def widths(self) -> list[float]:
        count, every = self._at(b"hhea", 34, ">H"), self._at(b"maxp", 4, ">H")
        found = [self._at(b"hmtx", 4 * number, ">H") * 1000 / self.unit for number in range(count)]
        return found + found[-1:] * (every - count)

    @property
    def box(self) -> list[int]:
        return [round(edge * 1000 / self.unit) for edge in self._at(b"head", 36, ">4h")]

    @property
    def heights(self) -> list[int]:
        """Above the line and below it."""
        return [round(height * 1000 / self.unit) for height in self._at(b"hhea", 4, ">2h")]

    @cached_property
    def _places(self):
        count, is_long = self._at(b"maxp", 4, ">H") + 1, self._at(b"head", 50, ">h")
        found = self._at(b"loca", 0, f">{count}{'I' if is_long else 'H'}")
        return found if is_long else tuple(2 * place for place in found)

    def only(self, glyphs: set[int]) -> bytes:
        """The font with all other glyphs emptied; those that are left keep their numbers."""
        start, length = self.tables[b"glyf"]
        outlines = bytearray(length)
        for glyph in self._closed(glyphs | {0}):
            first, end = self._places[glyph : glyph + 2]
            outlines[first:end] = self.data[start + first : start + end]
        return self._file(bytes(outlines))

    def _closed(self, glyphs):
        """With the glyphs of which others are put together."""
        found, waiting = set(), list(glyphs)
        while waiting:
            glyph = waiting.pop()
            if glyph not in found:
                found.add(glyph)
                waiting += self._parts(glyph)
        return found

    def _parts(self, glyph):
        place, end = (self.tables[b"glyf"][0] + edge for edge in self._places[glyph : glyph + 2])
        if place == end or unpack_from(">h", self.data, place)[0] >= 0:
            return
        place, flags = place + 10, MORE
        while flags & MORE:
            flags, part = unpack_from(">HH", self.data, place)
            yield part
            place += 8 if flags & WORDS else 6
            place += 2 if flags & SCALE else 4 if flags & TWO_SCALES else 8 if flags & MATRIX else 0

    def _file(self, outlines):
        names = [name for name in KEPT if name in self.tables]
        head, body = pack(">IHHHH", 0x00010000, len(names), 128, 3, 16 * len(names) - 128), b""
        for name in names:
            start, length = self.tables[name]
            part = outlines if name == b"glyf" else self.data[start : start + length]
            place = 12 + 16 * len(names) + len(body)
            head += pack(">4sIII", name, _sum(part), place, length)
            body += part + bytes(-length % 4)
        return head + body


def _sum(part):
    padded = part + bytes(-len(part) % 4)
    return sum(unpack_from(f">{len(padded) // 4}I", padded)) % 2**32


@cache
def font(path: Path) -> Font:
    return Font(path)
