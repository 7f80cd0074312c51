"""Names of people: one rule for the name on a phone and the name printed on a certificate. Pure."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ui.sanitize import clean_text

MAX_LENGTH = 120
# Longer than any name with its accents apart: not worth cleaning.
MAX_TYPED = 1000
# Vietnamese puts two on a vowel (ặ), and so do Ê Đê (Ô̆) and, on a consonant, Thai.
MAX_MARKS = 2
APOSTROPHES = str.maketrans("’‘ʼ`´", "'''''")
SIGNS = frozenset("'-. ")


def clean_name(typed: str) -> str:
    """The name composed, with single spaces and straight apostrophes; ValidationError says what to change."""
    if len(typed) > MAX_TYPED:
        raise ValidationError(too_long())
    if any(unicodedata.category(sign) in ("Cc", "Cs") and not sign.isspace() for sign in typed):
        raise ValidationError(letters_only())
    name = unicodedata.normalize("NFC", clean_text(typed)).translate(APOSTROPHES)
    name = " ".join("".join(sign for sign in name if unicodedata.category(sign) != "Cf").split())
    if len(name) > MAX_LENGTH:
        raise ValidationError(too_long())
    if not all(sign in SIGNS or is_letter(sign) or is_mark(sign) for sign in name) or not has_letters(name):
        raise ValidationError(letters_only())
    if has_piles(name):
        raise ValidationError(_("There are too many accents on one letter. Write the name as on your papers."))
    return name


def called(name: str) -> str:
    """What people call somebody by: "Lan" of Nguyễn Thị Lan, "Y Bảo" of Y Bảo Niê, "H'Hen" of H'Hen Niê."""
    words = name.split()
    if words[:1] in (["Y"], ["H"]):
        return " ".join(words[:2])
    return words[0] if name.startswith("H'") else "".join(words[-1:])


def letters_only():
    return _("Write the name with letters only, as on your papers: no digits, pictures or signs.")


def too_long():
    return _("This name is too long: %(limit)d letters at most. Write it as on your papers.") % {"limit": MAX_LENGTH}


def is_letter(sign: str) -> bool:
    """Letters that the fonts of the certificate can draw."""
    is_latin = sign.isalpha() and (ord(sign) < 0x250 or 0x1E00 <= ord(sign) <= 0x1EFF)
    return is_latin or (unicodedata.category(sign) == "Lo" and is_thai(sign))


def is_mark(sign: str) -> bool:
    return unicodedata.category(sign) == "Mn" and ("\u0300" <= sign <= "\u034e" or is_thai(sign))


def is_thai(sign: str) -> bool:
    return "\u0e01" <= sign <= "\u0e4e"


def has_letters(name: str) -> bool:
    return any(is_letter(sign) for sign in name)


def has_piles(name: str) -> bool:
    """True if a mark has no letter to stand on, or too many stand on one."""
    marks = MAX_MARKS
    for sign in unicodedata.normalize("NFD", name):
        marks = marks + 1 if is_mark(sign) else 0 if is_letter(sign) else MAX_MARKS
        if marks > MAX_MARKS:
            return True
    return False
