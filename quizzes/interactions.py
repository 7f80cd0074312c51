"""The kinds of question, and what makes one sound. Pure."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .notation import numbers


class Interaction(models.TextChoices):
    """xAPI's interaction types, and a place on a picture."""

    CHOICE = "choice", gettext_lazy("choice")
    TRUE_FALSE = "true-false", gettext_lazy("true or false")
    SEQUENCING = "sequencing", gettext_lazy("put in order")
    MATCHING = "matching", gettext_lazy("match pairs")
    FILL_IN = "fill-in", gettext_lazy("a word or two")
    NUMERIC = "numeric", gettext_lazy("a number")
    HOT_SPOT = "hot-spot", gettext_lazy("a place on a picture")
    LONG_FILL_IN = "long-fill-in", gettext_lazy("own words, read by a trainer")


# Where the person picks among what is shown, by its key.
PICKED = {Interaction.CHOICE, Interaction.TRUE_FALSE, Interaction.HOT_SPOT}
TYPED = {Interaction.FILL_IN, Interaction.NUMERIC, Interaction.LONG_FILL_IN}
# Where part of the points can be given for part of the answer.
DIVISIBLE = {Interaction.SEQUENCING, Interaction.MATCHING}
AREA_SIDES = ("x", "y", "width", "height")


def fault(question: dict) -> str:
    """What is wrong with a question, as a sentence; empty if nothing is.

    `question`: {"interaction", "is_multiple", "has_picture", "choices": [{"text", "match", "is_right", "area"}]}
    """
    interaction, choices = question["interaction"], question["choices"]
    if interaction == Interaction.LONG_FILL_IN:
        return ""
    if interaction in TYPED:
        return _fault_of_typed(interaction, choices)
    if interaction == Interaction.MATCHING:
        return _fault_of_matching(choices)
    if len(choices) < 2:
        return _("Give at least two choices.")
    if any(not choice["text"].strip() for choice in choices):
        return _("Each choice needs words, also one with a picture: not everybody sees it.")
    return "" if interaction == Interaction.SEQUENCING else _fault_of_picked(question, choices)


def _fault_of_picked(question, choices):
    rights = sum(choice["is_right"] for choice in choices)
    if question["interaction"] == Interaction.TRUE_FALSE and (len(choices) != 2 or question["is_multiple"]):
        return _("A true-or-false question has exactly two choices, and one is right.")
    if not rights:
        return _("Mark at least one choice as right.")
    if rights > 1 and not question["is_multiple"]:
        return _("Only one choice can be right, unless several right choices are allowed.")
    if question["interaction"] == Interaction.HOT_SPOT:
        return _fault_of_picture(question, choices)
    return ""


def _fault_of_picture(question, choices):
    if not question["has_picture"]:
        return _("Choose the picture on which people find the place.")
    if any(not is_area(choice["area"]) for choice in choices):
        return _("Draw where each place is on the picture.")
    return ""


def row_faults(interaction: str, row: dict) -> list[tuple[str, str]]:
    """(field, what is wrong) of one choice, for the author who looks at it; the whole is judged by `fault`."""
    text, is_matching = row["text"].strip(), interaction == Interaction.MATCHING
    checks = [
        ("text", not text and not is_matching, _("Write this one, or take it out.")),
        ("match", is_matching and not row["match"].strip(), _("Say what it goes with.")),
        ("area", interaction == Interaction.HOT_SPOT and not is_area(row["area"]), _("Draw it on the picture.")),
        ("text", _is_no_number(interaction, text), _("This has to be a number, such as 12 or 12,5.")),
    ]
    return [(field, sentence) for field, is_wrong, sentence in checks if is_wrong]


def _is_no_number(interaction, text):
    return interaction == Interaction.NUMERIC and text not in ("", "*") and len(numbers(text)) != 1


def is_area(area) -> bool:
    """Whether it is a rectangle inside the picture: {"x", "y", "width", "height"} in per cent of its sides."""
    if not isinstance(area, dict) or set(area) != set(AREA_SIDES):
        return False
    x, y, width, height = (area[side] for side in AREA_SIDES)
    if not all(isinstance(n, int | float) and not isinstance(n, bool) and 0 <= n <= 100 for n in (x, y, width, height)):
        return False
    return width > 0 and height > 0 and x + width <= 100.01 and y + height <= 100.01


def _fault_of_typed(interaction, choices):
    if not any(choice["is_right"] for choice in choices):
        return _("Give at least one answer that is right.")
    if any(not choice["text"].strip() for choice in choices):
        return _("An answer has no words. Write it, or take it out.")
    if any(_is_no_number(interaction, choice["text"]) for choice in choices):
        return _("Each answer has to be a number, such as 12 or 12,5.")
    return ""


def _fault_of_matching(choices):
    pairs = [choice for choice in choices if choice["text"].strip()]
    if len(pairs) < 2 or any(not choice["match"].strip() for choice in choices):
        return _("Give at least two pairs, and say for each what it goes with.")
    if len({choice["text"] for choice in pairs}) < len(pairs):
        return _("The same words stand in two pairs. Nobody could tell them apart.")
    return ""
