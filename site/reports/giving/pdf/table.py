"""A long table on A4 lying, page after page; it looks as `typst/sheet.typ` does."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pydyf import Stream

from ui.paper import FONTS

from ..sheets import Column, Type
from .archive import About
from .fonts import Letters
from .writing import Document

MM = 72 / 25.4
WIDTH, HEIGHT = 297 * MM, 210 * MM
SIDE, TOP, BOTTOM = 15 * MM, 14 * MM, 16 * MM
SIZE, LINE = 9, 1.39
# Where there are more columns than this, letters are smaller.
MANY, SMALLER = 13, 7.5
BESIDE, ABOVE = 2 * MM, 1.4 * MM
Colour = tuple[float, float, float]
INK, SOFT, RULE = (0.11, 0.141, 0.125), (0.341, 0.384, 0.361), (0.835, 0.863, 0.847)
# Fits, whatever the first rows hold.
LEAST = {Type.NUMBER: "999.999", Type.SHARE: "100,0", Type.DAY: "22/11/2026", Type.MONTH: "11/2026"}
# Rows to come may be a little wider than the first.
SPARE = 1.1
# The same names and months come again and again.
KEPT_CELLS = 2_000
REGULAR, BOLD = "F1", "F2"
FACES = {REGULAR: "NotoSans-Regular.ttf", BOLD: "NotoSans-Bold.ttf"}


@dataclass(frozen=True)
class Words:
    """Everything on the pages but the rows, in the reader's language."""

    title: str
    remark: str
    columns: Sequence[Column]
    made: str
    page: str


class Drawn(Stream):
    """What is on one page; lengths in points, from the top left."""

    def __init__(self):
        super().__init__(compress=True)

    def style(self, face: str, size: float, colour: Colour = INK) -> None:
        self.set_font_size(face, size)
        self.set_color_rgb(*colour)

    def text(self, x: float, y: float, glyphs: str) -> None:
        self.begin_text()
        self.move_text_to(round(x, 2), round(HEIGHT - y, 2))
        self.show_text(glyphs)
        self.end_text()

    def rule(self, thickness: float, colour: Colour) -> None:
        self.set_line_width(thickness)
        self.set_color_rgb(*colour, stroke=True)

    def line(self, y: float, length: float) -> None:
        self.move_to(round(SIDE, 2), round(HEIGHT - y, 2))
        self.line_to(round(SIDE + length, 2), round(HEIGHT - y, 2))
        self.stroke()


class Pages:
    """Rows of text, set one under the other."""

    def __init__(self, words: Words, sample: Iterable[Sequence[str]]):
        self.words = words
        self.letters = {face: Letters(FONTS / name) for face, name in FACES.items()}
        self.document, self.drawn = Document(WIDTH, HEIGHT), Drawn()
        self.size = SIZE if len(words.columns) <= MANY else SMALLER
        self.line = self.size * LINE
        is_firm = [column.type != Type.TEXT for column in words.columns]
        self.widths = fitting(self._natural(sample), is_firm, WIDTH - 2 * SIDE)
        self.cell = lru_cache(KEPT_CELLS)(self._cell)
        self.heads = [self.cell(column.words, number, BOLD) for number, column in enumerate(words.columns)]
        self.y = TOP

    def width(self, text: str, face=REGULAR, size: float | None = None) -> float:
        return self.letters[face].set(text)[1] * (size or self.size) / 1000

    def _natural(self, sample):
        """How wide the columns would be: no cell broken, heads between words only."""
        found = [
            max([self.width(LEAST.get(column.type, "")), *(self.width(word, BOLD) for word in column.words.split())])
            for column in self.words.columns
        ]
        for row in sample:
            found = [max(wide, self.width(text)) for wide, text in zip(found, row, strict=True)]
        return [width * SPARE + 2 * BESIDE for width in found]

    def pieces(self, rows: Iterable[Sequence[str]], about: About) -> Iterator[bytes]:
        yield self.document.start()
        self._top()
        for row in rows:
            cells = [self.cell(text, column) for column, text in enumerate(row)]
            if self.y + self._height(cells) > HEIGHT - BOTTOM:
                yield self._page()
                self._head()
            self._row(cells)
        yield self._page()
        fonts = {}
        for face, letters in self.letters.items():
            fonts[face] = yield from letters.embedded(self.document)
        yield self.document.end(fonts, about)

    def _top(self):
        self.drawn.style(BOLD, 15)
        self._text(SIDE, TOP + 12, self.words.title, BOLD)
        self.drawn.style(REGULAR, SIZE, SOFT)
        self.y = TOP + 30
        for line in broken(self.words.remark, lambda part: self.width(part, size=SIZE) <= WIDTH - 2 * SIDE):
            self._text(SIDE, self.y, line)
            self.y += SIZE * LINE
        self._head()

    def _head(self):
        self.drawn.style(BOLD, self.size)
        self.drawn.rule(0.8, INK)
        self._row(self.heads)
        self.drawn.style(REGULAR, self.size)
        self.drawn.rule(0.4, RULE)

    def _row(self, cells):
        x, y = SIDE, self.y + ABOVE + self.size
        for lines, width, column in zip(cells, self.widths, self.words.columns, strict=True):
            for number, (glyphs, length) in enumerate(lines):
                free = width - BESIDE - length * self.size / 1000 if column.is_number else BESIDE
                self.drawn.text(x + free, y + number * self.line, glyphs)
            x += width
        self.y += self._height(cells)
        self.drawn.line(self.y, sum(self.widths))

    def _height(self, cells):
        return max(map(len, cells)) * self.line + 2 * ABOVE

    def _page(self):
        foot, number = HEIGHT - BOTTOM / 2, f"{self.words.page} {self.document.pages['Count'] + 1}"
        self.drawn.style(REGULAR, 8, SOFT)
        self._text(SIDE, foot, self.words.made)
        self._text(WIDTH - SIDE - self.width(number, size=8), foot, number)
        drawn, self.drawn, self.y = self.drawn, Drawn(), TOP
        return self.document.page(drawn)

    def _text(self, x, y, words, face=REGULAR):
        self.drawn.text(x, y, self.letters[face].set(words)[0])

    def _cell(self, text, column, face=REGULAR):
        """Lines, as glyphs and their width."""
        room = (self.widths[column] - 2 * BESIDE) * 1000 / self.size
        letters = self.letters[face]
        found = letters.set(text)
        if found[1] <= room:
            return [found]
        return [letters.set(line) for line in broken(text, lambda part: letters.set(part)[1] <= room)]


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
