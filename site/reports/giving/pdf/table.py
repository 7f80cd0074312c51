"""A long table on A4 lying, page after page; it looks as `typst/sheet.typ` does."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ui.paper import FONTS

from ..sheets import Column, Type
from .fonts import font
from .writing import Document, Letters

MM = 72 / 25.4
WIDTH, HEIGHT = 297 * MM, 210 * MM
SIDE, TOP, BOTTOM = 15 * MM, 14 * MM, 16 * MM
SIZE, LINE = 9, 1.39
# Where there are more columns than this, letters are smaller.
MANY, SMALLER = 13, 7.5
BESIDE, ABOVE = 2 * MM, 1.4 * MM
INK, SOFT, RULE = "0.11 0.141 0.125", "0.341 0.384 0.361", "0.835 0.863 0.847"
# Fits, whatever the first rows hold.
NARROWEST_NUMBER = "999.999"
# Rows to come may be a little wider than the first.
SPARE = 1.1
REGULAR, BOLD = "F1", "F2"


@dataclass(frozen=True)
class Words:
    """Everything on the pages but the rows, in the reader's language."""

    title: str
    remark: str
    columns: Sequence[Column]
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
        self.size = SIZE if len(words.columns) <= MANY else SMALLER
        self.line = self.size * LINE
        is_firm = [column.type != Type.TEXT for column in words.columns]
        self.widths = fitting(self._natural(sample), is_firm, WIDTH - 2 * SIDE)
        self.heads = [self._lines(column.words, number, BOLD) for number, column in enumerate(words.columns)]
        self.y = TOP

    def width(self, text: str, face=REGULAR, size: float | None = None) -> float:
        return self.letters[face].set(text)[1] * (size or self.size) / 1000

    def _natural(self, sample):
        """How wide the columns would be: no cell broken, heads between words only."""
        columns = self.words.columns
        found = [max(self.width(word, BOLD) for word in [*column.words.split(), ""]) for column in columns]
        least = self.width(NARROWEST_NUMBER)
        found = [max(wide, least) if one.is_number else wide for wide, one in zip(found, columns, strict=True)]
        for row in sample:
            found = [max(wide, self.width(text)) for wide, text in zip(found, row, strict=True)]
        return [width * SPARE + 2 * BESIDE for width in found]

    def pieces(self, rows: Iterable[Sequence[str]], about: dict[str, str], language: str) -> Iterator[bytes]:
        yield self.document.start()
        self._top()
        for row in rows:
            lines = [self._lines(text, number) for number, text in enumerate(row)]
            height = max(map(len, lines)) * self.line + 2 * ABOVE
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
        for line in broken(self.words.remark, lambda part: self.width(part, size=SIZE) <= WIDTH - 2 * SIDE):
            self.pen.text(SIDE, self.y, line, colour=SOFT)
            self.y += SIZE * LINE
        self._head()

    def _head(self):
        self._row(self.heads, max(map(len, self.heads)) * self.line + 2 * ABOVE, BOLD)
        self.pen.line(self.y, sum(self.widths), 0.8, INK)

    def _row(self, cells, height, face):
        x = SIDE
        for lines, width, column in zip(cells, self.widths, self.words.columns, strict=True):
            for number, words in enumerate(lines):
                free = width - BESIDE - self.width(words, face) if column.is_number else BESIDE
                self.pen.text(x + free, self.y + ABOVE + self.size + number * self.line, words, face, self.size)
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


def fitting(widths: Sequence[float], is_firm: Sequence[bool], room: float) -> list[float]:
    """Numbers and days keep their width; of text the narrowest keep theirs, and the others share what is left."""
    firm = sum(width for width, stays in zip(widths, is_firm, strict=True) if stays)
    if firm > room:
        return [width * room / sum(widths) for width in widths]
    left, soft = room - firm, sorted(width for width, stays in zip(widths, is_firm, strict=True) if not stays)
    for number, width in enumerate(soft):
        share = left / (len(soft) - number)
        if width > share:
            return [w if stays else min(w, share) for w, stays in zip(widths, is_firm, strict=True)]
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
