"""A table to be taken away, whatever the kind of file. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Type(StrEnum):
    """What a column holds: text stays text, also where it is all digits; a cell that says nothing is empty text."""

    TEXT = "text"
    NUMBER = "number"
    SHARE = "share"  # per cent, in tenths
    DAY = "day"
    MONTH = "month"  # its first day


@dataclass(frozen=True)
class Column:
    words: str
    type: Type = Type.TEXT
    on_paper: bool = True

    @property
    def is_number(self) -> bool:
        return self.type in (Type.NUMBER, Type.SHARE)


@dataclass(frozen=True)
class Sheet:
    """`rows` are made while they are handed out, one at a time: never a list of all. Use it once."""

    title: str
    remark: str
    columns: tuple[Column, ...]
    rows: Iterable[list]


def in_pieces(parts: Iterable[str], size: int = 16_384) -> Iterator[bytes]:
    """The first part at once, so that whoever waits sees that it comes; then pieces worth sending, in UTF-8."""
    waiting, length = [], size
    for part in parts:
        waiting.append(part)
        length += len(part)
        if length >= size:
            yield "".join(waiting).encode()
            waiting, length = [], 0
    if waiting:
        yield "".join(waiting).encode()


# A spreadsheet would run a text that begins like a formula.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def is_dangerous(text: str) -> bool:
    return text.startswith(DANGEROUS)
