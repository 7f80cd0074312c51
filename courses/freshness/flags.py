"""When a lesson or rehearsal is to be checked, and by what it is settled."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from pages import generation

from ..models import ChangeFlag, ChangeReport, LessonPage, Rehearsal
from .telling import tell_owner

# A lesson or rehearsal in one language.
Version = LessonPage | Rehearsal


def versions(keys: Iterable[UUID]) -> list[Version]:
    """The live ones, in all languages."""
    found = []
    for model in (LessonPage, Rehearsal):
        found += model.objects.filter(translation_key__in=keys, live=True).select_related("locale")
    return found


def reports_since_check(version: Version) -> QuerySet:
    """What was said after the day of its last check, a person a row."""
    reports = ChangeReport.objects.filter(object_key=version.translation_key)
    if version.checked_on is None:
        return reports
    following = datetime.combine(version.checked_on + timedelta(days=1), time.min)
    return reports.filter(reported_at__gte=timezone.make_aware(following))


def settle(keys: Iterable[UUID]) -> None:
    """Brings each flag to what people say; what a trainer says stays."""
    for version in versions(keys):
        if reports_since_check(version).count() >= settings.CHANGE_REPORTS_NEEDED:
            raise_flag(version)
        else:
            withdraw(version)


def flags_of(version: Version) -> QuerySet:
    return ChangeFlag.objects.filter(object_key=version.translation_key, locale_id=version.locale_id)


@transaction.atomic
def raise_flag(version: Version, user=None) -> None:
    """By a trainer or official, or by enough people; whoever owns it is written to once until it is checked."""
    flag, _is_new = ChangeFlag.objects.select_for_update().get_or_create(
        object_key=version.translation_key, locale_id=version.locale_id
    )
    if flag.raised_at and (flag.raised_by_id or user is None):
        return
    if flag.checked_on != version.checked_on:
        flag.told_at = None
    flag.raised_at, flag.raised_by, flag.checked_on = flag.raised_at or timezone.now(), user, version.checked_on
    flag.save()
    generation.bump()
    if flag.told_at is None:
        transaction.on_commit(lambda: tell_owner(version), robust=True)


def withdraw(version: Version) -> None:
    """People took back what they said; that its owner was told is remembered."""
    if flags_of(version).raised().filter(raised_by=None).update(raised_at=None):
        generation.bump()


def follow_check(version: Version) -> None:
    """Published: a newer day of checking answers what was said before."""
    flag = flags_of(version).first()
    if flag and version.checked_on and (flag.checked_on is None or version.checked_on > flag.checked_on):
        flag.delete()
        generation.bump()
    settle([version.translation_key])


@transaction.atomic
def note_check(version: Version, user) -> None:
    """Somebody looked today and it is still right; a draft in the making stays a draft."""
    today = timezone.localdate()
    # Also what was said today is answered by it.
    flags_of(version).delete()
    if version.checked_on != today:
        draft = version.get_latest_revision_as_object() if version.has_unpublished_changes else None
        version.checked_on = today
        version.save_revision(user=user, log_action=True).publish(user=user)
        if draft:
            draft.checked_on = today
            draft.save_revision(user=user)
    generation.bump()
