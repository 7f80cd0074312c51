"""Words about a course to pass on, made of its key points where nobody wrote any; in the language that is active."""

from urllib.parse import urlsplit

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from . import speaking

LONGEST_POST = 500


def post_from(title: str, points: list[str], address: str, lead: str = "") -> str:
    """A short post for a chat, at most LONGEST_POST letters: the lead, and as many points as there is room for."""
    return _longest(lambda some: _post(title, some, address, lead), points, lambda text: len(text) <= LONGEST_POST)


def with_address(post: str, address: str) -> str:
    """A post that names no address of its own would lead nowhere."""
    return post if "://" in post else f"{post}\n{address}"


def script_from(title: str, points: list[str], address: str, lead: str = "") -> str:
    """For the loudspeaker, with as many of the points as can be read in speaking.AIM seconds."""
    is_short = lambda text: speaking.seconds(text, get_language()) <= speaking.AIM  # noqa: E731
    return _longest(lambda some: _script(title, some, address, lead), points, is_short)


def _longest(write, points, is_short):
    counts = range(len(points), 0, -1)
    return next((text for count in counts if is_short(text := write(points[:count]))), write([]))


def _post(title, points, address, lead):
    lines = [_("“%(title)s”: a free course on your phone, step by step.") % {"title": _cut(title)}]
    if points:
        lines += [lead or _("Keep in mind:"), *(f"• {point}" for point in points)]
    return "\n".join([*lines, _("Learn here, no account needed: %(address)s") % {"address": address}])


def _cut(title, longest=120):
    return title if len(title) <= longest else f"{title[: longest - 1].rstrip()}…"


def _script(title, points, address, lead):
    lines = [
        _("Dear neighbours! Here is a message from the digital team."),
        _("There is a free course on the phone: %(title)s.") % {"title": title.rstrip(".")},
    ]
    if points:
        lines += [lead or _("Please keep in mind:"), *(_sentence(point) for point in points)]
    lines += [
        _("Find the course at %(site)s.") % {"site": urlsplit(address).hostname or address},
        _("If you would like help, ask the digital team. Thank you for listening!"),
    ]
    return "\n".join(lines)


def _sentence(words):
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."
