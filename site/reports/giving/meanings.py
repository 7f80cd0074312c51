"""What the numbers given to machines mean, in a few words each."""

from django.utils.translation import gettext as _

from .reading import MEASURES


def meanings() -> dict[str, str]:
    """What is counted, and what the numbers are."""
    known = {
        "learners": _("began a course"),
        "completions": _("completed a course"),
        "certificates": _("hold a certificate"),
        "reached": _("did a first lesson"),
        "tried": _("sat the quiz"),
        "first_passes": _("passed at first try"),
    }
    return {name: known[name] for name in MEASURES}


def of_aims() -> dict[str, str]:
    """What stands beside the counts of a unit."""
    return {
        "adults": _(
            "how many adults live there, from what age, who counted them, when and how surely; null: nobody has"
        ),
        "coverage": _(
            "certificates so far, as shown, of 100 adults, rounded down to tenths; null with the reason in why"
        ),
        "target": _(
            "its own, or the share its province has set: how many people by when, how many are missing, status"
        ),
    }


def of_keys() -> str:
    return _(
        "When a place takes a new name, its key goes along. When it becomes part of another or is divided, the key "
        "shows it as it was until then (valid_to); ask for another key to read what it became."
    )


def rule() -> str:
    return _(
        "Every count is rounded down to fives, as it has come together since the beginning; fewer than five people "
        "are null. A month shows the difference of two such counts."
    )
