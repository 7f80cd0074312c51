"""Whether a sitting counts, by the rules of its quiz. Pure."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

# What a slow phone may take from the last touch to the first word in its memory.
GRACE_S = 60
NO_RULES = {"attempts_allowed": None, "wait_minutes": 0, "minutes": None, "is_supervised": False}


class Objection(models.TextChoices):
    """Why a sitting is kept but does not count."""

    TOO_MANY = "too-many", _("all attempts were used")
    TOO_SOON = "too-soon", _("too soon after the one before")
    TOO_LATE = "too-late", _("longer than the time for it")
    NOT_SUPERVISED = "not-supervised", _("no trainer had opened the quiz")


def objection(rules: dict, earlier: list[datetime], at: datetime, seconds: int | None, present: dict | None) -> str:
    """Empty if it counts.

    `earlier`: when those before it that count were sent; `seconds`: how long it took, if that is known; `present`: the
    supervision it was sat under, {"extra_percent"}, or None.
    """
    rules = NO_RULES | rules
    if rules["is_supervised"] and present is None:
        return Objection.NOT_SUPERVISED
    if rules["attempts_allowed"] and len(earlier) >= rules["attempts_allowed"]:
        return Objection.TOO_MANY
    if earlier and at < next_turn(rules, earlier[-1]):
        return Objection.TOO_SOON
    if rules["minutes"] and seconds is not None and seconds > time_limit(rules, present) + GRACE_S:
        return Objection.TOO_LATE
    return ""


def next_turn(rules: dict, last: datetime) -> datetime:
    """From when on the quiz may be sat again."""
    return last + timedelta(minutes=rules.get("wait_minutes") or 0)


def time_limit(rules: dict, present: dict | None) -> float:
    """Seconds, with the extra time of a person who needs it."""
    return rules["minutes"] * 60 * (1 + (present["extra_percent"] if present else 0) / 100)


def has_rules(rules: dict) -> bool:
    return any(rules.get(name, usual) != usual for name, usual in NO_RULES.items())
