"""A phone's file counts once a trainer agrees, counts once, and says nothing that a phone could not say."""

import json
import random
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from courses.models import CourseProgress, LessonProgress
from learners.actions import erase
from learners.merging import merge
from learners.models import Device, Learner
from quizzes.models import Attempt
from records.importing import bring_in as take
from records.models import Event, Import
from records.rescue import FileError, clock_ahead, read
from records.statements import occurred
from tests.quizzes.factory import right_answers
from tests.records.phone import Phone, event, outcomes
from tests.records.rescue import UPLOAD, bring_in, person, rescue_file, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(site_tree):
    return Phone()


@pytest.fixture
def desk(client, trainer):
    client.force_login(trainer)
    return client


def of_lan(lan, *events, **fields):
    """A file of somebody whom the site knows, from a phone it does not."""
    return rescue_file(Phone(), learners=[person(list(events), str(lan.pk))], **fields)


def test_a_person_who_was_never_online_begins_by_the_file(desk, phone, course):
    lesson = course.lessons[0]
    done = [event(lesson=lesson), event("completed", lesson=lesson)]
    bring_in(desk, rescue_file(phone, *done))
    assert str(LessonProgress.objects.exclude(completed_at=None).get().learner_id) == phone.learner
    assert outcomes(phone.send(*done, event())) == ["known", "known", "stored"]
    assert (Learner.objects.count(), Device.objects.count(), Event.objects.count()) == (1, 1, 3)


def test_only_the_phone_that_wrote_the_file_goes_on_with_it(desk, phone):
    bring_in(desk, rescue_file(phone, event()))
    assert Phone().send(event(), learner=phone.learner).status_code == 403
    assert outcomes(phone.send(event())) == ["stored"]
    other = Phone()
    other.device = phone.device
    assert other.send(event(), learner=str(uuid.uuid4())).status_code == 200, "a second person of the same phone"


def test_a_second_file_takes_no_phone_along(desk, phone):
    """Whoever has the file may change its mark, but not for a person who is here already."""
    bring_in(desk, rescue_file(phone, event()))
    thief = Phone()
    thief.learner = phone.learner
    bring_in(desk, rescue_file(thief, event()))
    assert thief.send(event()).status_code == 403


def test_a_phone_known_by_another_key_of_its_cookie_finds_its_person(desk, phone):
    phone.post("/people/another/")
    bring_in(desk, rescue_file(phone, event()))
    assert outcomes(phone.send(event())) == ["stored"]


def test_what_is_already_here_counts_once(desk, phone):
    first, second = event(), event()
    phone.send(first)
    page = desk.get(upload(desk, rescue_file(phone, first, second)).url)
    assert (page.context["people"][0]["new"], page.context["people"][0]["known"]) == (1, 1)
    for _time in range(2):
        bring_in(desk, rescue_file(phone, first, second))
    assert Event.objects.count() == 2
    assert sorted(Import.objects.taken().values_list("new_count", "known_count")) == [(0, 2), (1, 1)]


def test_nothing_is_written_before_the_trainer_agrees(desk, phone):
    response = upload(desk, rescue_file(phone, event()))
    assert desk.get(response.url).status_code == 200
    assert not Event.objects.exists() and not Learner.objects.exists()


def test_a_second_press_and_an_old_page_change_nothing(desk, phone, trainer):
    url = f"{upload(desk, rescue_file(phone, event())).url}bring-in/"
    assert [desk.post(url, follow=True).status_code for _press in range(2)] == [200, 200]
    assert Event.objects.count() == Import.objects.get().new_count == 1
    late = upload(desk, rescue_file(phone, event())).url
    Import.objects.filter(taken_at=None).update(made_at=timezone.now() - timedelta(days=2))
    assert desk.get(late).status_code == 302
    desk.post(f"{late}bring-in/")
    assert Event.objects.count() == 1
    upload(desk, rescue_file(phone, event()))
    assert Import.objects.count() == 2, "what nobody agreed to is dropped after a day"


def test_each_event_is_traced_to_who_brought_it_in(desk, phone, trainer):
    one = event()
    bring_in(desk, rescue_file(phone, one, event("deleted")))
    row = Import.objects.get()
    assert (row.user, row.event_keys, row.refused, row.said) == (trainer, [one["id"]], {"unknown": 1}, [])
    assert len(row.sha256) == 64 and row.taken_at and str(row.learner_id) == phone.learner
    assert row.sha256[:12] in desk.get(f"{UPLOAD}all/").text


def test_what_the_server_refused_gets_another_chance(desk, phone):
    refused = [event(reason="foreign"), event("deleted", reason="unknown"), {"id": 5}]
    bring_in(desk, rescue_file(phone, refused=refused))
    assert Event.objects.count() == 1
    assert Import.objects.get().refused == {"unknown": 2}


def test_an_event_of_somebody_else_stays_theirs(desk, phone):
    taken = event()
    phone.send(taken)
    bring_in(desk, rescue_file(Phone(), taken, event()))
    assert str(Event.objects.get(pk=taken["id"]).learner_id) == phone.learner
    assert Import.objects.get().refused == {"foreign": 1}


def test_a_quiz_in_the_file_is_marked_by_the_server(desk, phone, course):
    given = right_answers(course.quiz, but=4)
    said = {"answers": given, "score": 100, "is_passed": True}
    bring_in(
        desk,
        rescue_file(phone, event("completed", object_type="quiz", object_key=str(course.quiz.key), data=said)),
    )
    assert not Attempt.objects.get().is_passed
    assert not CourseProgress.objects.exclude(passed_at=None)


def test_the_preview_names_courses_lessons_and_the_person(desk, lan, course):
    lesson = course.lessons[0]
    sitting = event("completed", object_type="quiz", object_key=str(course.quiz.key), data={"answers": {}})
    page = desk.get(upload(desk, of_lan(lan, event(lesson=lesson), sitting, event())).url)
    for words in ("Nguyễn Thị Lan", "Xã Hòa Thịnh", f"{course.title}: {lesson.title}"):
        assert words in page.text
    assert len(page.context["people"][0]["titles"]) == 3


def test_a_person_who_lives_elsewhere_is_neither_shown_nor_changed(desk, bao, lan, course):
    file = rescue_file(Phone(), learners=[person([event()], str(bao.pk)), person([event()], str(lan.pk))])
    page = upload(desk, file).url
    assert "Bảo" not in desk.get(page).text
    desk.post(f"{page}bring-in/")
    assert set(Event.objects.values_list("learner", flat=True)) == {lan.pk}


def test_an_administrator_helps_everybody(client, administrator, bao, course):
    client.force_login(administrator)
    bring_in(client, of_lan(bao, event()))
    assert Event.objects.get().learner == bao


def test_a_person_who_was_merged_is_found(desk, lan, course):
    former = Learner.objects.create()
    key = former.pk
    merge(former, lan)
    bring_in(desk, rescue_file(Phone(), learners=[person([event()], str(key))]))
    assert Event.objects.get().learner == lan


def test_a_merge_takes_along_where_events_came_from(desk, phone, lan):
    bring_in(desk, rescue_file(phone, event()))
    merge(Learner.objects.get(pk=phone.learner), lan)
    assert Import.objects.get().learner == lan


def test_who_asked_to_be_forgotten_stays_forgotten(desk, lan, course):
    upload(desk, of_lan(lan, event()))
    erase(lan)
    assert not Import.objects.exists(), "nor does what was looked at before stay"
    page = upload(desk, of_lan(lan, event())).url
    desk.post(f"{page}bring-in/")
    assert not Event.objects.exists()


def test_a_new_person_needs_the_mark_of_a_phone(desk, phone):
    bring_in(desk, rescue_file(phone, event(), device=""))
    assert not Learner.objects.exists()


def test_two_uploads_of_one_file_at_once(desk, phone):
    file = rescue_file(phone, event(), event())
    first, second = upload(desk, file).url, upload(desk, file).url
    for url in (second, first):
        desk.post(f"{url}bring-in/")
    assert Event.objects.count() == 2 and Import.objects.taken().count() == 2


def test_another_trainer_can_not_agree(desk, phone, hoa_thinh):
    from tests.conftest import staff

    url = upload(desk, rescue_file(phone, event())).url
    desk.force_login(staff("second@example.org", "trainer", hoa_thinh))
    assert desk.get(url).status_code == 404
    desk.post(f"{url}bring-in/")
    assert not Event.objects.exists()


NO_FILE = "0197f6e0-0000-7000-8000-00000000000f"


@pytest.mark.parametrize("path", ["", "all/", "all/results/", f"{NO_FILE}/", f"{NO_FILE}/bring-in/"])
def test_strangers_find_nothing(client, commune_official, site_tree, path):
    from django.contrib.auth.models import Permission

    assert client.get(UPLOAD + path).status_code == 302, "anonymous: a sign-in page"
    commune_official.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(commune_official)
    for method in (client.get, client.post):
        assert method(UPLOAD + path).status_code == 404


def test_a_trainer_sees_the_own_imports_only(desk, phone, hoa_thinh):
    from tests.conftest import staff

    bring_in(desk, rescue_file(phone, event()))
    desk.force_login(staff("second@example.org", "trainer", hoa_thinh))
    assert Import.objects.get().sha256[:12] not in desk.get(f"{UPLOAD}all/").text


BROKEN = {
    "nothing": b"",
    "half": b'{"format": "digital-education-for-all/events", "version": 1, "learners": [',
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "utf-16": json.dumps(rescue_file(Phone(), event())).encode("utf-16"),
    "deep": b"[" * 100_000,
    "deep inside": json.dumps(rescue_file(Phone(), learners="@")).encode().replace(b'"@"', b"[" * 900 + b"]" * 900),
    "a huge number": b"[" + b"9" * 100_000 + b"]",
    "huge": b" " * 2_000_001,
    "another format": b'{"format": "something", "version": 1}',
    "no object": b"[1]",
    "a later version": rescue_file(Phone(), event(), version=2),
    "no people": rescue_file(Phone(), learners=[]),
    "people who said nothing": rescue_file(Phone()),
    "a device that is none": rescue_file(Phone(), event(), device={"a": 1}),
    "a key that is none": rescue_file(Phone(), learners=[{"learner": "x", "events": [event()]}]),
    "a person that is none": rescue_file(Phone(), learners=[5]),
    "events that are none": rescue_file(Phone(), learners=[{"learner": str(uuid.uuid4()), "events": "abc"}]),
    "too many people": rescue_file(Phone(), learners=[{"learner": str(uuid.uuid4())}] * 21),
    "too many events": rescue_file(Phone(), *[1] * 5001),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_none_is_told_in_one_sentence(desk, site_tree, name):
    response = upload(desk, BROKEN[name])
    assert response.status_code == 422
    assert sum(map(len, response.context["form"].errors.values())) == 1
    assert not Import.objects.exists() and not Learner.objects.exists()


def test_neither_file_nor_text(desk, site_tree):
    assert desk.post(UPLOAD, {}).status_code == 422


def test_the_text_alone_is_enough(desk, phone):
    response = desk.post(UPLOAD, {"text": json.dumps(rescue_file(phone, event()))})
    desk.post(f"{response.url}bring-in/")
    assert Event.objects.count() == 1


def test_a_mark_of_the_order_of_bytes_is_no_fault(desk, phone):
    bring_in(desk, b"\xef\xbb\xbf" + json.dumps(rescue_file(phone, event())).encode())
    assert Event.objects.count() == 1


def test_events_that_no_database_holds_are_counted_as_refused(desk, phone):
    bad = [event(data={"a": "\0"}), event(locale="\ud800"), event(data={"a": "x" * 9000}), None, [[[]]]]
    bring_in(desk, rescue_file(phone, event(), *bad))
    assert Import.objects.get().refused == {"malformed": 4, "oversized": 1}


def test_one_transaction_or_nothing(desk, phone, trainer, monkeypatch):
    url = upload(desk, rescue_file(phone, event(), learners=[person([event()]), person([event()])])).url
    key, calls = url.split("/")[-2], []

    def fail_second(*args, **kwargs):
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError

    monkeypatch.setattr("records.importing.log", fail_second)
    with pytest.raises(RuntimeError):
        take(trainer, uuid.UUID(key), timezone.now())
    assert not Event.objects.exists() and not Learner.objects.exists() and not Import.objects.taken().exists()


def test_a_clock_that_ran_ahead_is_set_right_and_a_file_may_lie():
    now = timezone.now()
    ahead = now + timedelta(days=365)
    moment = occurred((ahead - timedelta(hours=2)).isoformat(), now, clock_ahead(ahead.isoformat(), now))
    assert moment == now - timedelta(hours=2)
    week_old = now - timedelta(days=7)
    assert clock_ahead(week_old.isoformat(), now) == timedelta(0)


@given(st.recursive(st.none() | st.integers() | st.text(), lambda one: st.lists(one) | st.dictionaries(st.text(), one)))
def test_whatever_json_comes_it_is_read_or_refused(anything):
    for fields in ({"learners": anything}, {"device": anything}, {"version": anything}, {"learners": [anything]}):
        try:
            read(json.dumps(rescue_file(Phone(), event(), **fields)).encode())
        except FileError:
            pass


def test_a_file_cut_or_changed_anywhere_breaks_nothing(desk, phone):
    whole = bytearray(json.dumps(rescue_file(phone, event(), event())).encode())
    chance = random.Random(3)
    for _time in range(40):
        changed = bytearray(whole)
        changed[chance.randrange(len(changed))] = chance.randrange(256)
        response = upload(desk, bytes(changed[: chance.choice([len(changed), chance.randrange(len(changed))])]))
        assert response.status_code in (302, 422)
        if response.status_code == 302:
            assert desk.get(response.url).status_code == 200
    assert not Event.objects.exists()


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_page_of_what_waits_is_the_same_for_everybody(client, phone, language):
    page = client.get(f"{language}/waiting/")
    assert page.status_code == 200 and not page.cookies
    phone.send(event())
    assert phone.get(f"{language}/waiting/").text == page.text
