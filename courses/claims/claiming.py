"""Who says to have done a service for real: rows as they follow from events, until somebody confirms them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from learners.models import Learner
from records.models import Event, ObjectType, Verb

from ..completion import earliest
from ..models import Rehearsal, ServiceClaim
from ..signals import claims_changed


def project_claims(learner: Learner, events: Iterable[Event]) -> None:
    """Costs nothing where no event is of this kind."""
    keys = {event.object_key for event in events if event.object_type == ObjectType.SERVICE}
    if keys:
        before = list(learner.service_claims.all())
        count_claims(learner, [learner], keys)
        tell(learner, before)


def count_claims(learner: Learner, tellers: list[Learner], keys: set[UUID]) -> None:
    """Counted anew from all that was said of each; what is confirmed stands."""
    known = set(
        Rehearsal.objects.filter(translation_key__in=keys, is_service=True).values_list("translation_key", flat=True)
    )
    rows = {row.rehearsal_key: row for row in learner.service_claims.filter(rehearsal_key__in=known)}
    said = Event.objects.filter(learner__in=tellers, object_type=ObjectType.SERVICE, object_key__in=known)
    said = list(said.order_by("occurred_at", "id"))
    for key in known:
        moment, row = claimed_at(event for event in said if event.object_key == key), rows.get(key)
        if row is None and moment:
            ServiceClaim.objects.create(
                learner=learner, rehearsal_key=key, claimed_at=moment, claimed_unit_id=learner.unit_id
            )
        elif row and not row.confirmed_at:
            _settle(row, moment)


def _settle(row, moment):
    if moment is None:
        row.delete()
    elif row.claimed_at != moment:
        row.claimed_at = moment
        row.save(update_fields=["claimed_at"])


def claimed_at(events: Iterable[Event]) -> datetime | None:
    """The first time it was said since it was last taken back; the events come in order."""
    moment = None
    for event in events:
        moment = None if event.verb == Verb.VOIDED else moment or event.occurred_at
    return moment


def tell(learner: Learner, before: list[ServiceClaim]) -> None:
    claims_changed.send(ServiceClaim, learner=learner, before=before, after=list(learner.service_claims.all()))


def locate_claims(learner: Learner) -> None:
    """What was said before the person said where they live counts there."""
    before = list(learner.service_claims.all())
    if learner.service_claims.filter(claimed_unit=None).update(claimed_unit=learner.unit_id):
        tell(learner, before)


def merge_claims(source: Learner, target: Learner) -> None:
    """One claim a person: the earlier, with the place of that day; confirmed if either was."""
    theirs, before = list(source.service_claims.all()), list(target.service_claims.all())
    if not theirs:
        return
    source.service_claims.all().delete()
    claims_changed.send(ServiceClaim, learner=source, before=theirs, after=[])
    own = {row.rehearsal_key: row for row in target.service_claims.all()}
    for row in theirs:
        fold(own.get(row.rehearsal_key), row, target).save()
    # Whether the events themselves have moved by now or not.
    count_claims(target, [source, target], {row.rehearsal_key for row in theirs})
    tell(target, before)


def fold(own: ServiceClaim | None, row: ServiceClaim, target: Learner) -> ServiceClaim:
    if own is None:
        row.pk, row.learner = None, target
        row._state.adding = True
        return row
    if row.claimed_at < own.claimed_at:
        own.claimed_unit_id = row.claimed_unit_id or own.claimed_unit_id
    own.claimed_unit_id = own.claimed_unit_id or row.claimed_unit_id
    own.claimed_at = earliest(own.claimed_at, row.claimed_at)
    if row.confirmed_at and (own.confirmed_at is None or row.confirmed_at < own.confirmed_at):
        for name in ("confirmed_at", "confirmed_by_id", "confirmed_unit_id"):
            setattr(own, name, getattr(row, name))
    return own
