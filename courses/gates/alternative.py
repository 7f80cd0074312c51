"""Whether each picture says what it shows to people who do not see it."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from django.utils.translation import gettext as _

from communes.folding import fold

from .findings import Finding, Kind, refuse
from .material import Material, Picture

FILE_NAME = re.compile(
    r"\S+\.(?:avif|gif|heic|jpe?g|png|svg|webp)$|(?:img|dsc|pxl|screenshot|image|photo)[ _-]?\d[\w-]*$"
)
# The name that a picture got in the library may be a whole description; a word or two of it is none.
SHORTEST_DESCRIPTION = 4  # words


def check(material: Material) -> Iterator[Finding]:
    for picture in material.pictures:
        if sentence := wrong_with(picture):
            yield refuse(Kind.ALTERNATIVE, sentence, place=picture.place)


def wrong_with(picture: Picture) -> str:
    alt, words = picture.alt.strip(), {"name": picture.title, "alt": picture.alt.strip()}
    if not alt:
        return _("Say what the picture “%(name)s” shows, for people who do not see it.") % words
    if is_file_name(alt, picture):
        return _("“%(alt)s” is the name of a file. Say instead what the picture shows.") % words
    if is_title(alt, picture):
        return _("“%(alt)s” is only a title. Say instead what is to be seen on the picture.") % words
    return ""


def is_file_name(alt: str, picture: Picture) -> bool:
    stem = fold(PurePath(picture.file_name).stem)
    return bool(FILE_NAME.match(alt.lower())) or fold(alt) in {stem, fold(picture.file_name)} - {""}


def is_title(alt: str, picture: Picture) -> bool:
    titles = {fold(title) for title in picture.near}
    if len(alt.split()) < SHORTEST_DESCRIPTION:
        titles.add(fold(picture.title))
    return fold(alt) in titles - {""}
