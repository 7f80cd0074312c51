"""Bytes as text: UTF-8, UTF-16 with its mark, Vietnamese Windows-1258; anything else is refused. Pure."""

import codecs
import unicodedata

from django.utils.translation import gettext as _

from .items import UnreadableError

VOWELS = "aăâeêioôơuưy"
TONES = "\u0300\u0301\u0303\u0309\u0323"
VIETNAMESE = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in ("", *TONES)} | {"đ"}
VIETNAMESE |= {letter.upper() for letter in VIETNAMESE} | set(
    "“”‘’–—…•°«»\u00a0€₫"
)  # TCVN3 uses the other signs as letters
MARKS = [(codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")]


def text_of(content: bytes) -> tuple[str, list[str]]:
    """The text, and a warning where its encoding had to be guessed."""
    encoding = next((name for mark, name in MARKS if content.startswith(mark)), "utf-8")
    try:
        text, warnings = content.decode(encoding), []
    except UnicodeDecodeError:
        text, warnings = _vietnamese(content), [_("The file was read as Windows-1258; please check the accents.")]
    if "\x00" in text:
        raise UnreadableError(_("This is not a text file."))
    return unicodedata.normalize("NFC", text), warnings


def _vietnamese(content):
    text = unicodedata.normalize("NFC", content.decode("windows-1258", "replace"))
    if not all(sign in VIETNAMESE for sign in text if ord(sign) > 127):
        raise UnreadableError(
            _("The letters of this file cannot be read. Save it as UTF-8 (in Excel: “CSV UTF-8”) and try again.")
        )
    return text
