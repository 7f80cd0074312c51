"""How rehearsals went, counted from the events that tell of them."""

from learners.models import Learner
from records.models import Event, ObjectType, Verb

from .completion import earliest
from .models import RehearsalProgress
from .rehearsing import MODES, is_enough
from .writing import write

FIELDS = ["best_mode", "times", "last_mistakes", "first_at", "helped_at", "alone_at", "last_at"]


def project_rehearsals(learner: Learner, events: list[Event]) -> None:
    """Counted anew from all that is known of each rehearsal, so that no order and no repetition changes it."""
    if keys := {event.object_key for event in events}:
        count_rehearsals(learner, rehearsals_of(learner).filter(object_key__in=keys))


def rehearsals_of(*learners):
    return Event.objects.filter(learner__in=learners, object_type=ObjectType.REHEARSAL, verb=Verb.COMPLETED)


def count_rehearsals(learner, told) -> None:
    keys = {event.object_key for event in told}
    kept = {row.rehearsal_key: row for row in learner.rehearsal_progress.filter(rehearsal_key__in=keys)}
    rows = [
        rehearsed(learner, key, [event for event in told if event.object_key == key], kept.get(key)) for key in keys
    ]
    write(RehearsalProgress, rows, FIELDS)


def rehearsed(learner, key, events, row=None) -> RehearsalProgress:
    row = row or RehearsalProgress(learner=learner, rehearsal_key=key)
    modes = [(event.data.get("mode", MODES[0]), event.occurred_at) for event in events]
    last = max(events, key=lambda event: (event.occurred_at, event.pk.hex))
    row.times = len(events)
    row.best_mode = max((mode for mode, _moment in modes), key=MODES.index)
    row.last_mistakes = last.data.get("mistakes", 0)
    row.first_at, row.helped_at, row.alone_at = (
        earliest(*(moment for mode, moment in modes if is_enough(mode, wanted))) for wanted in MODES
    )
    row.last_at = last.occurred_at
    return row
