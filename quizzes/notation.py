"""Typed answers as people write them: numbers in Vietnamese and English notation, words with their tone marks. Pure."""

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction

from communes.naming import TONES

# What people write behind a number without meaning another number.
UNITS = re.compile(r"(%|đồng|đ|₫|vnđ|vnd)\.?$", re.IGNORECASE)
NUMBER = re.compile(r"[+-]?\d[\d.,]*")
LONGEST = 40


def numbers(text: str) -> set[Fraction]:
    """Every number a text may mean: “1.234,5” and “1,234.5” one each, “1.234” both 1234 and 1.234; none for words."""
    bare = unicodedata.normalize("NFKC", text).replace("−", "-").strip().casefold()
    bare = re.sub(r"\s", "", UNITS.sub("", bare))
    if len(bare) > LONGEST or not (bare.isascii() and NUMBER.fullmatch(bare)):
        return set()
    readings = (_read(bare, point, group) for point, group in [(",", "."), (".", ",")])
    return {value for value in readings if value is not None}


def _read(text, point, group):
    whole, _point, decimals = text.partition(point)
    if group in decimals or point in decimals or (group in whole and not _is_grouped(whole.lstrip("+-"), group)):
        return None
    return Fraction(f"{whole.replace(group, '')}.{decimals or 0}")


def _is_grouped(whole, group):
    """Thousands in threes: “1.234.567”, not “12.34”."""
    first, *others = whole.split(group)
    return 1 <= len(first) <= 3 and all(len(part) == 3 for part in others)


def author_number(text: str, language: str) -> Fraction | None:
    """The one number that an author means: “1.234” is 1234 in Vietnamese and 1.234 in English; None for words."""
    found = numbers(text)
    if len(found) < 2:
        return next(iter(found), None)
    return max(found) if ("." in text) == language.startswith("vi") else min(found)


def plain(number: Fraction | Decimal) -> str:
    """A number as it is kept: “12.5”, “10000”, and “1.2340” where three decimals might be read as thousands."""
    text = format(_decimal(number), "f")
    return f"{text}0" if len(numbers(text)) > 1 else text


def _decimal(number):
    return Decimal(number.numerator) / Decimal(number.denominator) if isinstance(number, Fraction) else number


def same_words(typed: str, accepted: str, ignores_case: bool = True, ignores_accents: bool = False) -> bool:
    """Whether two answers are the same but for spaces, the place of a tone mark and what the author lets pass."""
    return _form(typed, ignores_case, ignores_accents) == _form(accepted, ignores_case, ignores_accents)


def _form(text, ignores_case, ignores_accents):
    text = unicodedata.normalize("NFC", text).replace("’", "'").replace("ʼ", "'")
    if ignores_case:
        text = text.casefold()
    if ignores_accents:
        text = text.replace("đ", "d").replace("Đ", "D")
    words = unicodedata.normalize("NFD", text).split()
    if ignores_accents:
        return ["".join(c for c in word if not unicodedata.combining(c)) for word in words]
    return [TONES.sub("", word) + "".join(TONES.findall(word)) for word in words]
