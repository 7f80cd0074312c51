"""The state of what is learnt: what has not been compared with the real thing for long, or is said to have changed."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from courses.freshness.lines import Line, lines

# How long a check holds: apps change about twice a year.
GOOD_FOR = timedelta(days=183)
CHANGED, BROKEN, NEVER, OLD, FRESH = "changed", "broken", "never", "old", "fresh"


@dataclass(frozen=True)
class State:
    lines: list[tuple[Line, str]]  # each with what is the matter with it

    @property
    def stale(self) -> int:
        return sum(what != FRESH for _line, what in self.lines)

    @property
    def oldest(self) -> date | None:
        return min((line.checked_on for line, _what in self.lines if line.checked_on), default=None)

    @property
    def never(self) -> int:
        return sum(what == NEVER for _line, what in self.lines)


def state(language: str, today: date) -> State:
    """Of one language; what needs a look first comes first."""
    return State([(line, matter(line, today)) for line in lines(language=language)])


def matter(line: Line, today: date) -> str:
    if line.flag:
        return CHANGED
    if line.broken_links:
        return BROKEN
    if line.checked_on is None:
        return NEVER
    return OLD if today - line.checked_on > GOOD_FOR else FRESH


def matter_words(what: str) -> str:
    return {
        CHANGED: _("the real screen has changed"),
        BROKEN: _("a link leads nowhere"),
        NEVER: _("never checked"),
        OLD: _("not checked for half a year"),
        FRESH: _("up to date"),
    }[what]
