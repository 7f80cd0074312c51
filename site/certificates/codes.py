"""Codes that people can read out and type. Pure."""

import secrets

# No 0 O, 1 I L, 2 Z, 5 S, 8 B, U V: nobody has to guess what was written.
ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
LENGTH = 9  # 23 ** 9 ≈ 1.8 × 10^12: guessing one of a million codes takes a million tries


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def clean_code(text: str) -> str:
    """What was typed, without spaces, dashes and case; of a pasted address, its end."""
    end = text.strip().rstrip("/").rsplit("/", 1)[-1]
    return "".join(c for c in end.upper() if c.isalnum())[:12]


def spaced(code: str) -> str:
    """“K7P4M9QXA” → “K7P 4M9 QXA”, as it is printed; no line breaks inside it."""
    return "\u00a0".join(code[i : i + 3] for i in range(0, len(code), 3))
