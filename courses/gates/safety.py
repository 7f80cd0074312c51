"""Nothing of a real person, nothing that teaches people to give their secrets away, no address outside the registry."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from narration.text import split

from ..rehearsing import personal_in
from .findings import Finding, Kind, refuse
from .material import Material, Piece

MONEY = re.compile(r"\d[\d. ]*\s*(?:đồng|đ\b|vnđ|vnd)", re.IGNORECASE)


def any_of(*words: str) -> str:
    return rf"(?:{'|'.join(words)})"


# Only a sentence that asks for a secret, says to whom, and warns of nothing.
CARD = any_of("căn cước", "CCCD", "CMND")
PRIVATE = any_of(
    "OTP", "mật khẩu", "passcode", rf"(?:ảnh|số) (?:chụp )?(?:thẻ )?{CARD}", "password", "one-time code",
    "(?:photos? of|your) (?:your |the )?(?:ID|identity) (?:card|number)", "citizen number",
)  # fmt: skip
GIVE = any_of(
    "gửi", "đọc", "cho", "cung cấp", "nhắn", "chụp", "báo", "nhập", "điền", "ghi",
    "send", "tell", "give", "text", "write", "enter", "type",
)  # fmt: skip
TO_US = any_of(
    "cho (?:chúng tôi|tôi|thầy|cô|cán bộ|tổ công nghệ|ban quản trị)", "vào (?:đây|trang này|ô dưới)",
    "về (?:đây|số này)", "dưới đây", "to (?:us|me|the trainer)", "here", "below",
)  # fmt: skip
ASKS = re.compile(rf"\b{GIVE}\b[^.!?]{{0,60}}\b{PRIVATE}\b[^.!?]{{0,40}}\b{TO_US}\b", re.IGNORECASE)
WARNS = re.compile(r"\b(?:không|đừng|chớ|kẻ|lừa|never|not|don['’]t|nobody|no one|scam\w*)\b", re.IGNORECASE)


def check(material: Material) -> Iterator[Finding]:
    for sentence, place in material.faults:
        yield refuse(Kind.PLAYABLE, sentence, place=place)
    for piece in material.pieces:
        yield from personal(piece)
        yield from asked(piece)
        yield from links(piece, material.hosts)


def personal(piece: Piece) -> Iterator[Finding]:
    words = _("“%(text)s” could be somebody's own number or address. Take it out, or write zeros only.")
    for text in personal_in(MONEY.sub("", piece.text)):
        yield refuse(Kind.SAFETY, words % {"text": text}, place=piece.place)


def asked(piece: Piece) -> Iterator[Finding]:
    words = _("“%(text)s” asks people for a secret. Nobody may be asked for it, not even in a lesson.")
    for sentence in split(piece.text):
        if ASKS.search(sentence) and not WARNS.search(sentence):
            yield refuse(Kind.SAFETY, words % {"text": sentence}, place=piece.place)


def links(piece: Piece, hosts: frozenset[str]) -> Iterator[Finding]:
    """A link in a text is one that nobody checks for all lessons at once."""
    words = _(
        "The link to “%(address)s” stands in a text. Enter it in the registry of links, and put it in as a “Link to "
        "another site”."
    )
    for address in outside(piece.html):
        yield refuse(Kind.LINK, words % {"address": address}, place=piece.place)
    for address in re.findall(r"\bhttps?://[^\s<>“”\"]+", piece.text):
        if urlsplit(address).hostname not in hosts:
            yield refuse(Kind.LINK, words % {"address": address}, place=piece.place)


def outside(markup: str) -> list[str]:
    """Where the links of a text lead, as far as they leave this site."""
    found = []
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, attrs: found.append(dict(attrs).get("href") or "") if tag == "a" else None
    reader.feed(markup)
    reader.close()
    return [address for address in found if re.match(r"(?:https?:)?//", address)]
