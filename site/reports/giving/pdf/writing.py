"""A PDF handed on while it is made: of what is written only the places are kept (ISO 32000-1, 7.5)."""

import zlib
from array import array
from collections.abc import Iterable
from unicodedata import normalize

from .fonts import Font


class Document:
    """Each method gives bytes, to be sent in that order; pages are the leaves of a tree, so that many open fast."""

    def __init__(self, width: float, height: float):
        self.box = f"[0 0 {width:g} {height:g}]"
        self.places, self.sent = array("Q"), 0
        self.catalogue, self.tree, self.about, self.fonts = (self.number() for _ in range(4))
        self.nodes, self.pages, self.count = [], [], 0

    def number(self) -> int:
        """Of a thing to be written later."""
        self.places.append(0)
        return len(self.places)

    def start(self) -> bytes:
        # Four bytes above 127 say that this is no text.
        return self._sent(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def put(self, number: int, body: str | bytes) -> bytes:
        self.places[number - 1] = self.sent
        body = body.encode() if isinstance(body, str) else body
        return self._sent(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def stream(self, number: int, data: bytes, more: str = "") -> bytes:
        packed = zlib.compress(data)
        head = f"<< /Length {len(packed)} /Filter /FlateDecode {more}>>\nstream\n"
        return self.put(number, head.encode() + packed + b"\nendstream")

    def page(self, drawn: str) -> bytes:
        """One page, from what is drawn on it."""
        if not self.pages:
            self.nodes.append(self.number())
        content, page = self.number(), self.number()
        self.pages.append(page)
        self.count += 1
        found = self.stream(content, drawn.encode())
        found += self.put(
            page,
            f"<< /Type /Page /Parent {self.nodes[-1]} 0 R /MediaBox {self.box} /Contents {content} 0 R "
            f"/Resources << /Font {self.fonts} 0 R >> >>",
        )
        return found + (self._node() if len(self.pages) == NODE else b"")

    def _node(self):
        kids = " ".join(f"{page} 0 R" for page in self.pages)
        body = f"<< /Type /Pages /Parent {self.tree} 0 R /Count {len(self.pages)} /Kids [{kids}] >>"
        self.pages = []
        return self.put(self.nodes[-1], body)

    def end(self, fonts: dict[str, "Letters"], about: dict[str, str], language: str) -> Iterable[bytes]:
        """Fonts, the tree of pages, what the document is, and where everything stands."""
        if self.pages:
            yield self._node()
        numbers = {}
        for name, letters in fonts.items():
            numbers[name] = self.number()
            yield from embedded(self, numbers[name], letters)
        yield self.put(
            self.fonts, "<< " + " ".join(f"/{name} {number} 0 R" for name, number in numbers.items()) + " >>"
        )
        kids = " ".join(f"{node} 0 R" for node in self.nodes)
        yield self.put(self.tree, f"<< /Type /Pages /Count {self.count} /Kids [{kids}] >>")
        yield self.put(self.about, "<< " + " ".join(f"/{name} {words}" for name, words in about.items()) + " >>")
        yield self.put(
            self.catalogue,
            f"<< /Type /Catalog /Pages {self.tree} 0 R /Lang ({language}) "
            "/ViewerPreferences << /DisplayDocTitle true >> >>",
        )
        yield self._index()

    def _index(self):
        size = len(self.places) + 1
        rows = "".join(f"{place:010d} 00000 n \n" for place in self.places)
        trailer = f"<< /Size {size} /Root {self.catalogue} 0 R /Info {self.about} 0 R >>"
        return (
            f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer\n{trailer}\nstartxref\n{self.sent}\n%%EOF\n".encode()
        )

    def _sent(self, data):
        self.sent += len(data)
        return data


NODE = 64  # pages
KEPT_TEXTS = 20_000


class Letters:
    """A font as one document uses it: which glyphs, standing for which letters."""

    def __init__(self, font: Font):
        self.font, self.used, self._kept = font, {}, {}

    def set(self, text: str) -> tuple[str, float]:
        """The glyphs as PDF writes them, and their width in thousandths of the size."""
        found = self._kept.get(text)
        if found is None:
            if len(self._kept) > KEPT_TEXTS:
                self._kept.clear()
            found = self._kept[text] = self._set(text)
        return found

    def _set(self, text):
        # Marks on their own would stand beside their letter.
        text = normalize("NFC", text)
        glyphs = [self.font.glyphs.get(ord(letter), 0) for letter in text]
        self.used |= zip(glyphs, text, strict=True)
        return "<" + "".join(f"{glyph:04X}" for glyph in glyphs) + ">", sum(map(self.font.widths.__getitem__, glyphs))


def embedded(document: Document, number: int, letters: Letters) -> Iterable[bytes]:
    """The font with the glyphs that were used, and what they say, so that text can be searched and copied."""
    font, name = letters.font, f"BDHVSO+{letters.font.name}"
    part, about, data, said = (document.number() for _ in range(4))
    widths = " ".join(f"{glyph} [{font.widths[glyph]:g}]" for glyph in sorted(letters.used))
    file = font.only(set(letters.used))
    above, below = font.heights
    yield document.put(
        number,
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{part} 0 R] "
        f"/ToUnicode {said} 0 R >>",
    )
    yield document.put(
        part,
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDToGIDMap /Identity /FontDescriptor {about} 0 R "
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /W [{widths}] >>",
    )
    yield document.put(
        about,
        f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox {font.box} /ItalicAngle 0 /Ascent {above} "
        f"/Descent {below} /CapHeight {above} /StemV 80 /FontFile2 {data} 0 R >>".replace(",", ""),
    )
    yield document.stream(data, file, f"/Length1 {len(file)} ")
    yield document.stream(said, meanings(letters.used).encode())


def meanings(used: dict[int, str]) -> str:
    """From glyphs back to letters, at most a hundred in a block."""
    # Glyph 0 is that of all letters the font does not have.
    pairs = [f"<{glyph:04X}> <{in_utf16(letter)}>" for glyph, letter in sorted(used.items()) if glyph]
    blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    lines = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{lines}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )


def in_utf16(text: str) -> str:
    return text.encode("utf-16-be", "surrogatepass").hex().upper()


def text_string(text: str) -> str:
    """Words about the document."""
    return f"<FEFF{in_utf16(text)}>"
