"""Which parts of a question belong to which kind, and the words of the editor for each. Pure."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from .interactions import Interaction as Kind

JUDGED = [Kind.CHOICE, Kind.TRUE_FALSE, Kind.FILL_IN, Kind.NUMERIC, Kind.HOT_SPOT]
# What is not named here belongs to every kind.
KINDS_WITH = {
    "choices": [kind for kind in Kind if kind != Kind.LONG_FILL_IN],
    "match": [Kind.MATCHING],
    "is_right": JUDGED,
    "feedback": JUDGED,
    "area": [Kind.HOT_SPOT],
    "tolerance": [Kind.NUMERIC],
    "weight": [Kind.CHOICE, Kind.FILL_IN, Kind.NUMERIC, Kind.HOT_SPOT],
    "choice_files": [Kind.CHOICE, Kind.TRUE_FALSE],
    "choice_more": JUDGED,
    "is_multiple": [Kind.CHOICE, Kind.HOT_SPOT],
    "is_shuffled": [Kind.CHOICE, Kind.MATCHING],
    "ignores_case": [Kind.FILL_IN],
    "ignores_accents": [Kind.FILL_IN],
    "answering": [Kind.CHOICE, Kind.MATCHING, Kind.FILL_IN, Kind.HOT_SPOT],
    "is_partial": [Kind.CHOICE, Kind.SEQUENCING, Kind.MATCHING, Kind.HOT_SPOT],
    "takes_away": [Kind.CHOICE, Kind.TRUE_FALSE, Kind.HOT_SPOT],
    "right_feedback": [kind for kind in Kind if kind != Kind.LONG_FILL_IN],
    "wrong_feedback": [kind for kind in Kind if kind != Kind.LONG_FILL_IN],
}


def kinds_with(part: str) -> dict[str, str]:
    """What the editor's script has to know of a part, as attributes of HTML."""
    return {"data-kinds": " ".join(KINDS_WITH[part])}


def explanations() -> dict[str, str]:
    """One line for each kind."""
    return {
        Kind.CHOICE: _("People pick one answer, or several."),
        Kind.TRUE_FALSE: _("A sentence that is right or wrong."),
        Kind.SEQUENCING: _("Steps that people put in order."),
        Kind.MATCHING: _("What belongs to what."),
        Kind.FILL_IN: _("People type the missing word."),
        Kind.NUMERIC: _("An amount, a year, a count."),
        Kind.HOT_SPOT: _("Where to tap on a picture."),
        Kind.LONG_FILL_IN: _("A few sentences; you read them."),
    }


def row_words(language: str) -> dict[str, dict]:
    """For each kind with rows: what they are called, how many there are to begin with, and what stands in them.

    `language`: that of the question, for “True” and “False”.
    """
    with override(language):
        true_false = [pgettext("statement", "True"), pgettext("statement", "False")]
    picked = {"heading": _("Choices"), "row": _("Choice"), "text": _("Words"), "rows": 2}
    picked |= {"feedback": _("What to say when it is chosen")}
    typed = picked | {"feedback": _("What to say to this answer"), "rows": 1, "is_right": True}
    return {
        Kind.CHOICE: picked
        | {"help": _("Mark what is right. Say for each choice why: that is how people learn."), "rows": 3},
        Kind.TRUE_FALSE: picked | {"help": _("Mark which of the two is right."), "begin": true_false},
        Kind.SEQUENCING: picked
        | {"heading": _("Steps in their order"), "row": _("Step"), "rows": 3}
        | {"help": _("Write them in the right order, first to last. The arrows move a step. People see them mixed.")},
        Kind.MATCHING: picked
        | {"heading": _("Pairs"), "row": _("Pair"), "text": _("This"), "match": _("goes with this")}
        | {"help": _("Leave the first one empty to offer something that goes with nothing.")},
        Kind.FILL_IN: typed
        | {"heading": _("Answers"), "row": _("Answer"), "text": _("What people may type")}
        | {"help": _("Write every answer that counts. For a common mistake, add it too and take its “right” off.")},
        Kind.NUMERIC: typed
        | {"heading": _("Numbers"), "row": _("Number"), "text": _("The number")}
        | {"help": _("Write it as you are used to, such as 1,500,000 or 12.5.")},
        Kind.HOT_SPOT: picked
        | {"heading": _("Places on the picture"), "row": _("Place"), "text": _("Name of the place")}
        | {"help": _("Draw each place on the picture and mark the right one. Whoever cannot see it picks it by name.")},
    }


def drawing_words() -> dict[str, str]:
    """What is said while places are drawn."""
    return {
        "no_picture": _("First choose the picture, above."),
        "how": _("Drag over the picture to draw a place; drag a place to move it, its corner to make it bigger."),
        "keys": _("Arrow keys move it, Shift with an arrow key makes it bigger or smaller, Delete takes it away."),
        "missing": _("Not on the picture yet."),
        "drawn": _("Drawn on the picture."),
        "put": _("Put it on the picture"),
        "show": _("Show it"),
        "erase": _("Take it off"),
        "nameless": _("no name yet"),
        "place": _("Place"),
    }


def cards() -> list[tuple[str, str, str]]:
    """(kind, its name, one line about it) in the order they are offered."""
    lines = explanations()
    return [(kind.value, capfirst(str(kind.label)), lines[kind]) for kind in Kind]


def words(language: str) -> dict:
    """All that the editor's scripts say."""
    kinds = {kind: said | {"add": _("Add: %(row)s") % said} for kind, said in row_words(language).items()}
    return {"kinds": kinds, "drawing": drawing_words()}
