"""A phone sends what it kept: once, again, late, broken. Each event is stored once, or refused with a reason."""

import json
import random
import uuid

import pytest
from django.utils import timezone

from learners.models import Device, Learner
from quizzes.models import Attempt
from records.models import Event
from tests.quizzes.factory import right_answers
from tests.records.phone import HERE, Phone, event, outcomes

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone():
    return Phone()


def test_one_event(phone):
    response = phone.send(event())
    assert response.status_code == 200 and outcomes(response) == ["stored"]
    assert response.json()["learner"] == phone.learner
    assert str(Event.objects.get().learner_id) == phone.learner
    assert "no-store" in response["Cache-Control"] and "private" in response["Cache-Control"]


def test_a_batch_sent_again_is_known(phone):
    batch = [event() for _number in range(5)]
    assert outcomes(phone.send(*batch)) == ["stored"] * 5
    assert outcomes(phone.send(*batch)) == ["known"] * 5
    assert Event.objects.count() == 5


def test_two_batches_that_overlap_in_any_order(phone):
    events = [event() for _number in range(6)]
    random.Random(7).shuffle(events)
    phone.send(*events[:4])
    assert sorted(outcomes(phone.send(*events[2:]))) == ["known", "known", "stored", "stored"]
    assert Event.objects.count() == 6


def test_the_same_event_twice_in_a_batch_is_one(phone):
    twice = event()
    assert phone.send(twice, twice).status_code == 200
    assert Event.objects.count() == 1


def test_a_lost_answer_makes_no_second_person(phone):
    kept = event()
    phone.send(kept)
    phone.forget_cookies()
    assert outcomes(phone.send(kept, event())) == ["known", "stored"]
    assert (Learner.objects.count(), Device.objects.count()) == (1, 1)


def test_a_key_that_somebody_else_used_is_refused(phone):
    taken = event()
    phone.send(taken)
    response = Phone().send(taken, event())
    assert sorted(outcomes(response)) == ["refused", "stored"]
    assert Event.objects.get(pk=taken["id"]).learner_id == uuid.UUID(phone.learner)


def test_another_phone_naming_a_learner_is_refused_and_stores_nothing(phone):
    phone.send(event())
    response = Phone().send(event(), learner=phone.learner)
    assert response.status_code == 403 and response.json() == {"error": "foreign"}
    assert (Event.objects.count(), Device.objects.count()) == (1, 1)


def test_another_phone_naming_a_learner_after_it_is_known_itself(phone):
    phone.send(event())
    other = Phone()
    other.send(event())
    assert other.send(event(), learner=phone.learner).status_code == 403
    assert Event.objects.count() == 2


def test_the_good_ones_do_not_wait_for_the_bad(phone):
    bad = [None, 1, "x", [], {}, event("deleted"), event(data={"a": "\0"}), event(locale="\ud800"), event(id=5)]
    response = phone.send(*bad, event())
    assert outcomes(response) == ["refused"] * len(bad) + ["stored"]
    assert all(result["reason"] for result in response.json()["results"][:-1])


def test_a_refused_event_is_found_again_by_its_key(phone):
    refused = event("deleted")
    assert phone.send(refused).json()["results"][0]["id"] == refused["id"]


def test_nobody_is_made_up_for_nothing(phone):
    assert phone.send().json() == {"learner": None, "results": []}
    phone.send(event("deleted"))
    assert (Learner.objects.count(), Device.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"null", b"5", b'"text"', b"[]", b"{}", b'{"events": 5}', b'{"events": {"a": 1}}', b"\xff\xfe",
        b'{"events": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
)  # fmt: skip
def test_what_is_no_batch_is_refused_whole(phone, body):
    response = phone.client.post("/events/", body, content_type="application/json")
    assert response.status_code == 400 and response.json() == {"error": "malformed"}


@pytest.mark.parametrize("levels", [50, 200, 850, 900, 930, 960])
def test_deep_json_is_refused_wherever_it_hides(phone, levels):
    deep = "[" * levels + "]" * levels
    whole = json.dumps(event()).replace('"data": {}', f'"data": {{"a": {deep}}}')
    for text in (whole, f'{{"id": {deep}}}', f'{{"verb": {deep}}}', deep):
        response = phone.client.post("/events/", f'{{"events": [{text}]}}', content_type="application/json")
        assert response.status_code == 400 or outcomes(response) == ["refused"]
    for name in ("device", "learner", "sent_at"):
        body = f'{{"{name}": {deep}, "events": [{json.dumps(event())}]}}'
        assert phone.client.post("/events/", body, content_type="application/json").status_code in (200, 400)


def test_too_many_events_are_refused_whole(phone):
    assert phone.send(*[event() for _number in range(201)]).status_code == 400
    assert outcomes(phone.send(*[event() for _number in range(200)])) == ["stored"] * 200


def test_a_megabyte_is_refused(phone):
    assert phone.send(event(data={"a": "x" * 1_100_000})).status_code == 400


def test_numbers_as_keys_and_other_oddities_are_stored(phone):
    odd = {"1": 2, "": None, "Ê̆": ["ô̆", 1.5, -(10**30)], "answers": {"5": 5}}
    assert outcomes(phone.send(event(data=odd))) == ["stored"]
    assert Event.objects.get().data == odd


@pytest.mark.parametrize(("device", "learner"), [(5, None), ("x", "y"), ([], {}), ({"a": 1}, [1]), (None, None)])
def test_keys_that_are_none_are_a_new_phone(device, learner):
    response = Phone().client.post(
        "/events/", {"device": device, "learner": learner, "events": [event()]}, content_type="application/json"
    )
    assert outcomes(response) == ["stored"]


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "", "origin": "https://elsewhere.example"},
        {"sec-fetch-site": "", "origin": "null"},
        {"sec-fetch-site": "", "origin": "http://[broken"},
        {"sec-fetch-site": "", "referer": "https://elsewhere.example/testserver/"},
        {"sec-fetch-site": ""},
    ],
)
def test_a_post_from_another_site_is_refused_with_a_sentence(site_tree, headers):
    response = Phone(**headers).send(event())
    assert response.status_code == 403
    assert "<h1>" in response.text
    assert not Event.objects.exists() and not Learner.objects.exists()


@pytest.mark.parametrize("headers", [{"origin": "http://testserver"}, {"referer": "http://testserver/bai/"}])
def test_an_old_browser_says_where_it_comes_from(headers):
    assert Phone(**{"sec-fetch-site": ""} | headers).send(event()).status_code == 200


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
def test_only_posts(client, method):
    assert getattr(client, method)("/events/", headers=HERE).status_code == 405


def test_an_event_is_never_changed(phone):
    phone.send(event())
    with pytest.raises(TypeError):
        Event.objects.get().save()


def test_answers_to_what_the_quiz_does_not_ask_count_for_nothing(phone, course):
    """A sitting without network arrives late, and once, whatever was put into it."""
    given = right_answers(course.quiz) | {"x" * 36: ["y"], str(uuid.uuid4()): [str(uuid.uuid4())]}
    sitting = event("completed", object_type="quiz", object_key=str(course.quiz.key), data={"answers": given})
    assert outcomes(phone.send(sitting)) == ["stored"]
    assert outcomes(phone.send(sitting)) == ["known"]
    attempt = Attempt.objects.get(pk=sitting["id"])
    assert attempt.score == 100 and len(attempt.sheet) == len(course.quiz.questions())


@pytest.mark.parametrize("answers", [None, [], "a", {"a": "b"}, {"a": {"b": 1}}, {"a": [None, {}, []]}])
def test_broken_answers_are_a_sitting_without_any(phone, course, answers):
    sitting = event("completed", object_type="quiz", object_key=str(course.quiz.key), data={"answers": answers})
    assert outcomes(phone.send(sitting)) == ["stored"]
    assert Attempt.objects.get().score == 0


def test_every_bad_one_of_a_batch_is_answered_with_its_own_reason(phone):
    bad = {
        "malformed": event(object_key="none"),
        "unknown": event("passed"),
        "oversized": event(data={"a": "x" * 8001}),
    }
    future = event(occurred_at="2999-01-01T00:00:00Z")
    results = phone.send(*bad.values(), future).json()["results"]
    assert {r["reason"]: r["id"] for r in results if r["outcome"] == "refused"} == {
        reason: one["id"] for reason, one in bad.items()
    }
    assert Event.objects.get().occurred_at <= timezone.now()
