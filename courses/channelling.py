"""How something was done, told from the events of that moment."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef

from learners.models import Learner
from quizzes.models import Attempt
from records.channels import RANK, Channel
from records.models import Event

from .models import CourseProgress
from .signals import classes_asked


def settle_channels(rows: Iterable[CourseProgress], before: dict, learners: Iterable[Learner], heard: set) -> None:
    """How each beginning and end was done, where the moment is new or more was heard of it.

    `before` are the rows as they were, by course; `learners` are one person, whose events may be under several keys.
    """
    moved = [row for row in rows if _may_differ(row, before.get(row.course_key), heard)]
    found = channels_at(learners, {moment for row in moved for moment in moments_of(row) if moment})
    for row in moved:
        row.started_channel = channel(found, row.started_at)
        row.completed_channel = channel(found, row.completed_at, row.passed_at) if row.completed_at else ""


def _may_differ(row, before, heard):
    return before is None or moments_of(row) != moments_of(before) or not heard.isdisjoint(moments_of(row))


def moments_of(row: CourseProgress) -> tuple[datetime | None, ...]:
    """What its channels are told from."""
    return row.started_at, row.completed_at, row.passed_at


def channels_at(learners: Iterable[Learner], moments: set[datetime]) -> dict[datetime, str]:
    """{moment: channel} of what a person did then, known by these keys; a supervised sitting is a class.

    So is whatever was done while the person was in one, which others know.
    """
    if not moments:
        return {}
    supervised = Attempt.objects.filter(pk=OuterRef("pk")).exclude(supervision=None)
    events = Event.objects.filter(learner__in=learners, occurred_at__in=moments)
    found = {}
    for moment, known, is_class in events.values_list("occurred_at", "channel", Exists(supervised)):
        found[moment] = _closest(found.get(moment, ""), Channel.CLASS if is_class else known)
    for _handler, attended in classes_asked.send(CourseProgress, learners=learners, moments=set(found)):
        found |= dict.fromkeys(attended, Channel.CLASS)
    return found


def channel(found: dict[datetime, str], moment: datetime, passed_at: datetime | None = None) -> str:
    """Of a moment; of a completion also by the sitting that was passed, where that was in a class."""
    return Channel.CLASS if found.get(passed_at) == Channel.CLASS else found.get(moment, "")


def _closest(*channels):
    return max(channels, key=RANK.index)
