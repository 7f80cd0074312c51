"""What a person typed to find a place, taken apart. Pure."""

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from . import naming
from .folding import fold

LONGEST = 120
MOST_WORDS = 12
ABBREVIATIONS = {
    "x": "xã",
    "p": "phường",
    "q": "quận",
    "h": "huyện",
    "tt": "thị trấn",
    "tx": "thị xã",
    "tp": "thành phố",
}
TYPES = {fold(kind): kind for kind in naming.TYPES} | ABBREVIATIONS


@dataclass(frozen=True)
class Query:
    """Folded words, with the types of places told from their names."""

    words: tuple[str, ...]

    @classmethod
    def typed(cls, text: str) -> "Query":
        """Too much text is no query at all."""
        words = tuple(fold(text).split()) if len(text) <= LONGEST else ()
        return cls(words if len(words) <= MOST_WORDS else ())

    def __bool__(self):
        return bool(self.words)

    @cached_property
    def type(self) -> str:
        """The type typed before the first name: "phường" for "p. 9"."""
        return _type_at(self.words, 0)[0]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The words without the types before a name: "xa hoa dong h tay hoa" → hoa, dong, tay, hoa."""
        kept, place = [], 0
        while place < len(self.words):
            kind, length = _type_at(self.words, place)
            if not kind:
                kept.append(self.words[place])
            place += length or 1
        return tuple(kept)

    @cached_property
    def whole(self) -> list[str]:
        """What may be a whole name, with or without its type: "phuong mai" is a name too."""
        return list({" ".join(self.words), " ".join(self.names)})

    @cached_property
    def one_word(self) -> str:
        """“ea bia” → “eabia”."""
        return "".join(self.names)

    @cached_property
    def phrases(self) -> list[str]:
        """Every run of words, any of which may be a whole name beside names of what is around it."""
        return sorted({phrase for words in (self.words, self.names) for phrase in _runs(words)})


def _runs(words):
    return (" ".join(words[start:end]) for start, end in combinations(range(len(words) + 1), 2))


def _type_at(words, place) -> tuple[str, int]:
    """The type of place named here, if a name follows it, and in how many words."""
    for length in (2, 1):
        kind = TYPES.get(" ".join(words[place : place + length]), "")
        if kind and place + length < len(words):
            return kind, length
    return "", 0
