"""Names of places: the type before the name, and what a search compares."""

import re
import unicodedata

from .folding import fold

# The longer ones first: "thị xã" is no "xã".
TYPES = ("thành phố", "thị trấn", "đặc khu", "thị xã", "phường", "huyện", "tỉnh", "quận", "xã")
CONTEXT_LENGTH = 250
# Grave, acute, tilde, hook above, dot below.
TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def type_of(name: str) -> str:
    """“Thị Xã Mường Lay” → “thị xã”; empty where a name has no type."""
    return next((kind for kind in TYPES if name.casefold().startswith(f"{kind} ")), "")


def bare(name: str) -> str:
    """“Xã Hòa Thịnh” → “Hòa Thịnh”."""
    return name[len(type_of(name)) :].strip()


def in_a_sentence(name: str) -> str:
    """“Tỉnh Phú Yên” → “tỉnh Phú Yên”."""
    return f"{type_of(name)} {bare(name)}".strip()


def search_name(name: str) -> str:
    return fold(bare(name))


def search_context(name: str, *around: str) -> str:
    """Everything people may type to mean this place, as whole words between spaces.

    Begins with the bare name in one word (“eabia”); the own name and those around it, the nearest first, each once;
    then those in one word too (“daklak”).
    """
    names = [in_one_word(name), *dict.fromkeys(map(fold, [name, *around])), *dict.fromkeys(map(in_one_word, around))]
    context = " "
    for words in names:
        if len(context) + len(words) < CONTEXT_LENGTH:
            context += f"{words} "
    return context


def in_one_word(name: str) -> str:
    """“Xã Ea Bia” → “eabia”."""
    return search_name(name).replace(" ", "")


def spelling(text: str) -> str:
    """With its accents, but wherever in a word the tone mark stands and whatever the case: “Hoà” as “HÒA”."""
    words = unicodedata.normalize("NFD", text.casefold()).replace(",", " ").split()
    return " ".join(TONES.sub("", word) + "".join(TONES.findall(word)) for word in words)
