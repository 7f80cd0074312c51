"""Who says that a real screen has changed: rows as they follow from events, in whatever order those come."""

from collections.abc import Iterable
from uuid import UUID

from learners.models import Learner
from records.models import Event, ObjectType, Verb

from ..models import ChangeReport
from .flags import settle

THINGS = {ObjectType.LESSON, ObjectType.REHEARSAL}
WORDS = {Verb.COMMENTED, Verb.VOIDED}


def project_comments(learner: Learner, events: Iterable[Event]) -> None:
    """Costs nothing where no event is of this kind."""
    keys = {event.object_key for event in events if event.verb in WORDS and event.object_type in THINGS}
    if keys:
        count_reports(learner, [learner], keys)


def count_reports(learner: Learner, tellers: list[Learner], keys: set[UUID]) -> None:
    """A person counts once a thing: what was said last holds."""
    said = Event.objects.filter(learner__in=tellers, object_type__in=THINGS, verb__in=WORDS, object_key__in=keys)
    last = {event.object_key: event for event in said.order_by("occurred_at", "id")}
    for key, event in last.items():
        if event.verb == Verb.COMMENTED:
            place = event.data.get("screen") or event.data.get("step") or ""
            values = {"reported_at": event.occurred_at, "place": place}
            ChangeReport.objects.update_or_create(learner=learner, object_key=key, defaults=values)
        else:
            learner.change_reports.filter(object_key=key).delete()
    settle(keys)


def merge_reports(source: Learner, target: Learner) -> None:
    keys = set(source.change_reports.values_list("object_key", flat=True))
    source.change_reports.all().delete()
    if keys:
        count_reports(target, [source, target], keys)
