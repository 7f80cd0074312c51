"""From a piece of a page to the sentences that are read aloud. Pure; read-aloud.js counts letters in the same way."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Elements that end a sentence, whether or not it has a full stop. Both sides of a line break are two things to say.
ENDING = _words(
    "address article aside blockquote br dd div dl dt fieldset figcaption figure form h1 h2 h3 h4 h5 h6 hr img label "
    "legend li ol p section table td th tr ul"
)
# A player speaks for itself, a button is not a thing to read. read-aloud.js has the same list.
SILENT = _words("audio button datalist details noscript script select style svg template textarea video")
EMPTY = _words("area base br col embed hr img input link meta source track wbr")
# What JavaScript calls \s, so that both sides count the same letters.
SPACE = "\t\n\x0b\x0c\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
SPACES = re.compile(f"[{SPACE}]+")
# A full stop after one of these, or after a single capital, does not end a sentence.
# "v.v." and "etc." may end one: only a small letter after them says that they do not.
SHORT = _words("tp tx tt đ/c đc ths ts gs pgs bs ks nxb ubnd hđnd mr mrs ms dr prof vs e.g i.e")
END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[–-]*\s?(\w))")
LAST_WORD = re.compile(r"(\S+?)\.+[\"'”’»)\]]*\s+$")


@dataclass(frozen=True)
class Passage:
    """A piece of a page that is read as one."""

    id: str
    sentences: tuple[str, ...]
    hash: str

    @property
    def text(self) -> str:
        return "\n".join(self.sentences)

    @property
    def lengths(self) -> str:
        """How many letters each sentence has, as the browser counts them: without spaces, in units of UTF-16."""
        return " ".join(str(letters(sentence)) for sentence in self.sentences)


def passage(id: str, html: str, language: str) -> Passage:
    """Whatever the page shows there, in the order it is shown; a picture is what it says of itself."""
    found = tuple(sentences(html))
    return Passage(id, found, text_hash("\n".join(found), language))


def text_hash(text: str, language: str) -> str:
    """64 hex digits: the same for the same words in the same language, however they are typed or spaced."""
    return hashlib.sha256(f"{language}\n{normalised(text)}".encode()).hexdigest()


def normalised(text: str) -> str:
    return SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def letters(text: str) -> int:
    return len(SPACES.sub("", text).encode("utf-16-le")) // 2


def sentences(html: str) -> list[str]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [sentence for piece in reader.pieces for sentence in split(piece)]


def split(text: str) -> list[str]:
    """The sentences of one paragraph; "TP. Huế", "10.000 đ", "1.5" and "Y. Bảo" stay whole."""
    text = SPACES.sub(" ", text).strip()
    found, begin = [], 0
    for match in END.finditer(text):
        if not match[1].islower() and not _is_shortened(text[begin : match.end()]):
            found.append(text[begin : match.end()].strip())
            begin = match.end()
    return [sentence for sentence in [*found, text[begin:].strip()] if sentence]


def _is_shortened(text: str) -> bool:
    word = LAST_WORD.search(text)
    if not word:
        return False
    word = word[1].strip("\"'“‘«([")
    return word.lower() in SHORT or (len(word) == 1 and word.isupper())


class _Reader(HTMLParser):
    """Collects what is shown, a piece for each paragraph."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.pieces = [""]
        self.silent_depth = 0

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        is_silent = tag in SILENT or "hidden" in attrs or "data-silent" in attrs
        if tag not in EMPTY and (self.silent_depth or is_silent):
            self.silent_depth += 1
        if self.silent_depth or is_silent:
            return
        self._end_piece(tag)
        if tag == "img" and attrs.get("alt"):
            self.pieces[-1] += attrs["alt"]
            self._end_piece(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag in EMPTY:
            return
        if self.silent_depth:
            self.silent_depth -= 1
        else:
            self._end_piece(tag)

    def handle_data(self, data):
        if not self.silent_depth:
            self.pieces[-1] += data

    def _end_piece(self, tag):
        if tag in ENDING and self.pieces[-1]:
            self.pieces.append("")
