import json

from django import template
from django.utils.formats import localize

from .. import sheets, wording
from ..drawing import drawn
from ..interactions import PICKED, Interaction
from ..scoring import told

register = template.Library()
# What is asked in the same way.
SAME = {
    Interaction.TRUE_FALSE: Interaction.CHOICE,
    Interaction.NUMERIC: Interaction.FILL_IN,
}


@register.filter
def as_json(value):
    return json.dumps(value, separators=(",", ":"))


@register.filter
def plain_number(points):
    """Points without decimals that say nothing: 7, 7,5."""
    return localize(points.normalize() if points != int(points) else int(points))


@register.filter
def asked_count(slots):
    """How many questions one person gets."""
    return len(drawn(slots, ""))


@register.filter
def ask_template(question):
    kind = SAME.get(question.interaction, question.interaction)
    return f"quizzes/ask/{kind.replace('-', '_')}.html"


@register.filter
def is_picked(question):
    """Whether it is answered by picking among what is shown."""
    return question.interaction in PICKED


@register.filter
def shown_choices(question):
    return sheets.offered(question)


@register.filter
def to_match(question):
    return sheets.matches(question)


@register.simple_tag(takes_context=True)
def given_to(context, question):
    """What was answered before, when a quiz comes back unfinished."""
    return (context.get("answers") or {}).get(str(question.key), [])


@register.filter
def is_among(choice, given):
    return str(choice.key) in given


@register.filter
def paired(choice, match):
    return f"{choice.key}={match}"


@register.filter
def place_in(choice, given):
    """Where a thing stood in an order that comes back, from 1; 0 where it had no place."""
    return given.index(str(choice.key)) + 1 if str(choice.key) in given else 0


@register.filter
def practice_key(question):
    """What a script needs to mark a quick check of a lesson by itself, without network."""
    return sheets.practice_key(question)


@register.filter
def area_on(choice, picture):
    """The place of a choice in the units of its picture."""
    area = choice.area or {}
    sides = {"x": picture.width, "y": picture.height, "width": picture.width, "height": picture.height}
    return {side: round(area.get(side, 0) * whole / 100) for side, whole in sides.items()}


@register.filter
def part_of(number, parts):
    return round(number / parts)


@register.filter
def told_about(question):
    return told(question)


@register.filter
def answered_words(question):
    return wording.answered(question)


@register.filter
def right_words(question):
    return wording.right(question)


@register.filter
def share_of(given, key):
    return given.get(key)
