"""Verbs on classes. Each refuses with a ValidationError that says what to do."""

from copy import copy
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from accounts.models import User
from communes.models import Unit
from learners.models import Learner
from records.actions import take_in
from records.channels import Channel
from records.models import ObjectType, Verb
from records.statements import Statement

from .attending import count_attendance, rows_of, tell
from .codes import free_code
from .models import ClassSession
from .signals import session_changed


@transaction.atomic
def make_session(led_by: User, **fields) -> ClassSession:
    """A class of this trainer, with a code of its own; the fields are those of the model.

    A second click finds the class of the first: nobody leads two at once in one place.
    """
    User.objects.select_for_update().get(pk=led_by.pk)
    same = {name: fields[name] for name in ("unit", "place", "starts_at")}
    if known := ClassSession.objects.filter(led_by=led_by, cancelled_at=None, **same).first():
        return known
    session = ClassSession.objects.create(led_by=led_by, code=free_code(timezone.now()), **fields)
    session_changed.send(ClassSession, before=None, after=copy(session))
    log(instance=session, action="classes.make", user=led_by)
    return session


@transaction.atomic
def change_session(session: ClassSession, by: User, **fields) -> None:
    """Another time, place or course; whoever is noted moves along."""
    before = _hold(session)
    for name, value in fields.items():
        setattr(session, name, value)
    if session.noted_count and session.opens_at > timezone.now():
        raise ValidationError(_("People are noted in this class already, so it can't be in the future."))
    session.save(update_fields=[*fields])
    if (session.starts_at, session.ends_at) != (before.starts_at, before.ends_at):
        _move_people(session, before)
    session_changed.send(ClassSession, before=before, after=copy(session))
    log(instance=session, action="classes.change", user=by)


def _move_people(session, before):
    for learner in Learner.objects.filter(attendances__session=session).order_by("pk"):
        rows = rows_of(learner)
        learner.attendances.filter(session=session).update(attended_at=session.starts_at)
        tell(learner, rows, [before, session])


@transaction.atomic
def note_attendance(session: ClassSession, learner: Learner, by: User | None = None) -> bool:
    """The person is there; `by` is None where a phone said so itself. False if that was known."""
    # A second click waits here, and then sees the first.
    learner = Learner.objects.select_for_update().get(pk=learner.pk)
    session.refresh_from_db()
    if session.cancelled_at:
        raise ValidationError(_("This class was cancelled."))
    if session.opens_at > timezone.now():
        raise ValidationError(_("This class has not begun yet."))
    return _say(Verb.ATTENDED, session, learner, by)


@transaction.atomic
def take_back(session: ClassSession, learner: Learner, by: User | None = None) -> bool:
    """The person was not there after all. False if they were not noted."""
    learner = Learner.objects.select_for_update().get(pk=learner.pk)
    return _say(Verb.VOIDED, session, learner, by)


def _say(verb, session, learner, by):
    is_noted = session.attendances.filter(learner=learner).exists()
    if is_noted == (verb == Verb.ATTENDED):
        return False
    said = Statement(verb, ObjectType.CLASS, session.key, timezone.now(), locale=get_language())
    take_in(learner, [said], channel=Channel.CLASS)
    session.refresh_from_db()
    if by:
        log(instance=session, action=f"classes.{verb}", user=by, data={"learner": str(learner.pk)})
    return True


@transaction.atomic
def set_headcount(session: ClassSession, number: int | None, by: User) -> None:
    """How many were there, counted by hand; None takes it back."""
    before = _hold(session)
    if number is not None and number < session.noted_count:
        raise ValidationError(_("More people are noted by name. Count again, or take a name back."))
    if number == before.headcount:
        return
    session.headcount = number
    session.save(update_fields=["headcount"])
    session_changed.send(ClassSession, before=before, after=copy(session))
    log(instance=session, action="classes.headcount", user=by, data={"number": number})


@transaction.atomic
def cancel(session: ClassSession, by: User, at: datetime | None = None) -> None:
    """It does not take place, and nobody was in it: whoever is noted is no longer."""
    before = _hold(session)
    if session.cancelled_at:
        return
    session.cancelled_at = at or timezone.now()
    session.save(update_fields=["cancelled_at"])
    session_changed.send(ClassSession, before=before, after=copy(session))
    for learner in Learner.objects.filter(attendances__session=session).order_by("pk"):
        rows = rows_of(learner)
        tell(learner, rows, count_attendance(learner, [learner], {session.key}))
    session.refresh_from_db()
    log(instance=session, action="classes.cancel", user=by)


@transaction.atomic
def follow(predecessor: Unit, successor: Unit, since: datetime) -> None:
    """Classes that were to be in a commune are in what it has become; those that were, stay where they were."""
    for session in ClassSession.objects.filter(unit=predecessor, starts_at__gte=since).order_by("pk"):
        before = _hold(session)
        session.unit = successor
        session.save(update_fields=["unit"])
        session_changed.send(ClassSession, before=before, after=copy(session))


def _hold(session):
    """A copy as it is now; nobody else changes it meanwhile. People first, as wherever somebody is noted."""
    list(Learner.objects.select_for_update(of=("self",)).filter(attendances__session=session).order_by("pk"))
    session.refresh_from_db(from_queryset=ClassSession.objects.select_for_update())
    return copy(session)
