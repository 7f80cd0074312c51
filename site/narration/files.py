"""Which sound files are taken in: what phones and laptops record, small enough for a phone to fetch."""

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

LARGEST = 2_000_000
# What each kind begins with; a name alone proves nothing.
SIGNS = {
    ".ogg": lambda head: head.startswith(b"OggS"),
    ".mp3": lambda head: head.startswith(b"ID3") or (head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE0 == 0xE0),
    ".m4a": lambda head: head[4:8] == b"ftyp",
    ".webm": lambda head: head.startswith(b"\x1a\x45\xdf\xa3"),
}
ACCEPT = "audio/ogg,audio/mpeg,audio/mp4,audio/webm,.ogg,.mp3,.m4a,.webm"


def checked_sound(file):
    """The file, named after what it holds; raises ValidationError with a sentence for the person."""
    if file.size > LARGEST:
        sizes = {"size": filesizeformat(file.size), "largest": filesizeformat(LARGEST)}
        raise ValidationError(_("This file has %(size)s. The largest allowed is %(largest)s.") % sizes)
    head = file.read(16)
    file.seek(0)
    kind = next((kind for kind, fits in SIGNS.items() if fits(head)), None)
    if kind is None:
        raise ValidationError(_("This is not a sound file that phones can play. Use OGG, MP3 or M4A."))
    file.name = f"sound{kind}"
    return file
