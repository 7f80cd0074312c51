"""How something was done, told from the events of that moment."""

from collections.abc import Iterable
from datetime import datetime

from learners.models import Learner
from quizzes.models import Attempt
from records.channels import RANK, Channel
from records.models import Event


def channels_at(learners: Iterable[Learner], moments: set[datetime]) -> dict[datetime, str]:
    """{moment: channel} of what a person did then, known by these keys; a supervised sitting is a class."""
    if not moments:
        return {}
    events = Event.objects.filter(learner__in=learners, occurred_at__in=moments)
    sittings = Attempt.objects.filter(learner__in=learners, submitted_at__in=moments).exclude(supervision=None)
    found = {}
    for moment, known in events.values_list("occurred_at", "channel"):
        found[moment] = _closest(found.get(moment, ""), known)
    return found | dict.fromkeys(sittings.values_list("submitted_at", flat=True), Channel.CLASS)


def channel(found: dict[datetime, str], moment: datetime, passed_at: datetime | None = None) -> str:
    """Of a moment; of a completion also by the sitting that was passed, where that was in a class."""
    return Channel.CLASS if found.get(passed_at) == Channel.CLASS else found.get(moment, "")


def _closest(*channels):
    return max(channels, key=RANK.index)
