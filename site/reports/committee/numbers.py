"""The number of a snapshot, and the digest that would notice a change. Pure."""

import hashlib
import json
import re
from datetime import date

from certificates.codes import ALPHABET, new_code

TAIL = 4
FIRST_DIGEST = "0" * 64


def new_number(code: str, month: date) -> str:
    return f"BC-{code}-{month:%Y%m}-{new_code()[:TAIL]}"


def clean_number(text: str) -> str:
    """As it is kept, from what was typed: any case, spaces, dashes, or a pasted address; empty if it can't be one."""
    end = text.strip().rstrip("/").rsplit("/", 1)[-1]
    found = re.fullmatch(
        rf"(?:BC)?(\d{{2}}|\d{{5}})(\d{{6}})([{ALPHABET}]{{{TAIL}}})", re.sub(r"[\W_]", "", end.upper())
    )
    return "BC-{}-{}-{}".format(*found.groups()) if found else ""


def digest_of(content: dict, before: str) -> str:
    """SHA-256 of the content as canonical JSON and of the digest before it, as 64 hexadecimal digits."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()


def short(digest: str) -> str:
    """“3f2a 91c0 77de”, as it is printed."""
    return "\u00a0".join(digest[at : at + 4] for at in (0, 4, 8))
