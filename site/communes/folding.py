"""Text as people compare it: without accents, tone marks, case or the shape of an apostrophe."""

import re
import unicodedata

# Letters that Unicode does not take apart.
LETTERS = str.maketrans({"đ": "d", "ƀ": "b", "ł": "l", "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"})


def fold(text: str) -> str:
    """“Xã  Hoà Đồng” → “xa hoa dong”; “Cư M’gar” → “cu mgar”. Only letters, digits and single spaces. Idempotent."""
    lowered = unicodedata.normalize("NFC", text).casefold().translate(LETTERS)
    bare = "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[\W_]+", " ", bare.replace("'", "")).split())
