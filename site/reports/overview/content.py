"""The state of what is learnt: what has not been compared with the real thing for long, or is said to have changed."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from courses.catalogue import is_flagged
from courses.freshness.lines import Line, lines
from courses.models import LessonPage, Rehearsal

# How long a check holds: apps change about twice a year.
GOOD_FOR = timedelta(days=183)
CHANGED, BROKEN, NEVER, OLD, FRESH = "changed", "broken", "never", "old", "fresh"


STALE = (CHANGED, NEVER, OLD)


@dataclass(frozen=True)
class Tally:
    """How many lessons and rehearsals there are, how many have to be looked at, how many nobody has ever checked."""

    whole: int
    stale: int
    never: int
    oldest: date | None


def tally(language: str, today: date) -> Tally:
    """Of one language, in two queries."""
    rows = []
    for model in (LessonPage, Rehearsal):
        found = model.objects.filter(live=True, locale__language_code=language).order_by()
        rows += [(key, day) for key, day in found.values_list("translation_key", "checked_on")]
    matters = [matter(day, is_flagged(key, language), today) for key, day in rows]
    days = [day for _key, day in rows if day]
    return Tally(len(rows), sum(what in STALE for what in matters), matters.count(NEVER), min(days, default=None))


def state(language: str, today: date) -> list[tuple[Line, str]]:
    """Each with what is the matter with it; what needs a look first comes first."""
    return [
        (line, matter(line.checked_on, bool(line.flag), today, bool(line.broken_links)))
        for line in lines(language=language)
    ]


def matter(checked_on: date | None, is_changed: bool, today: date, has_broken_links: bool = False) -> str:
    if is_changed:
        return CHANGED
    if checked_on is None:
        return NEVER
    if today - checked_on > GOOD_FOR:
        return OLD
    return BROKEN if has_broken_links else FRESH


def matter_words(what: str) -> str:
    return {
        CHANGED: _("the real screen has changed"),
        BROKEN: _("a link leads nowhere"),
        NEVER: _("never checked"),
        OLD: _("not checked for half a year"),
        FRESH: _("up to date"),
    }[what]
