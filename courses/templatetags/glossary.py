"""`{% explained %}` around a lesson: words of the glossary open their meaning, which stands once more at its end."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from ..explaining import mark
from ..glossary import glossary

register = template.Library()


@register.simple_block_tag(takes_context=True)
def explained(context, content):
    """Around passages that have their sound already: what is read aloud, and its hash, stay as they were."""
    marked, entries = mark(content, glossary(get_language()))
    if not entries:
        return content
    return mark_safe(marked + render_to_string("courses/_words.html", {"entries": entries}))  # noqa: S308
