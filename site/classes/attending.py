"""Who was there: rows as they follow from events, in whatever order those come."""

from collections.abc import Iterable
from copy import copy
from datetime import datetime
from uuid import UUID

from courses.settling import settle_company
from learners.models import Learner
from records.models import Event, ObjectType, Verb

from .models import Attendance, ClassSession
from .signals import attendance_changed, session_changed


def project_attendance(learner: Learner, events: Iterable[Event]) -> None:
    """Costs nothing where no event is of this kind."""
    keys = {event.object_key for event in events if event.object_type == ObjectType.CLASS}
    if keys:
        before = rows_of(learner)
        sessions = count_attendance(learner, [learner], keys)
        tell(learner, before, sessions)


def count_attendance(learner: Learner, tellers: list[Learner], keys: set[UUID]) -> list[ClassSession]:
    """Anew from all that was said of these classes: what was said last holds. In one that was cancelled nobody was."""
    sessions = list(ClassSession.objects.select_for_update().filter(key__in=keys).order_by("pk"))
    said = Event.objects.filter(learner__in=tellers, object_type=ObjectType.CLASS, object_key__in=keys)
    last = dict(said.order_by("occurred_at", "stored_at", "id").values_list("object_key", "verb"))
    for session in sessions:
        is_there = last.get(session.key) == Verb.ATTENDED and session.cancelled_at is None
        _settle(session, learner, is_there)
    return sessions


def _settle(session, learner, is_there):
    rows = session.attendances.filter(learner=learner)
    if is_there and not rows.exists():
        session.attendances.create(learner=learner, unit_id=learner.unit_id, attended_at=session.starts_at)
    elif not is_there:
        rows.delete()
    count_noted(session)


def count_noted(session: ClassSession) -> None:
    """The caller holds the session's row."""
    before, session.noted_count = copy(session), session.attendances.count()
    if session.noted_count != before.noted_count:
        session.save(update_fields=["noted_count"])
        session_changed.send(ClassSession, before=before, after=copy(session))


def rows_of(learner: Learner) -> list[Attendance]:
    return list(learner.attendances.order_by("pk"))


def tell(learner: Learner, before: list[Attendance], sessions: Iterable[ClassSession] = (), *others: Learner) -> None:
    """What was done during these classes may have been done in company, or not, other than was known."""
    attendance_changed.send(Attendance, learner=learner, before=before, after=rows_of(learner))
    if sessions:
        settle_company(learner, [(session.starts_at, session.ends_at) for session in sessions], *others)


def attended(learners: Iterable[Learner], moments: set[datetime]) -> set[datetime]:
    """Those of the moments at which the person, known by these keys, was in a class."""
    if not moments:
        return set()
    rows = Attendance.objects.filter(learner__in=learners)
    rows = rows.filter(session__starts_at__lte=max(moments), session__ends_at__gte=min(moments))
    hours = list(rows.values_list("session__starts_at", "session__ends_at"))
    return {moment for moment in moments if any(begins <= moment <= ends for begins, ends in hours)}


def locate_attendance(learner: Learner) -> None:
    """Where somebody was before saying where they live counts there."""
    before = rows_of(learner)
    if learner.attendances.filter(unit=None).update(unit=learner.unit_id):
        tell(learner, before)


def merge_attendance(source: Learner, target: Learner) -> None:
    """One person who was taken for two: in each class once, with the residence of that day."""
    said = Event.objects.filter(learner=source, object_type=ObjectType.CLASS).values_list("object_key", flat=True)
    theirs, before = rows_of(source), rows_of(target)
    keys = {*said, *ClassSession.objects.filter(attendances__in=theirs).values_list("key", flat=True)}
    if not keys:
        return
    homes = {row.session_id: row.unit_id for row in theirs}
    homes |= {row.session_id: row.unit_id for row in before if row.unit_id}
    source.attendances.all().delete()
    attendance_changed.send(Attendance, learner=source, before=theirs, after=[])
    # Whether the events themselves have moved by now or not.
    sessions = count_attendance(target, [source, target], keys)
    for row in rows_of(target):
        row.unit_id = homes.get(row.session_id) or row.unit_id
        row.save(update_fields=["unit"])
    tell(target, before, sessions, source)
