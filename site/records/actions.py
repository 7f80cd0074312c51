"""Taking events in."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from learners.models import Device, Learner

from .channels import channel_of
from .models import Event
from .signals import events_stored
from .statements import Statement


@transaction.atomic
def take_in(learner: Learner, statements: Iterable[Statement], device: Device | None = None, channel: str = "") -> set:
    """Store what is new among one learner's statements and tell whoever projects it; the keys newly stored.

    Any statement may come any number of times, in any order, singly or in batches: the outcome is the same.
    `channel` is one of `Channel`, where it is known better than by the phone.
    """
    # One learner's events are taken in one batch at a time, so that no two projections race.
    Learner.objects.select_for_update().get(pk=learner.pk)
    wanted = {statement.id: statement for statement in statements}
    known = set(Event.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    now, channel = timezone.now(), channel or channel_of(device)
    events = sorted(
        (
            Event(learner=learner, stored_at=now, channel=channel, **vars(statement))
            for key, statement in wanted.items()
            if key not in known
        ),
        key=lambda event: (event.occurred_at, event.pk.hex),
    )
    Event.objects.bulk_create(events)
    if events:
        events_stored.send(Event, learner=learner, events=events, device=device)
    return {event.pk for event in events}
