"""A person in the room says so on the phone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from classes.actions import cancel, note_attendance
from classes.models import Attendance
from learners.guessing import MISSES
from learners.models import Device, Learner
from records.channels import Channel
from records.models import Event
from tests.classes.factory import class_session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_tree")]
HERE = {"headers": {"sec-fetch-site": "same-origin"}}


def type_code(client, code, **options):
    return client.post(reverse("classes:join"), {"code": code}, **(HERE | options))


def from_square(client, session):
    return client.post(reverse("classes:join_by_code", args=[session.code]), **HERE)


def test_six_digits_note_whoever_holds_the_phone(client, session):
    response = client.get(type_code(client, session.spaced_code).url)
    assert session.place in response.text and "no-store" in response["Cache-Control"]
    assert Attendance.objects.get().learner == Learner.objects.get()
    assert Event.objects.get().channel == Channel.CLASS


def test_twice_is_once(client, session):
    for _time in range(2):
        assert type_code(client, session.code).status_code == 302
    assert Attendance.objects.count() == Learner.objects.count() == Event.objects.count() == 1


def test_the_square_asks_first(client, session):
    door = client.get(reverse("classes:join_by_code", args=[session.code]))
    assert session.place in door.text and not Attendance.objects.exists()
    from_square(client, session)
    assert Attendance.objects.count() == 1


def test_on_a_shared_phone_it_is_whoever_holds_it(client, session):
    type_code(client, session.code)
    second = Learner.objects.create(name="Má Lan")
    Device.objects.get().learners.add(second)
    Device.objects.update(current=second)
    assert "Má Lan" in client.get(reverse("classes:join_by_code", args=[session.code])).text
    from_square(client, session)
    assert Attendance.objects.filter(learner=second).exists() and Attendance.objects.count() == 2


def test_the_page_is_the_same_for_everyone_and_holds_no_token(client, session):
    page = client.get(reverse("classes:join"))
    assert "csrf" not in page.text and not page.cookies
    type_code(client, session.code)
    assert client.get(reverse("classes:join")).content == page.content


def test_another_site_notes_nobody(client, session):
    assert type_code(client, session.code, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert not Attendance.objects.exists()


REFUSED = {"early": timedelta(minutes=31), "over": timedelta(hours=-3), "yesterday": timedelta(days=-1)}


@pytest.mark.parametrize("case", REFUSED)
def test_a_class_that_is_not_open_says_so_in_one_sentence(client, trainer, hoa_thinh, case):
    session = class_session(trainer, hoa_thinh, begins_in=REFUSED[case])
    for response in (type_code(client, session.code), from_square(client, session)):
        assert response.status_code == 422 and response.text.count('role="alert"') == 1
    assert client.get(reverse("classes:join_by_code", args=[session.code])).status_code == 422
    assert not Learner.objects.exists()


def test_a_cancelled_class_says_so(client, session, trainer):
    cancel(session, trainer)
    response = type_code(client, session.code)
    assert response.status_code == 422 and "đã hủy" in response.text


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "٣٤٥٦٧٨", "<b>", "1" * 300])
def test_a_wrong_code_says_so_and_is_kept_to_be_mended(client, session, typed):
    assert type_code(client, typed).status_code == 422
    assert not Learner.objects.exists()


def test_a_code_that_was_given_on_opens_nothing(client, session):
    type(session).objects.update(code="")
    assert type_code(client, "").status_code == 422


def test_who_tries_too_many_codes_waits(client, session):
    for number in range(MISSES):
        type_code(client, f"{(int(session.code) + 1 + number) % 10**6:06}")
    assert type_code(client, session.code).status_code == 429
    assert not Attendance.objects.exists()


def test_a_whole_village_may_join_from_one_network(client_of, session):
    for _person in range(MISSES + 5):
        assert type_code(client_of(), session.code).status_code == 302


@pytest.fixture
def client_of():
    from django.test import Client

    return Client


def test_it_can_be_taken_back_while_the_class_is_open(client, session):
    noted = type_code(client, session.code).url
    client.post(reverse("classes:leave", args=[session.key]), **HERE)
    assert not Attendance.objects.exists() and client.get(noted).status_code == 404


def test_but_not_afterwards(client, session):
    type_code(client, session.code)
    earlier = timezone.now() - timedelta(days=1)
    type(session).objects.update(starts_at=earlier, ends_at=earlier + timedelta(hours=1))
    client.post(reverse("classes:leave", args=[session.key]), **HERE)
    assert Attendance.objects.exists()


def test_a_stranger_does_not_see_who_is_noted(client, session, lan):
    note_attendance(session, lan)
    assert client.get(reverse("classes:noted", args=[session.key])).status_code == 404
    client.post(reverse("classes:leave", args=[session.key]), **HERE)
    assert Attendance.objects.count() == 1
