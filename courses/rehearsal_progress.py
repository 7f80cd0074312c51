"""How rehearsals went, counted from the events that tell of them."""

from copy import copy

from learners.models import Learner
from records.models import Event, ObjectType, Verb

from .completion import earliest
from .models import RehearsalProgress
from .rehearsing import MODES, is_enough
from .signals import rehearsals_changed
from .writing import write

FIELDS = ["best_mode", "times", "last_mistakes", "first_at", "helped_at", "helped_unit", "alone_at", "last_at"]


def project_rehearsals(learner: Learner, events: list[Event]) -> None:
    """Counted anew from all that is known of each rehearsal, so that no order and no repetition changes it."""
    if keys := {event.object_key for event in events}:
        count_rehearsals(learner, rehearsals_of(learner).filter(object_key__in=keys))


def rehearsals_of(*learners):
    return Event.objects.filter(learner__in=learners, object_type=ObjectType.REHEARSAL, verb=Verb.COMPLETED)


def count_rehearsals(learner, told) -> None:
    keys = {event.object_key for event in told}
    if not keys:
        return
    kept = {row.rehearsal_key: row for row in learner.rehearsal_progress.all()}
    before = [copy(row) for row in kept.values()]
    rows = [
        rehearsed(learner, key, [event for event in told if event.object_key == key], kept.get(key)) for key in keys
    ]
    write(RehearsalProgress, rows, FIELDS)
    tell(learner, before, [*(kept | {row.rehearsal_key: row for row in rows}).values()])


def locate_rehearsals(learner) -> None:
    """What was rehearsed before the person said where they live counts there."""
    rows = list(learner.rehearsal_progress.all())
    before, nowhere = [copy(row) for row in rows], [row for row in rows if row.helped_at and not row.helped_unit_id]
    for row in nowhere:
        row.helped_unit_id = learner.unit_id
    if nowhere:
        RehearsalProgress.objects.bulk_update(nowhere, ["helped_unit"])
        tell(learner, before, rows)


def drop_rehearsals(learner) -> None:
    rows = list(learner.rehearsal_progress.all())
    learner.rehearsal_progress.all().delete()
    tell(learner, rows, [])


def tell(learner, before, after) -> None:
    if before or after:
        rehearsals_changed.send(RehearsalProgress, learner=learner, before=before, after=after)


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
    if row.helped_at and not row.helped_unit_id:
        row.helped_unit_id = learner.unit_id
    row.last_at = last.occurred_at
    return row
