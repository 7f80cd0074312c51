"""Resume codes as numbers: three words and some digits, and how near anybody comes by guessing. Pure."""

import secrets
from dataclasses import dataclass

from .words import WORDS, number_of

WORDS_IN_A_CODE = 3
# In a day, all who guess together hit any code with less than this chance: half for each length of code.
CHANCE_PER_DAY = 1e-6


@dataclass(frozen=True)
class Code:
    """The places of three words in the list, and the digits after them."""

    words: tuple[int, ...]
    digits: str

    @classmethod
    def new(cls, digits: int) -> "Code":
        words = tuple(secrets.randbelow(len(WORDS)) for _place in range(WORDS_IN_A_CODE))
        return cls(words, str(secrets.randbelow(10**digits)).zfill(digits))

    @classmethod
    def typed(cls, words: list[str], digits: str) -> "Code | None":
        """What a person typed, in either language, with or without accents; None if it can't be a code."""
        numbers = tuple(number_of(word) for word in words)
        if len(numbers) != WORDS_IN_A_CODE or None in numbers or not (digits.isascii() and digits.isdigit()):
            return None
        return cls(numbers, digits)

    @property
    def canonical(self) -> str:
        return " ".join([*map(str, self.words), self.digits])


def number_of_codes(digits: int) -> int:
    return len(WORDS) ** WORDS_IN_A_CODE * 10**digits


def is_too_near(hits_possible: int, digits: int) -> bool:
    """True once the tries of a day, each counted as often as there were codes to hit, come too near to one of them."""
    return hits_possible / number_of_codes(digits) >= CHANCE_PER_DAY / 2
