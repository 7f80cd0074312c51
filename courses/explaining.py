"""Marks in a lesson the first place of each word that the glossary explains. Pure: markup in, markup out."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

# Only what stands in running text is explained, and nothing in what is itself something to tap or a title.
RUNNING = "prose"
LEFT_ALONE = set("a button code figure h1 h2 h3 h4 h5 h6 label script style summary svg template".split())  # noqa: SIM905
INLINE = {"b", "strong", "i", "em", "sup", "sub", "span", "mark", "u"}
EMPTY = set("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905
BUTTON = '<button class="term" type="button" popovertarget="term-{}">'
CLOSING = re.compile("</(b|strong|i|em)>")
AFTER = re.compile(r"[.,;:!?)”’…]*")
# Marks that stand over or under a letter belong to it, even where no single sign holds both.
LETTER = r"[\w\u0300-\u036f]"


@dataclass(frozen=True)
class Entry:
    """A word of the glossary in one language; `forms` are all its spellings, `instead` everyday words for it."""

    forms: tuple[str, ...]
    meaning: str
    instead: str = ""
    is_only_for_authors: bool = False

    @property
    def term(self) -> str:
        return self.forms[0]


class Glossary:
    """The words of one language, ready to be looked for: whole words in any case, the longest first."""

    def __init__(self, entries: Iterable[Entry]):
        self.entries = tuple(entries)
        self.by_form = {normal(form): entry for entry in self.entries for form in reversed(entry.forms) if form.strip()}
        longest_first = sorted(self.by_form, key=len, reverse=True)
        words = "|".join(map(re.escape, longest_first)) or r"(?!)"
        # A full stop or an @ without a space is part of an address: vneid.gov.vn is no place to explain VNeID.
        self.pattern = re.compile(rf"(?<!{LETTER})(?<![.@])(?:{words})(?!{LETTER}|[.@]{LETTER})")

    def found_in(self, text: str) -> Iterator[Entry]:
        """The entries whose words stand in a text, each once, in order."""
        matches = (self.by_form[match[0]] for match in self.pattern.finditer(normal(text)))
        return iter(dict.fromkeys(matches))


def normal(text: str) -> str:
    """As words are compared: composed, without case, one space where there are several."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).casefold()).strip()


def mark(markup: str, glossary: Glossary) -> tuple[str, list[Entry]]:
    """The markup with a button around the first place of each word, and the entries in their order: the n-th one
    opens the popover `term-n`, from 1. Every other character stays as it was.
    """
    reader = _Reader(markup, glossary)
    reader.feed(markup)
    reader.close()
    reader.end_of_block()
    pieces, at = [], 0
    for number, (start, end, _entry) in enumerate(reader.found, 1):
        control = [BUTTON.format(number), markup[start:end], "</button>"]
        tag = CLOSING.match(markup, end)
        if tag and markup.endswith(f"<{tag[1]}>", at, start):  # the word and nothing else is bold
            start, end = start - len(tag[0]) + 1, tag.end()
            control = [f"<{tag[1]}>", *control, tag[0]]
        stop = AFTER.match(markup, end).end()
        if stop > end:  # no line begins with a full stop
            control = ['<span class="glued">', *control, markup[end:stop], "</span>"]
        pieces += [markup[at:start], *control]
        at = stop
    return "".join([*pieces, markup[at:]]), [entry for _start, _end, entry in reader.found]


class _Reader(HTMLParser):
    """Gathers the running text block by block, and for each of its letters where it stands in the markup."""

    def __init__(self, markup, glossary):
        super().__init__(convert_charrefs=False)
        self.markup, self.glossary, self.found, self.seen = markup, glossary, [], set()
        self.line_starts = [0, *(match.end() for match in re.finditer("\n", markup))]
        self.open: list[tuple[str, bool, bool]] = []  # tag, whether it is running text, whether it is left alone
        self.letters: list[tuple[str, int, int, int]] = []  # letter, from, to, and the piece of text it is in
        self.piece = 0

    @property
    def at(self):
        line, column = self.getpos()
        return self.line_starts[line - 1] + column

    def handle_starttag(self, tag, attrs):
        self.part(tag)
        if tag in EMPTY:
            return
        is_running, is_left = self.open[-1][1:] if self.open else (False, False)
        classes = (dict(attrs).get("class") or "").split()
        self.open.append((tag, is_running or RUNNING in classes, is_left or tag in LEFT_ALONE))

    def handle_startendtag(self, tag, attrs):
        self.part(tag)

    def handle_endtag(self, tag):
        self.part(tag)
        if any(tag == name for name, *_states in self.open):
            while self.open.pop()[0] != tag:
                pass

    def part(self, tag):
        """Bold in the middle of a word leaves the word whole; a paragraph ends it."""
        self.piece += 1
        if tag not in INLINE:
            self.end_of_block()

    def handle_data(self, data):
        start = self.at
        for offset, letter in enumerate(data):
            self.take(letter, start + offset, start + offset + 1)

    def handle_entityref(self, name):
        self.take_reference(f"&{name}")

    def handle_charref(self, name):
        self.take_reference(f"&#{name}")

    def take_reference(self, reference):
        start, end = self.at, self.at + len(reference)
        self.take(unescape(f"{reference};"), start, end + self.markup.startswith(";", end))

    def take(self, letter, start, end):
        is_running, is_left = self.open[-1][1:] if self.open else (False, False)
        # What is left alone still parts the words around it.
        self.letters.append((letter if is_running and not is_left else "\x00", start, end, self.piece))

    def end_of_block(self):
        text, places = self.normal_letters()
        for match in self.glossary.pattern.finditer(text):
            entry = self.glossary.by_form[match[0]]
            first, last = places[match.start()], places[match.end() - 1]
            if entry not in self.seen and first[2] == last[2]:
                self.seen.add(entry)
                self.found.append((first[0], last[1], entry))
        self.letters = []

    def normal_letters(self):
        """The block as words are compared, and for each letter of it (from, to, piece)."""
        text, places = [], []
        for letter, start, end, piece in _composed(self.letters):
            folded = " " if letter.isspace() else unicodedata.normalize("NFC", letter).casefold()
            if folded == " " and text[-1:] == [" "] and places[-1][2] == piece:
                continue
            text += folded
            places += [(start, end, piece)] * len(folded)
        return "".join(text), places


def _composed(letters):
    """A letter together with the marks that stand on it."""
    group = None
    for letter, start, end, piece in letters:
        if group and unicodedata.combining(letter[0]) and group[3] == piece:
            group = (group[0] + letter, group[1], end, piece)
            continue
        if group:
            yield group
        group = (letter, start, end, piece)
    if group:
        yield group
