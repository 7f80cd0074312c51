"""A long table on A4 lying, page after page; it looks as `typst/sheet.typ` does."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ui.paper import FONTS

from .fonts import font
from .writing import Document, Letters

MM = 72 / 25.4
WIDTH, HEIGHT = 297 * MM, 210 * MM
SIDE, TOP, BOTTOM = 15 * MM, 14 * MM, 16 * MM
SIZE, LINE = 9, 12.5
BESIDE, ABOVE = 2 * MM, 1.4 * MM
INK, SOFT, RULE = "0.11 0.141 0.125", "0.341 0.384 0.361", "0.835 0.863 0.847"
# A number of six digits fits, whatever the first rows hold.
NARROWEST_NUMBER = 34
# Rows to come may be a little wider than the first.
SPARE = 1.1
REGULAR, BOLD = "F1", "F2"


@dataclass(frozen=True)
class Words:
    """Everything on the pages but the rows, in the reader's language."""

    title: str
    remark: str
    heads: Sequence[str]
    is_number: Sequence[bool]
    made: str
    page: str


class Pen:
    """Draws one page; lengths in points, from the top left."""

    def __init__(self, letters: dict[str, Letters]):
        self.letters, self.drawn = letters, []

    def text(self, x: float, y: float, words: str, face=REGULAR, size: float = SIZE, colour=INK) -> None:
        glyphs = self.letters[face].set(words)[0]
        self.drawn.append(f"BT {colour} rg /{face} {size} Tf {x:.2f} {HEIGHT - y:.2f} Td {glyphs} Tj ET")

    def line(self, y: float, length: float, thickness: float, colour: str) -> None:
        at = f"{HEIGHT - y:.2f}"
        self.drawn.append(f"{colour} RG {thickness} w {SIDE:.2f} {at} m {SIDE + length:.2f} {at} l S")

    def emptied(self) -> str:
        found, self.drawn = "\n".join(self.drawn), []
        return found


class Pages:
    """Rows of text, set one under the other."""

    def __init__(self, words: Words, sample: Iterable[Sequence[str]]):
        self.words = words
        self.letters = {REGULAR: Letters(font(FONTS / "NotoSans-Regular.ttf"))}
        self.letters[BOLD] = Letters(font(FONTS / "NotoSans-Bold.ttf"))
        self.pen, self.document = Pen(self.letters), Document(WIDTH, HEIGHT)
        self.widths = fitting(self._natural(sample), WIDTH - 2 * SIDE)
        self.heads = [self._lines(head, number, BOLD) for number, head in enumerate(words.heads)]
        self.y = TOP

    def width(self, text: str, face=REGULAR, size: float = SIZE) -> float:
        return self.letters[face].set(text)[1] * size / 1000

    def _natural(self, sample):
        """How wide the columns would be: no cell broken, heads between words only."""
        found = [max(self.width(word, BOLD) for word in [*head.split(), ""]) for head in self.words.heads]
        found = [max(w, NARROWEST_NUMBER) if n else w for w, n in zip(found, self.words.is_number, strict=True)]
        for row in sample:
            found = [max(wide, self.width(text)) for wide, text in zip(found, row, strict=True)]
        return [width * SPARE + 2 * BESIDE for width in found]

    def pieces(self, rows: Iterable[Sequence[str]], about: dict[str, str], language: str) -> Iterator[bytes]:
        yield self.document.start()
        self._top()
        for row in rows:
            lines = [self._lines(text, number) for number, text in enumerate(row)]
            height = max(map(len, lines)) * LINE + 2 * ABOVE
            if self.y + height > HEIGHT - BOTTOM:
                yield self._page()
                self._head()
            self._row(lines, height, REGULAR)
            self.pen.line(self.y, sum(self.widths), 0.4, RULE)
        yield self._page()
        yield from self.document.end(self.letters, about, language)

    def _top(self):
        self.pen.text(SIDE, TOP + 12, self.words.title, BOLD, 15)
        self.y = TOP + 30
        for line in broken(self.words.remark, lambda part: self.width(part) <= WIDTH - 2 * SIDE):
            self.pen.text(SIDE, self.y, line, colour=SOFT)
            self.y += LINE
        self._head()

    def _head(self):
        self._row(self.heads, max(map(len, self.heads)) * LINE + 2 * ABOVE, BOLD)
        self.pen.line(self.y, sum(self.widths), 0.8, INK)

    def _row(self, cells, height, face):
        x = SIDE
        for lines, width, is_number in zip(cells, self.widths, self.words.is_number, strict=True):
            for number, words in enumerate(lines):
                free = width - BESIDE - self.width(words, face) if is_number else BESIDE
                self.pen.text(x + free, self.y + ABOVE + SIZE + number * LINE, words, face)
            x += width
        self.y += height

    def _page(self):
        foot, number = HEIGHT - BOTTOM / 2, f"{self.words.page} {self.document.count + 1}"
        self.pen.text(SIDE, foot, self.words.made, size=8, colour=SOFT)
        self.pen.text(WIDTH - SIDE - self.width(number, size=8), foot, number, size=8, colour=SOFT)
        self.y = TOP
        return self.document.page(self.pen.emptied())

    def _lines(self, text, column, face=REGULAR):
        room = self.widths[column] - 2 * BESIDE
        return [text] if self.width(text, face) <= room else broken(text, lambda part: self.width(part, face) <= room)


def fitting(widths: Sequence[float], room: float) -> list[float]:
    """The narrowest keep their width; what is left is shared by those that want more than their share."""
    left = room
    for number, width in enumerate(sorted(widths)):
        share = left / (len(widths) - number)
        if width > share:
            return [min(width, share) for width in widths]
        left -= width
    return list(widths)


def broken(text: str, fits: Callable[[str], bool]) -> list[str]:
    """Lines of whole words; a word too long for a line is broken anywhere."""
    lines, line = [], ""
    for word in text.split():
        if line and fits(f"{line} {word}"):
            line = f"{line} {word}"
            continue
        lines += [line] if line else []
        while not fits(word) and len(word) > 1:
            cut = next(at for at in range(len(word) - 1, 0, -1) if at == 1 or fits(word[:at]))
            lines, word = [*lines, word[:cut]], word[cut:]
        line = word
    return [*lines, line]
