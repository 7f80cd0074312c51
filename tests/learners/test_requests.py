"""Who is holding the phone, as a request shows it."""

import uuid

import pytest
from django.core import signing

from learners.models import Device, Learner
from learners.requests import SALT
from tests.records.phone import NOBODY, Phone, event

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(site_tree):
    phone = Phone()
    phone.send(event())
    return phone


def state(phone):
    return phone.get("/learning/state.json").json()


def test_the_cookies_of_a_phone(phone):
    device, learner = phone.client.cookies["device"], phone.client.cookies["learner"]
    assert device["httponly"] and device["samesite"] == "Lax" and not learner["httponly"]
    assert learner.value == phone.learner
    assert state(phone)["learner"]["id"] == phone.learner


@pytest.mark.parametrize("garbage", ["", "x", "a:b:c", "é" * 9, "\0", "x" * 5000, ":::", '{"a":1}'])
def test_a_garbage_cookie_is_a_new_phone(phone, garbage):
    phone.client.cookies["device"] = garbage
    assert state(phone)["learner"] is None
    assert phone.get("/people/").status_code == 200


@pytest.mark.parametrize("payload", ["not a key", 5, None, ["x"], {"a": 1}, NOBODY])
def test_a_signed_cookie_of_no_phone_is_a_new_phone(phone, payload):
    phone.client.cookies["device"] = signing.dumps(payload, salt=SALT)
    assert state(phone)["learner"] is None


def test_a_tampered_cookie_is_a_new_phone(phone):
    kept = phone.client.cookies["device"].value
    phone.client.cookies["device"] = kept[:-1] + ("a" if kept[-1] != "a" else "b")
    assert state(phone)["learner"] is None


def test_an_expired_cookie_is_a_new_phone(phone, monkeypatch):
    monkeypatch.setattr("learners.requests.YEAR", -1)
    assert state(phone)["learner"] is None


def test_a_cookie_signed_for_something_else_is_a_new_phone(phone):
    phone.client.cookies["device"] = signing.dumps(phone.device, salt="something else")
    assert state(phone)["learner"] is None


def test_the_cookie_counts_more_than_a_key_in_the_post(phone):
    other = Phone()
    other.send(event())
    phone.send(event(), device=other.device)
    assert Device.objects.get(pk=other.device).learners.count() == 1


def test_after_a_hand_over_nothing_of_the_person_before_is_shown(course, phone):
    lesson = course.lessons[0]
    phone.send(event(lesson=lesson))
    phone.client.post("/people/name/", {"person": phone.learner, "name": "Lan"})
    phone.client.post("/people/another/")
    assert phone.client.cookies["learner"].value.startswith("-")
    assert state(phone) == {"learner": None, "courses": {}, "rehearsals": {}, "claims": {}, "continue": None}
    assert "Lan" not in phone.get("/learning/").text
    phone.send(event(lesson=lesson), learner=str(uuid.uuid4()))
    assert state(phone)["learner"]["id"] != phone.learner


def test_a_late_batch_is_stored_for_the_person_before(course, phone):
    phone.client.post("/people/another/")
    assert phone.send(event(lesson=course.lessons[1])).status_code == 200
    assert Learner.objects.get(pk=phone.learner).lesson_progress.count() == 1
    assert state(phone)["learner"] is None
    assert phone.client.cookies["learner"].value.startswith("-")


def test_each_hand_over_is_told_from_the_one_before(phone):
    phone.client.post("/people/another/")
    first = phone.client.cookies["learner"].value
    assert phone.get("/people/") and phone.client.cookies["learner"].value == first
    phone.client.post("/people/another/")
    assert phone.client.cookies["learner"].value not in (first, phone.learner)


def test_the_person_before_can_come_back(phone):
    phone.client.post("/people/another/")
    phone.client.post("/people/choose/", {"person": phone.learner})
    assert state(phone)["learner"]["id"] == phone.learner
    assert phone.client.cookies["learner"].value == phone.learner
