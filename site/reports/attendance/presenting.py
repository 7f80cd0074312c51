"""Classes put into words for officials."""

from django.utils.translation import gettext as _

from ..overview.cards import Card
from ..wording import number
from .reading import NUMBERS, Classes, Line

COLUMNS = ("name", *NUMBERS)


def classes_context(classes: Classes) -> dict:
    """For `reports/_classes.html`; empty where there never was a class."""
    return {"cards": cards(classes.own, classes.view.is_own)} if classes.is_known else {}


def cards(line: Line, is_own: bool) -> list[Card]:
    return [
        Card(_("Classes held"), number(line.sessions), "" if is_own else _("with five people or more")),
        Card(_("People who came"), number(line.attendees), _("who live here, each once")),
        Card(_("Turns"), number(line.attendances), _("times somebody came, by name")),
        Card(_("Present"), number(line.headcount), _("in the classes held here, by name or by hand")),
    ]


def words_of_columns(first: str) -> dict[str, str]:
    """The heads of the tables; the first column says what the rows are."""
    words = _("Classes held"), _("People who came"), _("Turns"), _("Present")
    return dict(zip(COLUMNS, (first, *words), strict=True))
