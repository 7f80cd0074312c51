"""What happens to people who learn."""

import uuid

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import Consent, Device, Learner, Purpose
from .signals import learner_erased, residence_stated


@transaction.atomic
def join_device(device: Device, learner_key: uuid.UUID | None = None) -> Learner:
    """The learner who holds the phone; with a key made on the phone, that one, created if it is new.

    Repeating it changes nothing, so a post whose answer was lost can be sent again.
    """
    Device.objects.get_or_create(pk=device.pk)
    # Two first posts at once: the second waits here, then finds the person whom the first one made.
    device_row = Device.objects.select_for_update(of=("self",)).select_related("current").get(pk=device.pk)
    device._state.adding = False
    device.current = device_row.current
    if learner_key is None and device.current:
        return device.current
    known = device_row.learners.filter(pk=learner_key).first() if learner_key else None
    if known:
        # Perhaps sent late, after the phone was handed over: kept for that person, who does not get the phone back.
        return known
    learner = _new_learner(learner_key) if learner_key else Learner.objects.create()
    device_row.learners.add(learner)
    if device.current is None:
        take_over(device, learner)
    return learner


def _new_learner(key):
    learner, is_new = Learner.objects.get_or_create(pk=key)
    if not is_new:
        raise PermissionDenied(_("This belongs to another phone, so it was not saved."))
    return learner


def hand_over(device: Device) -> None:
    """Nobody holds the phone until somebody starts or is chosen."""
    Device.objects.filter(pk=device.pk).update(current=None)
    device.current = None


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
    is_first = Learner.objects.select_for_update().get(pk=learner.pk).unit_id is None
    learner.unit = unit
    learner.save(update_fields=["unit"])
    residence_stated.send(Learner, learner=learner, is_first=is_first)


def give_consent(learner: Learner, purpose: Purpose, version: str, text: str, at=None) -> Consent:
    return Consent.objects.create(
        learner=learner, purpose=purpose, version=version, text=text, given_at=at or timezone.now()
    )


@transaction.atomic
def erase(learner: Learner) -> None:
    """Forget who it was. What was done stays as a count without a person."""
    learner.name = ""
    learner.user = None
    learner.erased_at = timezone.now()
    learner.save(update_fields=["name", "user", "erased_at"])
    learner.consents.update(withdrawn_at=learner.erased_at)
    Device.objects.filter(current=learner).update(current=None)
    learner.devices.clear()
    learner_erased.send(Learner, learner=learner)


def rename(learner: Learner, name: str) -> None:
    learner.name = name
    learner.save(update_fields=["name"])
