"""Trainers see what became of those who came to their own classes, exactly."""

import pytest
from django.urls import reverse

from accounts.models import Membership, Role, User
from classes.actions import cancel, note_attendance, set_headcount
from reports.audit.models import Action, AuditEntry
from tests.classes.factory import class_session
from tests.reports.factory import begin, certify, complete, fake_courses, moment, someone

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(monkeypatch):
    return fake_courses(monkeypatch, 2)[0]


@pytest.fixture
def session(trainer, hoa_thinh, tay_hoa, course):
    """Four came, one of them from elsewhere; all have begun, two completed, one is certified."""
    session = class_session(trainer, hoa_thinh, starts_at=moment(3), course_key=course.key)
    for number, home in enumerate([hoa_thinh, hoa_thinh, hoa_thinh, tay_hoa]):
        person = someone(home)
        note_attendance(session, person, trainer)
        begin(person, course, moment(4))
        if number < 2 or home == tay_hoa:
            complete(person, course, moment(5))
        if number < 1:
            certify(person, course, moment(6))
    set_headcount(session, 9, trainer)
    return session


@pytest.fixture
def other_trainer(hoa_thinh):
    user = User.objects.create_user("another@example.org")
    Membership.objects.create(user=user, role=Role.TRAINER, unit=hoa_thinh)
    return user


def open_desk(client, user):
    client.force_login(user)
    return client.get(reverse("reports_own_classes"))


def lines(response):
    return [(held.session.present, held.session.noted_count, *outcome) for held, outcome in response.context["lines"]]


def test_those_of_the_commune_are_followed_to_the_certificate(client, trainer, session):
    response = open_desk(client, trainer)
    assert lines(response) == [(9, 4, 3, 3, 2, 1)] and tuple(response.context["all"]) == (3, 3, 2, 1)
    page = client.get(reverse("reports_own_class", args=[session.key]))
    assert [step.people for step in page.context["steps"]] == [3, 3, 2, 1]


def test_in_the_sum_each_person_counts_once(client, trainer, hoa_thinh, session, course):
    again = class_session(trainer, hoa_thinh, starts_at=moment(9))
    note_attendance(again, session.attendances.filter(unit=hoa_thinh).first().learner, trainer)
    response = open_desk(client, trainer)
    assert len(lines(response)) == 2 and tuple(response.context["all"]) == (3, 3, 2, 1)


def test_only_the_course_of_the_class_counts_where_one_is_named(client, monkeypatch, trainer, hoa_thinh):
    one, other = fake_courses(monkeypatch, 2)
    person = someone(hoa_thinh)
    for day, key in ((3, one.key), (4, None)):
        session = class_session(trainer, hoa_thinh, starts_at=moment(day), course_key=key)
        note_attendance(session, person, trainer)
    begin(person, other, moment(4))
    assert {line[3] for line in lines(open_desk(client, trainer))} == {0, 1}


def test_a_class_that_is_only_planned_or_cancelled_is_not_there(client, trainer, hoa_thinh):
    class_session(trainer, hoa_thinh)
    cancel(class_session(trainer, hoa_thinh, headcount=4), trainer)
    response = open_desk(client, trainer)
    assert lines(response) == [] and response.status_code == 200


def test_classes_of_another_trainer_do_not_exist(client, other_trainer, session):
    assert lines(open_desk(client, other_trainer)) == []
    assert client.get(reverse("reports_own_class", args=[session.key])).status_code == 404
    text = client.get(reverse("reports_own_classes_file")).getvalue().decode()
    assert "Nhà văn hóa" not in text and text.count("\r\n") == 1


def test_who_is_no_trainer_finds_nothing(client, commune_official, session):
    names = [("reports_own_classes", []), ("reports_own_classes_file", []), ("reports_own_class", [session.key])]
    client.force_login(commune_official)
    for name, args in names:
        assert client.get(reverse(name, args=args)).status_code in (302, 404)
    client.logout()
    for name, args in names:
        assert client.get(reverse(name, args=args)).status_code == 302


def test_the_table_is_taken_away_and_both_are_noted(client, trainer, hoa_thinh, session):
    open_desk(client, trainer)
    text = client.get(reverse("reports_own_classes_file")).getvalue().decode()
    assert text.startswith("\ufeff") and text.splitlines()[1].endswith(",4,9,3,3,2,1")
    assert f'"2026-03-03","{hoa_thinh.name}","Nhà văn hóa thôn 2","","Khóa 0"' in text
    noted = set(AuditEntry.objects.values_list("action", "what"))
    assert noted == {(Action.VIEW, "reports_own_classes"), (Action.EXPORT, "own_classes.csv")}


def test_queries_do_not_grow_with_classes(client, trainer, hoa_thinh, django_assert_max_num_queries):
    for day in range(1, 6):
        note_attendance(class_session(trainer, hoa_thinh, starts_at=moment(day)), someone(hoa_thinh), trainer)
    open_desk(client, trainer)
    with django_assert_max_num_queries(22):
        open_desk(client, trainer)
