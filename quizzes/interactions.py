"""The kinds of question, and what makes one sound. Pure."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Interaction(models.TextChoices):
    """xAPI's interaction types."""

    CHOICE = "choice", gettext_lazy("choice")
    TRUE_FALSE = "true-false", gettext_lazy("true or false")


def fault(interaction: str, is_multiple: bool, rights: list[bool]) -> str:
    """What is wrong with a question that offers these choices (right or not), as a sentence; empty if nothing is."""
    if interaction == Interaction.TRUE_FALSE and (len(rights) != 2 or is_multiple):
        return _("A true-or-false question has exactly two choices, and one is right.")
    if not any(rights):
        return _("Mark at least one choice as right.")
    if sum(rights) > 1 and not is_multiple:
        return _("Only one choice can be right, unless several right choices are allowed.")
    return ""
