"""What happens to people who learn."""

import uuid
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .about import ETHNICITY_VERSION, NOTHING, About, about_of, set_about
from .models import Consent, Device, Learner, LearnerAlias, Purpose
from .signals import about_changed, learner_erased, phone_knocked, residence_stated

# A public computer forgets whoever stays away for so long.
PATIENCE = timedelta(minutes=10)
# How finely it is known when a public computer was last used.
GRAIN = timedelta(seconds=30)


@transaction.atomic
def join_device(device: Device, learner_key: uuid.UUID | None = None, device_key: uuid.UUID | None = None) -> Learner:
    """The learner who holds the phone; with a key made on the phone, that one, created if it is new.

    `device_key` is what the phone calls itself, even where its cookie knows it by another. Repeating it changes
    nothing, so a post whose answer was lost can be sent again.
    """
    if device._state.adding:
        Device.objects.get_or_create(pk=device.pk)
    # Two first posts at once: the second waits here, then finds the person whom the first one made.
    device_row = Device.objects.select_for_update(of=("self",)).select_related("current").get(pk=device.pk)
    device._state.adding = False
    device.current = device_row.current
    if learner_key is None and device.current:
        return device.current
    known = _person_of(device_row, learner_key) if learner_key else None
    if known:
        # Perhaps sent late, after the phone was handed over: kept for that person, who does not get the phone back.
        return known
    learner = _new_learner(learner_key, {device.pk, device_key}) if learner_key else Learner.objects.create()
    device_row.learners.add(learner)
    if device.current is None:
        take_over(device, learner)
    return learner


def _person_of(device, key):
    """One of those who learn or learnt on this phone, also by a key from before they turned out to be another."""
    if found := device.learners.filter(pk=key).first():
        return found
    alias = LearnerAlias.objects.filter(pk=key).first()
    key = alias.learner_id if alias else key
    return device.learners.filter(pk=key).first() or device.former.filter(pk=key).first()


def _new_learner(key, device_keys):
    if LearnerAlias.objects.filter(pk=key).exists():
        raise PermissionDenied(_("This belongs to another phone, so it was not saved."))
    learner, is_new = Learner.objects.get_or_create(pk=key)
    if not is_new and not _is_awaited(learner, device_keys):
        raise PermissionDenied(_("This belongs to another phone, so it was not saved."))
    return learner


def _is_awaited(learner, device_keys):
    """What the person did came before their phone, and says which phone that is."""
    if learner.erased_at or learner.devices.exists() or learner.former_devices.exists():
        return False
    return any(answer for _receiver, answer in phone_knocked.send(Learner, learner=learner, device_keys=device_keys))


def hand_over(device: Device) -> None:
    """Nobody holds the phone until somebody starts or is chosen."""
    Device.objects.filter(pk=device.pk).update(current=None)
    device.current = None


@transaction.atomic
def leave(device: Device, learner: Learner) -> None:
    """The phone no longer knows the person. The record stays, and what the phone still has to send is added to it."""
    device.learners.remove(learner)
    device.former.add(learner)
    if device.current == learner:
        hand_over(device)


@transaction.atomic
def leave_all(device: Device) -> None:
    """Nobody is known on the computer any more."""
    device.former.add(*device.learners.all())
    device.learners.clear()
    hand_over(device)


def note_presence(device: Device, now) -> None:
    """Somebody is at a public computer; who stayed away too long is gone from it first."""
    if now - device.last_seen_at > PATIENCE:
        leave_all(device)
    if now - device.last_seen_at > GRAIN:
        device.last_seen_at = now
        device.save(update_fields=["last_seen_at"])


def make_public(device: Device, is_public: bool) -> None:
    device.is_public, device.last_seen_at = is_public, timezone.now()
    device.save(update_fields=["is_public", "last_seen_at"])


def take_over(device: Device, learner: Learner) -> None:
    """One of the people of this phone goes on."""
    if not device.learners.filter(pk=learner.pk).exists():
        raise PermissionDenied
    Device.objects.filter(pk=device.pk).update(current=learner)
    device.current = learner


@transaction.atomic
def state_residence(learner: Learner, unit) -> None:
    """Where the person lives, as the person says. The first statement also holds for what was done before it."""
    # Two statements at once: the second waits here, and then knows that it is not the first.
    row = Learner.objects.select_for_update().get(pk=learner.pk)
    is_first = row.unit_id is None
    learner.unit = unit
    learner.save(update_fields=["unit"])
    if row.hamlet and row.hamlet.unit_id != unit.pk:
        change_about(learner, about_of(row), about_of(row)._replace(hamlet_id=None))
    residence_stated.send(Learner, learner=learner, is_first=is_first)


@transaction.atomic
def say_about(learner: Learner, said: About, agreed_to: str = "") -> None:
    """All that a person says of themselves, anew; what is empty is taken back.

    `agreed_to` are the words under which the ethnicity is kept. Raises PermissionDenied where it is said without them.
    """
    before = about_of(Learner.objects.select_for_update().get(pk=learner.pk))
    agreed = learner.consents.filter(purpose=Purpose.ETHNICITY, withdrawn_at=None)
    if not said.ethnicity:
        agreed.update(withdrawn_at=timezone.now())
    elif not agreed.exists():
        if not agreed_to:
            raise PermissionDenied(_("Without your consent this is not kept."))
        give_consent(learner, Purpose.ETHNICITY, ETHNICITY_VERSION, agreed_to)
    change_about(learner, before, said)


def change_about(learner: Learner, before: About, after: About) -> None:
    """Whoever counts groups hears of it; the caller holds the learner's row."""
    set_about(learner, after)
    learner.save(update_fields=["age_band", "sex", "ethnicity", "hamlet"])
    if before != after:
        about_changed.send(Learner, learner=learner, before=before, after=after)


def give_consent(learner: Learner, purpose: Purpose, version: str, text: str, at=None) -> Consent:
    return Consent.objects.create(
        learner=learner, purpose=purpose, version=version, text=text, given_at=at or timezone.now()
    )


@transaction.atomic
def erase(learner: Learner) -> None:
    """Forget who it was. What was done stays as a count without a person."""
    said = about_of(Learner.objects.select_for_update().get(pk=learner.pk))
    learner.name = learner.picture = learner.secret = learner.secret_kind = ""
    if learner.user:
        learner.user.addresses.all().delete()
    learner.user = None
    learner.erased_at = timezone.now()
    learner.save(update_fields=["name", "picture", "secret", "secret_kind", "user", "erased_at"])
    change_about(learner, said, NOTHING)
    learner.consents.update(withdrawn_at=learner.erased_at)
    Device.objects.filter(current=learner).update(current=None)
    learner.devices.clear()
    learner.former_devices.clear()
    learner.resume_codes.all().delete()
    learner_erased.send(Learner, learner=learner)


def rename(learner: Learner, name: str, picture: str | None = None) -> None:
    """What the family calls a person, and the picture they chose; None leaves the picture."""
    learner.name = name
    if picture is not None:
        learner.picture = picture
    learner.save(update_fields=["name", "picture"])
