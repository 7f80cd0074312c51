"""A map of equal tiles, each a link, told apart by a mark in its corner and not by colour alone."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .placing import Cell

SIDE, GAP = 64, 4
FINGER = 50  # pixels of a side on a phone, where the map is pushed sideways
LONGEST = 8  # letters in a line of a tile
# What each mark looks like: drawn, because phones have different letters.
MARKS = {
    "reached": SafeString('<circle cx="8" cy="8" r="8"/><path d="M4 8.5l3 3 5-6" class="cut"/>'),
    "near": SafeString('<circle cx="8" cy="8" r="6.5" class="ring"/><path d="M8 1.5a6.5 6.5 0 0 1 0 13z"/>'),
    "late": SafeString('<path d="M8 .5l8 15H0z"/><path d="M8 6v4.5M8 12v1.5" class="cut"/>'),
    "unknown": SafeString('<circle cx="8" cy="8" r="6.5" class="ring"/>'),
}


class Tile(NamedTuple):
    name: str  # short, as it stands in the tile
    value: str  # above the name; may be empty
    status: str  # one of MARKS
    words: str  # all of it in words: for screen readers, and on pointing
    url: str
    cell: Cell


def tile_map(tiles: Sequence[Tile], title: str, name: str = "map") -> str:
    """In the order given, which is also that of the keyboard."""
    columns = max((tile.cell.column for tile in tiles), default=0) + 1
    rows = max((tile.cell.row for tile in tiles), default=0) + 1
    return format_html(
        '<svg class="tiles{}" width="{}" height="{}" viewBox="0 0 {} {}" role="list" aria-label="{}">'
        "<defs>{}</defs>{}</svg>",
        " is-large" if columns < 9 else "", columns * FINGER, rows * FINGER, columns * SIDE, rows * SIDE, title,
        format_html_join("", '<symbol id="{}-{}" viewBox="0 0 16 16">{}</symbol>', _symbols(name)),
        format_html_join("", "{}", ((_tile(tile, name),) for tile in tiles)),
    )  # fmt: skip


def mark(status: str) -> str:
    """The mark alone, for a legend or a line of a table; words stand beside it."""
    return format_html(
        '<svg class="mark is-{}" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">{}</svg>',
        status, MARKS[status],
    )  # fmt: skip


def in_lines(name: str, most: int = 2) -> list[str]:
    """“Buôn Ma Thuột” → “Buôn Ma”, “Thuột”: at most so many lines, what is too long ends in “…”."""
    found = [""]
    for word in name.split():
        longer = f"{found[-1]} {word}".strip()
        if len(longer) <= LONGEST or not found[-1]:
            found[-1] = longer
        elif len(found) < most:
            found.append(word)
        else:
            found[-1] = longer
    return [line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…" for line in found]


def _symbols(name):
    return ((name, status, drawing) for status, drawing in MARKS.items())


def _tile(tile, name):
    x, y, size = tile.cell.column * SIDE + GAP // 2, tile.cell.row * SIDE + GAP // 2, SIDE - GAP
    lines, middle = in_lines(tile.name), x + size // 2
    return format_html(
        '<g role="listitem"><a href="{0}" class="tile is-{1}" aria-label="{2}"><title>{2}</title>'
        '<rect x="{3}" y="{4}" width="{5}" height="{5}" rx="8"/>'
        '<use href="#{6}-{1}" x="{7}" y="{8}" width="14" height="14"/>'
        '<text x="{9}" y="{10}" class="tile-value">{11}</text>{12}</a></g>',
        tile.url, tile.status, tile.words, x, y, size, name, x + 6, y + 6, x + size - 6, y + 18, tile.value,
        format_html_join(
            "", '<text x="{}" y="{}">{}</text>',
            ((middle, y + (44 if len(lines) == 1 else 37) + 14 * n, line) for n, line in enumerate(lines)),
        ),
    )  # fmt: skip
