"""Phones and the people who share them."""

import threading
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections

from learners.actions import erase, give_consent, hand_over, join_device, state_residence, take_over
from learners.models import Device, Learner, Purpose

pytestmark = pytest.mark.django_db


@pytest.fixture
def device():
    return Device(pk=uuid.uuid4())


def test_the_first_to_begin_holds_the_phone(device):
    learner = join_device(device)
    assert device.current == learner
    assert join_device(device) == learner
    assert Device.objects.get().current == learner


def test_a_key_made_on_the_phone_is_kept(device):
    key = uuid.uuid4()
    assert join_device(device, key).pk == join_device(device, key).pk == key
    assert Learner.objects.count() == 1


def test_another_phone_can_not_take_a_person_along(device):
    lan = join_device(device)
    with pytest.raises(PermissionDenied):
        join_device(Device(pk=uuid.uuid4()), lan.pk)
    assert Device.objects.count() == 1


def test_late_news_of_the_person_before_does_not_bring_them_back(device):
    lan = join_device(device, uuid.uuid4())
    hand_over(device)
    assert join_device(device, lan.pk) == lan
    assert Device.objects.get().current is None
    bao = join_device(device, uuid.uuid4())
    assert join_device(device, lan.pk) == lan
    assert Device.objects.get().current == bao


def test_only_people_of_the_phone_take_it_over(device, lan):
    join_device(device)
    with pytest.raises(PermissionDenied):
        take_over(device, lan)


def test_the_first_residence_is_told_apart(lan, hoa_thinh, tay_hoa, django_capture_on_commit_callbacks):
    from learners.signals import residence_stated

    heard = []
    residence_stated.connect(listener := lambda is_first, **kwargs: heard.append(is_first))
    nobody = Learner.objects.create()
    state_residence(nobody, hoa_thinh)
    state_residence(nobody, tay_hoa)
    residence_stated.disconnect(listener)
    assert heard == [True, False]


def test_who_is_forgotten_leaves_no_name_and_no_phone(device):
    learner = join_device(device)
    learner.name = "Lan"
    learner.save()
    give_consent(learner, Purpose.CERTIFICATE, "1", "…")
    erase(learner)
    learner.refresh_from_db()
    assert (learner.name, learner.devices.count(), Device.objects.get().current) == ("", 0, None)
    assert learner.erased_at and learner.consents.get().withdrawn_at
    with pytest.raises(PermissionDenied):
        join_device(device, learner.pk)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_known", [False, True])
def test_two_first_posts_at_once_make_one_phone_and_one_person(is_known, device):
    if connection.vendor != "postgresql":
        pytest.skip("threads need PostgreSQL")
    if is_known:
        hand_over(device) if join_device(device) else None
    before, key, found = Learner.objects.count(), uuid.uuid4(), []
    at_once(8, lambda: found.append(join_device(Device(pk=device.pk), key).pk))
    assert found == [key] * 8
    assert (Device.objects.count(), Learner.objects.count()) == (1, before + 1)


def at_once(number, act):
    """Runs it in so many threads that begin together."""
    barrier = threading.Barrier(number)

    def run():
        barrier.wait()
        try:
            act()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _number in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
