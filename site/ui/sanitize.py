"""The one place where HTML that people typed is cleaned: always when it is written, never when it is shown.

Two passes on one allow-list. bleach is named by the project but closed its books in June 2026; nh3 is maintained, and
each of the two catches something the other lets through.
"""

import html
import re

import bleach
import nh3

TAGS = {
    "a", "b", "strong", "i", "em", "p", "br", "ul", "ol", "li", "h2", "h3", "h4", "sup", "sub", "blockquote", "embed",
}  # fmt: skip
# linktype, embedtype and id are how Wagtail stores a link to a page, a document or a picture.
ATTRIBUTES = {"a": {"href", "linktype", "id"}, "embed": {"embedtype", "id", "format", "alt"}}
SCHEMES = {"http", "https", "mailto", "tel"}
# Their text is code, not words: bleach keeps the text of a tag that it removes.
# What no markup, entity or hidden sign is in comes out of both cleaners as it went in.
SUSPECT = re.compile(r"[<&\x00-\x08\x0b-\x1f\x7f-\x9f]")
CODE = re.compile(r"<(script|style|template|noscript)\b.*?(</\1\s*>|$)", re.IGNORECASE | re.DOTALL)


def clean_html(markup: str) -> str:
    """Rich text with only the tags, attributes and link schemes of this module; all else is dropped or escaped."""
    markup = CODE.sub("", markup)
    markup = bleach.clean(
        markup,
        tags=TAGS,
        attributes={tag: sorted(names) for tag, names in ATTRIBUTES.items()},
        protocols=SCHEMES,
        strip=True,
    )
    return nh3.clean(markup, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


def clean_text(text: str) -> str:
    """Plain text: every tag goes, the words stay; the result is text, not HTML (it is escaped where it is shown)."""
    if not SUSPECT.search(text):
        return text
    while (cleaned := _without_tags(text)) != text:  # taking a tag out may join the halves of another
        text = cleaned
    return text


def _without_tags(text):
    stripped = bleach.clean(CODE.sub("", text), tags=set(), attributes={}, strip=True)
    return html.unescape(nh3.clean(stripped, tags=set(), attributes={}))
