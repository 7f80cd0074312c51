"""Marks what is read aloud: `{% narrated %}` around a page's passages, `{% passage id %}` around each."""

import re

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from ..models import Recording
from ..text import passage

register = template.Library()
# No page holds a NUL, so words can't be taken for a mark.
MARK = re.compile("\0([0-9a-f]{64})\0")


@register.simple_block_tag(takes_context=True)
def narrated(context, content):
    """Gives each passage inside its sound, by one query."""
    hashes = MARK.findall(content)
    sound = Recording.objects.by_hash(hashes) if hashes else {}
    return mark_safe(MARK.sub(lambda match: attributes(sound.get(match[1])), content))  # noqa: S308


def attributes(recording):
    if recording is None:
        return ""
    begins = " ".join(f"{second:g}" for second in recording.begins)
    return format_html(' data-audio="{}"', recording.file.url) + (
        format_html(' data-begins="{}"', begins) if begins else ""
    )


@register.simple_block_tag(takes_context=True, name="passage")
def mark_passage(context, content, id, css=""):
    """Wraps what is read as one; the browser finds its sentences by their number of letters."""
    found = passage(str(id), content, get_language())
    if not found.sentences:
        return content
    if "passages" in context:
        context["passages"].append(found)
    style = format_html(' class="{}"', css) if css else ""
    mark = mark_safe(f"\0{found.hash}\0")  # noqa: S308
    return format_html('<div{} data-read="{}"{}>{}</div>', style, found.lengths, mark, content)
