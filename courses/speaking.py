"""How long words take to read aloud, slowly and clearly, as over the loudspeaker of a village.

Assumed: three Vietnamese syllables a second (each is written as a word of its own), two and a half English words, and
half a second of rest after each sentence or line. So 60 seconds hold about 160 Vietnamese or 130 English words. Numbers
count by the digit. `sharing-editor.js` counts in the same way.
"""

import re
import unicodedata
from math import ceil

SYLLABLES_A_SECOND = {"vi": 3.0}
WORDS_A_SECOND = 2.5
REST = 0.5
AIM, LONGEST = 60, 70
SPOKEN = re.compile(r"\d|(?:[^\W\d_][\u0300-\u036f]*)+")
PAUSE = re.compile(r"(?<=[.!?…:;])\s+|\n+")


def pace(language: str) -> float:
    """Written words that are read in a second."""
    return SYLLABLES_A_SECOND.get(language.split("-")[0], WORDS_A_SECOND)


def seconds(text: str, language: str) -> int:
    """Rounded up; 0 for no words."""
    text = unicodedata.normalize("NFC", text)
    spoken = len(SPOKEN.findall(text))
    rests = sum(1 for sentence in PAUSE.split(text) if sentence.strip())
    return ceil(spoken / pace(language) + REST * rests) if spoken else 0
