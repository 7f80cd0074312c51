"""HTML that others wrote, as the plain words of the bank. Pure."""

import re
import unicodedata
from html.parser import HTMLParser

from django.utils.translation import gettext as _

BLOCKS = {
    "address", "article", "blockquote", "dd", "div", "dl", "dt", "figure", "figcaption", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "li", "ol", "p", "pre", "section", "table", "tbody", "thead", "tr", "ul", "br", "rubricBlock", "center",
}  # fmt: skip
PARAGRAPHS = {"p", "blockquote", "table", "ul", "ol", "pre", "dl"}
# Tags that say nothing about looks: without them nothing is lost.
BARE = {
    "p",
    "br",
    "div",
    "span",
    "html",
    "body",
    "head",
    "meta",
    "tbody",
    "thead",
    "section",
    "article",
    "font",
    "center",
}
SILENT = {"script", "style", "template", "noscript", "title", "object", "audio", "video", "iframe", "embed"}
MEDIA = {"audio", "video", "iframe", "embed", "object"}
RAISED = dict(zip("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", strict=True))
LOWERED = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
FORMULA = re.compile(r"\$\$.+?\$\$|\\\(.+?\\\)|\\\[.+?\\\]|\\(?:frac|sqrt|sum|int|vec)\b", re.DOTALL)


class Words(HTMLParser):
    """Collects the words of a piece of HTML, its pictures, and what plain words cannot keep."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts, self.pictures, self.losses = [], [], set()
        self.silent, self.preformatted, self.small, self.lists = 0, 0, [], []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag in MEDIA:
            self.losses.add("media")
        if tag in SILENT:
            self.silent += 1
        if self.silent:
            return
        if tag == "img":
            self._picture(given)
        elif tag == "math":
            self.losses.add("formula")
        elif tag not in BARE and tag not in ("sup", "sub"):
            self.losses.add("formatting")
        self._open(tag)

    def _picture(self, given):
        self.pictures.append((given.get("src") or "", (given.get("alt") or "").strip()))
        self.parts.append(f"\ue000{len(self.pictures) - 1}\ue001")

    def _open(self, tag):
        if tag in BLOCKS:
            self.parts.append("\n\n" if tag in PARAGRAPHS and not self.lists else "\n")
        if tag in ("ul", "ol"):
            self.lists.append([tag, 0])
        if tag == "li" and self.lists:
            self.lists[-1][1] += 1
            self.parts.append("– " if self.lists[-1][0] == "ul" else f"{self.lists[-1][1]}. ")
        if tag in ("td", "th"):
            self.parts.append("\ue002")
        if tag in ("sup", "sub"):
            self.small.append(tag)
        self.preformatted += tag == "pre"

    def handle_endtag(self, tag):
        if tag in SILENT and self.silent:
            self.silent -= 1
            return
        if tag in BLOCKS and tag not in ("br", "hr"):
            self.parts.append("\n\n" if tag in PARAGRAPHS and len(self.lists) < 2 else "\n")
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        if tag in ("sup", "sub") and self.small:
            self.small.pop()
        self.preformatted -= tag == "pre" and self.preformatted > 0

    def handle_data(self, data):
        if self.silent:
            return
        if self.small:
            data = _small(data.strip(), self.small[-1])
        if self.preformatted:
            data = data.replace("\n", "\ue003").replace(" ", "\ue004")
        self.parts.append(data if self.preformatted else re.sub(r"\s+", " ", data))

    @property
    def text(self):
        text = re.sub(r"\s*\ue002\s*", " | ", "".join(self.parts))
        lines = [re.sub(r"^\| ", "", re.sub(r"[^\S\n]+", " ", line).strip()) for line in text.split("\n")]
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
        return text.replace("\ue003", "\n").replace("\ue004", " ").strip("\n")


def _small(text, tag):
    signs = RAISED if tag == "sup" else LOWERED
    if all(sign in signs for sign in text):
        return "".join(signs[sign] for sign in text)
    return f"^({text})" if tag == "sup" else f"_({text})"


def words_of(markup: str) -> Words:
    reader = Words()
    reader.feed(CONTROL.sub("", markup))
    reader.close()
    return reader


def without_markup(markup: str, changes: list, find_picture=None) -> tuple[str, str, list]:
    """(plain words, the HTML where they lost something, pictures found), with every loss noted."""
    found = words_of(markup)
    if "formula" in found.losses:
        changes.append(_("A formula was turned into plain words; please check it."))
    if "media" in found.losses:
        changes.append(_("A sound, a film or something embedded was left out."))
    if "formatting" in found.losses:
        changes.append(_("Formatting was lost (bold, lists, tables or links)."))
    text, pictures = _pictures(found, changes, find_picture)
    if FORMULA.search(text):
        changes.append(_("A formula stays as it was typed; please check it."))
    html = markup if found.losses & {"formatting", "formula"} else ""
    return tidy(text), html, pictures


def _pictures(found, changes, find_picture):
    text, pictures = found.text, []
    is_bare = not re.sub(r"\ue000\d+\ue001", "", text).strip()
    for number, (source, words) in enumerate(found.pictures):
        picture = find_picture(source) if find_picture else None
        if picture and not pictures:
            pictures.append(picture)
        elif picture and picture != pictures[0]:
            changes.append(_("Only its first picture was kept."))
        elif not picture:
            changes.append(_("A picture was left out: it is not in the file, or of a kind that we do not take."))
        text = text.replace(f"\ue000{number}\ue001", words if is_bare else "" if picture or not words else f"[{words}]")
    return text, pictures


def tidy(text: str) -> str:
    """Plain words with one shape of line break, no control characters, and letters composed."""
    text = unicodedata.normalize("NFC", CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    text = text.replace("\u00a0", " ").replace("\u200b", "").replace("\ufeff", "")
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()
