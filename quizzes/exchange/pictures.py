"""Pictures and sounds known by their first bytes, never by their names. Pure."""

import base64
import binascii
import io
import re

from PIL import Image

from .items import File

LARGEST = 8_000_000
STARTS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg", b"GIF87a": "gif", b"GIF89a": "gif"}
SOUNDS = {b"ID3": "mp3", b"\xff\xfb": "mp3", b"OggS": "ogg", b"RIFF": "wav"}


def kind_of(content: bytes) -> str:
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    return next((kind for start, kind in STARTS.items() if content.startswith(start)), "")


def picture(name: str, content: bytes | None) -> File | None:
    """A picture that a browser shows without running anything; None for all else."""
    kind = kind_of(content or b"")
    return File(_named(name, kind), content) if kind and len(content) <= LARGEST and size_of(content) else None


def sound(name: str, content: bytes | None) -> File | None:
    kind = next((kind for start, kind in SOUNDS.items() if (content or b"").startswith(start)), "")
    return File(_named(name, kind), content) if kind and len(content) <= LARGEST else None


def _named(name, kind):
    stem = re.sub(r"[^\w.-]+", "-", name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or "picture")[:80]
    return f"{stem.strip('.-') or 'picture'}.{kind}"


def from_base64(name: str, text: str | None) -> File | None:
    try:
        return picture(name, base64.b64decode("".join((text or "").split()), validate=True))
    except (binascii.Error, ValueError):
        return None


def sound_from_base64(name: str, text: str | None) -> File | None:
    try:
        return sound(name, base64.b64decode("".join((text or "").split())))
    except ValueError:
        return None


def from_data_address(address: str) -> File | None:
    head, comma, body = address.partition(",")
    return from_base64("picture.x", body) if comma and head.endswith(";base64") else None


def size_of(content: bytes) -> tuple[int, int] | None:
    """Width and height from the header; the picture itself is not unpacked."""
    try:
        with Image.open(io.BytesIO(content)) as image:
            return image.size if 0 < image.width * image.height <= 60_000_000 else None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
