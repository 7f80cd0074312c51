"""Bringing in what a phone saved in a file: first looked at, then, once a trainer agrees, taken in."""

import hashlib
import uuid
from collections import Counter
from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from accounts.models import User
from accounts.permissions import can_help
from learners.models import Learner, LearnerAlias

from .actions import take_in
from .models import Event, Import
from .rescue import Said, clock_ahead, read
from .statements import Statement, parse_all


@transaction.atomic
def look_at(user: User, body: bytes, now: datetime) -> uuid.UUID:
    """Keeps what a file says, a row a person, until the trainer agrees; the key of the upload. Raises FileError."""
    file = read(body)
    upload, ahead = uuid.uuid4(), clock_ahead(file.exported_at, now)
    fields = {"upload": upload, "user": user, "sha256": hashlib.sha256(body).hexdigest(), "device": file.device}
    Import.objects.bulk_create(_import(said, now, ahead, fields) for said in file.people)
    return upload


def _import(said: Said, now, ahead, fields):
    statements, refused = parse_all(said.events, now, ahead)
    # One key is one event, however often it is said.
    once = {statement.id: statement for statement in statements}
    reasons = Counter(reason for _raw, reason in refused)
    kept = [_as_json(statement) for statement in once.values()]
    return Import(learner_key=said.learner_key, said=kept, refused=reasons, made_at=now, **fields)


def _as_json(statement: Statement) -> dict:
    """As a phone would say it, with the time set right."""
    said = vars(statement) | {"id": str(statement.id), "object_key": str(statement.object_key)}
    return said | {"occurred_at": statement.occurred_at.isoformat()}


def person_of(row: Import) -> Learner | None:
    """Who it is about, also by a key from before they turned out to be another; None for a person never seen here."""
    if row.learner_id:
        return row.learner
    alias = LearnerAlias.objects.filter(pk=row.learner_key).first()
    key = alias.learner_id if alias else row.learner_key
    return Learner.objects.select_related("unit").filter(pk=key).first()


def trouble(row: Import, learner: Learner | None, user: User) -> str:
    """Why this trainer can't bring in this person's part, in one word; empty where nothing is in the way."""
    if learner is None:
        # Without the phone's mark the person could never go on with the own phone.
        return "" if row.device else "unmarked"
    if learner.erased_at:
        return "erased"
    return "" if can_help(user, learner.unit_id) else "elsewhere"


def foreign_keys(learner: Learner | None, keys) -> set:
    """Those of the keys that somebody else used."""
    return set(Event.objects.filter(pk__in=keys).exclude(learner=learner).values_list("pk", flat=True))


def known_keys(learner: Learner | None, keys) -> set:
    return set(Event.objects.filter(pk__in=keys, learner=learner).values_list("pk", flat=True)) if learner else set()


@transaction.atomic
def bring_in(user: User, upload: uuid.UUID, now: datetime) -> list[Import]:
    """Takes in what was looked at; the rows it was brought in with, none if it was before, or is too long ago."""
    rows = Import.objects.waiting(now).select_for_update().filter(upload=upload, user=user).order_by("pk")
    return [row for row in rows if _take(row, user, now)]


def _take(row, user, now):
    learner = person_of(row)
    if trouble(row, learner, user):
        return False
    if learner is None:
        learner, row.has_made_learner = Learner.objects.get_or_create(pk=row.learner_key)
    statements, _refused = parse_all(row.said, now)
    keys = {statement.id for statement in statements}
    foreign = foreign_keys(learner, keys)
    stored = take_in(learner, [statement for statement in statements if statement.id not in foreign])
    _remember(row, learner, stored, known=len(keys - foreign - stored), foreign=len(foreign), now=now)
    log(instance=learner, action="records.bring_in", user=user, data={"file": row.sha256, "new": row.new_count})
    return True


def _remember(row, learner, stored, known, foreign, now):
    row.learner, row.taken_at, row.said = learner, now, []
    row.event_keys = sorted(str(key) for key in stored)
    row.new_count, row.known_count = len(stored), known
    if foreign:
        row.refused["foreign"] = row.refused.get("foreign", 0) + foreign
    row.save()
