"""Pictures of figures, as SVG made by the server. Pure. No styles inside: the page's policy forbids them."""

from .bars import Bar, bars, share_bar
from .lines import LETTERS, Goal, Line, lines
from .placing import Cell, Point, placed
from .tiles import MARKS, Tile, mark, tile_map

__all__ = [
    "LETTERS",
    "MARKS",
    "Bar",
    "Cell",
    "Goal",
    "Line",
    "Point",
    "Tile",
    "bars",
    "lines",
    "mark",
    "placed",
    "share_bar",
    "tile_map",
]
