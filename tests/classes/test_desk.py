"""The trainer's desk: making a class, and noting who is there."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from classes.actions import cancel, note_attendance, set_headcount
from classes.models import ClassSession
from tests.classes.factory import class_session
from tests.conftest import learner as person
from tests.conftest import staff

pytestmark = pytest.mark.django_db
PLACE = "Nhà văn hóa thôn 2"


@pytest.fixture(autouse=True)
def desk(client, trainer, site_tree):
    client.force_login(trainer)


@pytest.fixture
def stranger(tay_hoa):
    return staff("elsewhere@example.org", "trainer", tay_hoa)


def said(**words):
    usual = {"place": PLACE, "day": timezone.localdate().isoformat(), "begins": "19:00", "ends": "21:00"}
    return usual | {"hamlet": "", "course": ""} | words


def make(client, **words):
    return client.post(reverse("classes_new"), said(**words))


def address(name, session):
    return reverse(f"classes_{name}", args=[session.pk])


def test_a_trainer_of_one_commune_makes_a_class_without_being_asked_which(client, trainer, hoa_thinh):
    assert b'name="unit"' not in client.get(reverse("classes_new")).content
    session = ClassSession.objects.get(pk=make(client).url.strip("/").split("/")[-1])
    assert (session.led_by, session.unit, session.place) == (trainer, hoa_thinh, PLACE)
    assert timezone.localtime(session.starts_at).hour == 19 and len(session.code) == 6


def test_a_trainer_of_two_communes_says_which(client, trainer, hoa_thinh, tay_hoa):
    trainer.memberships.create(role="trainer", unit=tay_hoa)
    hamlet = hoa_thinh.hamlets.create(name="Thôn 2")
    assert make(client).status_code == 422
    assert make(client, unit=tay_hoa.pk, hamlet=hamlet.pk).status_code == 422
    make(client, unit=tay_hoa.pk)
    assert ClassSession.objects.get().unit == tay_hoa


def test_a_second_click_makes_no_second_class(client):
    assert make(client).url == make(client).url
    assert ClassSession.objects.count() == 1


def ago(days):
    return (timezone.localdate() - timedelta(days=days)).isoformat()


BAD = {
    "end before start": {"begins": "21:00", "ends": "19:00"},
    "no length": {"ends": "19:00"},
    "13 hours": {"begins": "07:00", "ends": "20:00"},
    "61 days ago": {"day": ago(61)},
    "in two years": {"day": ago(-730)},
    "no day": {"day": "hôm qua"},
    "no place": {"place": "  "},
    "a long place": {"place": "a" * 121},
    "an unknown course": {"course": "5f9a0d0e-6d0c-4d0e-9d0e-6d0c4d0e9d0e"},
    "an unknown hamlet": {"hamlet": "7"},
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_is_said_and_nothing_is_lost(client, case):
    response = make(client, **BAD[case])
    assert response.status_code == 422 and not ClassSession.objects.exists()
    assert "error-message" in response.text or "help-critical" in response.text


def test_a_paper_list_may_come_60_days_later(client):
    make(client, day=ago(60))
    assert ClassSession.objects.exists()


def test_a_class_is_changed(client, session, course):
    page = client.get(address("change", session)).text
    assert PLACE in page
    client.post(address("change", session), said(place="Trường cũ", course=str(course.key), day=ago(1)))
    session.refresh_from_db()
    assert (session.place, session.course_key) == ("Trường cũ", course.key)


def test_a_class_with_people_cannot_be_moved_into_the_future(client, session, lan):
    note_attendance(session, lan)
    assert client.post(address("change", session), said(day=ago(-3))).status_code == 422


def test_the_list_shows_what_is_coming_and_past(client, trainer, hoa_thinh, session):
    class_session(trainer, hoa_thinh, begins_in=timedelta(days=3), place="Nhà rông")
    class_session(trainer, hoa_thinh, begins_in=timedelta(days=-3), place="Đình làng")
    page = client.get(reverse("classes")).text
    assert page.index("Nhà rông") < page.index("Đình làng") and PLACE in page


def test_an_empty_list_says_what_to_do(client):
    assert reverse("classes_new") in client.get(reverse("classes")).text


def test_the_code_is_shown_until_half_an_hour_after(client, trainer, hoa_thinh, session):
    old = class_session(trainer, hoa_thinh, begins_in=timedelta(days=-3))
    assert session.spaced_code in client.get(address("class", session)).text
    assert old.spaced_code not in client.get(address("class", old)).text


def test_somebody_is_found_by_part_of_the_name_noted_and_taken_back(client, session, lan):
    assert str(lan.pk) in client.get(address("class", session) + "?q=Thị La").text
    client.post(address("note", session), {"learner": str(lan.pk)})
    assert session.attendances.get().learner == lan
    assert str(lan.pk) in client.get(address("class", session)).text
    client.post(address("take_back", session), {"learner": str(lan.pk)})
    assert not session.attendances.exists()


def test_people_of_another_commune_are_neither_found_nor_noted(client, session, bao):
    assert str(bao.pk) not in client.get(address("class", session) + "?q=Bảo").text
    assert client.post(address("note", session), {"learner": str(bao.pk)}).status_code == 404


def test_who_said_no_commune_is_found_by_the_whole_name(client, session):
    nobody = person("Trần Văn Nam", None)
    assert str(nobody.pk) not in client.get(address("class", session) + "?q=Nam").text
    assert str(nobody.pk) in client.get(address("class", session), {"q": "Trần Văn Nam"}).text
    client.post(address("note", session), {"learner": str(nobody.pk)})
    assert session.attendances.exists()


@pytest.mark.parametrize("sent", ["", "x", "5f9a0d0e-6d0c-4d0e-9d0e-6d0c4d0e9d0e"])
@pytest.mark.parametrize("name", ["note", "take_back"])
def test_nobody_is_not_there(client, session, name, sent):
    assert client.post(address(name, session), {"learner": sent}).status_code == 404


def test_people_are_counted_by_hand(client, session, lan):
    note_attendance(session, lan)
    client.post(address("headcount", session), {"headcount": "14"})
    session.refresh_from_db()
    assert session.present == 14
    for bad in ("0", "-1", "nhiều", "99999"):
        assert client.post(address("headcount", session), {"headcount": bad}).status_code == 422
    client.post(address("headcount", session), {"headcount": ""})
    session.refresh_from_db()
    assert session.headcount is None


def test_nobody_is_counted_before_the_class(client, trainer, hoa_thinh, lan):
    session = class_session(trainer, hoa_thinh, begins_in=timedelta(days=1))
    assert client.post(address("headcount", session), {"headcount": "3"}).status_code == 404
    client.post(address("note", session), {"learner": str(lan.pk)})
    assert not session.attendances.exists()


def test_a_class_is_cancelled_after_a_second_question(client, session, lan):
    note_attendance(session, lan)
    assert client.get(address("cancel", session)).status_code == 200
    client.post(address("cancel", session))
    client.post(address("cancel", session))
    session.refresh_from_db()
    assert session.cancelled_at and not session.attendances.exists()
    assert client.get(address("change", session)).status_code == 404
    assert client.get(address("class", session)).status_code == 200


@pytest.mark.parametrize("name", ["class", "change", "cancel", "sheet"])
def test_a_trainer_who_does_not_lead_it_gets_404(client, session, stranger, name):
    client.force_login(stranger)
    assert client.get(address(name, session)).status_code == 404


@pytest.mark.parametrize("name", ["change", "cancel", "note", "take_back", "headcount"])
def test_nor_can_they_change_it(client, session, stranger, lan, name):
    note_attendance(session, lan)
    client.force_login(stranger)
    sent = {"learner": str(lan.pk), "headcount": "5"} | said()
    assert client.post(address(name, session), sent).status_code == 404
    session.refresh_from_db()
    assert (session.noted_count, session.headcount, session.cancelled_at) == (1, None, None)


def test_their_list_does_not_show_it(client, session, stranger):
    client.force_login(stranger)
    assert PLACE not in client.get(reverse("classes")).text


def test_an_official_has_no_desk(client, session, commune_official):
    client.force_login(commune_official)
    assert client.get(reverse("classes")).status_code in (302, 403, 404)
    assert client.get(address("class", session)).status_code in (302, 403, 404)


def test_an_anonymous_visitor_signs_in_first(client, session):
    client.logout()
    assert "/login/" in client.get(address("class", session)).url


def test_an_administrator_sees_all(client, session, administrator):
    client.force_login(administrator)
    assert PLACE in client.get(reverse("classes")).text
    assert client.get(reverse("classes_new")).status_code == 404
    assert client.get(address("class", session)).status_code == 200


def test_the_paper_list_has_the_names_that_are_noted(client, session, lan, monkeypatch):
    from io import BytesIO

    from pypdf import PdfReader

    note_attendance(session, lan)
    response = client.get(address("sheet", session))
    words = PdfReader(BytesIO(response.content)).pages[0].extract_text()
    assert response["Content-Type"] == "application/pdf"
    assert "Nguyễn Thị Lan" in words and PLACE in words and session.spaced_code in words


def test_a_long_paper_list_has_several_pages(session, hoa_thinh):
    from io import BytesIO

    from pypdf import PdfReader

    from classes.sheets import render_sheet

    for number in range(40):
        note_attendance(session, person(f"Người {'ABCDEFGHIJ'[number % 10]}", hoa_thinh))
    assert len(PdfReader(BytesIO(render_sheet(session, "https://x.vn/classes/123456/", ""))).pages) == 2


def test_the_list_costs_few_queries(client, trainer, hoa_thinh, django_assert_max_num_queries):
    for day in range(12):
        made = class_session(trainer, hoa_thinh, begins_in=timedelta(days=-day))
        set_headcount(made, 3, trainer)
    cancel(made, trainer)
    client.get(reverse("classes"))
    with django_assert_max_num_queries(16):
        client.get(reverse("classes"))
