"""What counts of a course, as the list that a learner reads. Pure but for the words."""

from collections.abc import Collection, Mapping
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .completion import Rule
from .rehearsing import is_enough


class Item(NamedTuple):
    """One line: what is to be done, and whether it is."""

    kind: str  # "lessons", "rehearsal" or "quiz"
    text: str
    is_done: bool = False
    keys: tuple[UUID, ...] = ()  # of the lessons or the rehearsal
    mode: str = ""


def checklist(
    rule: Rule,
    titles: Mapping[UUID, str],
    lessons_done: Collection[UUID] = (),
    rehearsed: Mapping[UUID, str] | None = None,
    is_passed: bool = False,
) -> list[Item]:
    """A line for the lessons together, one for each rehearsal (of whose titles we know) and one for the quiz.

    `rehearsed` gives the best way in which each rehearsal was done.
    """
    best, items = rehearsed or {}, []
    if rule.lesson_keys:
        items.append(_lessons(rule.lesson_keys, sum(key in lessons_done for key in rule.lesson_keys)))
    for key, mode in rule.rehearsals.items():
        text = _ways()[mode] % {"title": titles.get(key, "")}
        items.append(Item("rehearsal", text, is_enough(best.get(key), mode), (key,), mode))
    if rule.pass_mark is not None:
        items.append(Item("quiz", _("Quiz: at least %(mark)s %% right") % {"mark": rule.pass_mark}, is_passed))
    return items


def _lessons(keys, done):
    if done:
        text = _("%(done)s of %(count)s lessons") % {"done": done, "count": len(keys)}
    else:
        text = ngettext("%(count)s lesson", "%(count)s lessons", len(keys)) % {"count": len(keys)}
    return Item("lessons", text, done == len(keys), tuple(keys))


def _ways():
    return {
        "show": _("Practice: %(title)s, watched to the end"),
        "help": _("Practice: %(title)s, with hints"),
        "alone": _("Practice: %(title)s, on your own"),
    }
