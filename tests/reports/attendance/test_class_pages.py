"""Officials see how many classes were held and who came; from outside a commune nobody is singled out."""

import re
from datetime import date

import pytest
from django.urls import reverse

from classes.actions import note_attendance, set_headcount
from communes.models import Hamlet
from reports.attendance.presenting import COLUMNS
from tests.classes.factory import class_session
from tests.reports.factory import fake_courses, moment, someone, totals

pytestmark = pytest.mark.django_db

TODAY = date(2026, 4, 20)


@pytest.fixture
def hold(trainer):
    """hold(unit, people, …): a class at which so many people of the place were noted."""

    def hold(unit, people=0, *, by_hand=None, at=None, **fields):
        session = class_session(trainer, unit, starts_at=at or moment(3), **fields)
        for _number in range(people):
            note_attendance(session, someone(unit), trainer)
        if by_hand:
            set_headcount(session, by_hand, trainer)
        return session

    return hold


def page(client, user, unit, name="classes", **wishes):
    client.force_login(user)
    return client.get(reverse(f"reports:{name}", args=[unit.pk]), wishes)


def values(response):
    return [card.value for card in response.context["cards"]]


def test_the_own_commune_sees_exact_figures_class_by_class(client, monkeypatch, hoa_thinh, commune_official, hold):
    (course,) = fake_courses(monkeypatch, 1)
    hamlet = Hamlet.objects.create(unit=hoa_thinh, name="Thôn Mẫu 1")
    hold(hoa_thinh, 3, by_hand=7, hamlet=hamlet, course_key=course.key)
    hold(hoa_thinh, 1, at=moment(9, 4))
    response = page(client, commune_official, hoa_thinh)
    assert values(response) == ["2", "4", "4", "8"]
    assert [(one.session.noted_count, one.session.present, one.course) for one in response.context["held"]] == [
        (1, 1, ""),
        (3, 7, "Khóa 0"),
    ]
    assert [(line.of.month, line.sessions, line.attendees) for line in response.context["months"]] == [
        (4, 1, 1),
        (3, 1, 3),
    ]
    assert "Nhà văn hóa thôn 2" in response.text and "Thôn Mẫu 1" in response.text and "Khóa 0" in response.text


def test_from_outside_people_come_in_fives_and_small_classes_are_left_out(
    client, hoa_thinh, dak_lak, province_official, hold
):
    hold(hoa_thinh, 6, by_hand=13)
    hold(hoa_thinh, 1, at=moment(9))
    for place in (hoa_thinh, dak_lak):
        response = page(client, province_official, place)
        assert values(response) == ["1", "5", "5", "10"] and response.context["held"] == []
        assert "Nhà văn hóa" not in response.text


def test_one_small_class_looks_from_outside_as_if_there_was_none(client, hoa_thinh, province_official, hold):
    def seen():
        texts = [page(client, province_official, hoa_thinh, name).text for name in ("classes", "unit")]
        return [re.sub('value="[A-Za-z0-9]{64}"', "", text) for text in texts]  # the token of a form

    before = seen()
    hold(hoa_thinh, by_hand=4)
    assert seen() == before


def test_four_classes_of_one_person_each_do_not_tell_that_four_came(client, hoa_thinh, province_official, hold):
    hold(hoa_thinh, by_hand=40)
    for day in (4, 5, 6, 7):
        hold(hoa_thinh, by_hand=1, at=moment(day, 4))
    lines = page(client, province_official, hoa_thinh).context["months"]
    assert [(line.of.month, line.sessions, line.headcount) for line in lines] == [(3, 1, 40)]


def test_communes_of_a_province_are_sorted_by_any_column(client, hoa_thinh, tay_hoa, dak_lak, province_official, hold):
    hold(hoa_thinh, 5)
    hold(tay_hoa, 5)
    hold(tay_hoa, 5, at=moment(4))
    for column in COLUMNS[1:]:
        response = page(client, province_official, dak_lak, sort=column)
        assert [line.of for line in response.context["places"]][:2] == [tay_hoa, hoa_thinh]
        assert 'aria-sort="descending"' in response.text


def test_a_period_counts_what_was_in_it(client, hoa_thinh, commune_official, hold):
    hold(hoa_thinh, 2, at=moment(3, 12, 2025))
    hold(hoa_thinh, 3)
    assert values(page(client, commune_official, hoa_thinh, period="2025")) == ["1", "2", "2", "2"]
    response = page(client, commune_official, hoa_thinh, period="2026")
    assert values(response) == ["1", "3", "3", "3"] and len(response.context["held"]) == 1


def test_the_page_of_a_place_shows_classes_where_there_was_one(client, hoa_thinh, commune_official, hold):
    totals(hoa_thinh, TODAY, 3)
    link = reverse("reports:classes", args=[hoa_thinh.pk])
    assert link not in page(client, commune_official, hoa_thinh, "unit").text
    hold(hoa_thinh, 2)
    assert link in page(client, commune_official, hoa_thinh, "unit").text


def test_without_a_class_the_page_says_how_it_begins(client, hoa_thinh, commune_official):
    response = page(client, commune_official, hoa_thinh)
    assert response.status_code == 200 and "cards" not in response.context


def test_strangers_learn_nothing(client, hoa_thinh, tay_hoa, dak_lak, trainer, commune_official, province_official):
    assert page(client, commune_official, tay_hoa).status_code == 404
    assert page(client, commune_official, dak_lak).status_code == 404
    assert page(client, trainer, hoa_thinh).status_code == 404
    client.force_login(province_official)
    assert client.get(reverse("reports:country_classes")).status_code == 404
    client.logout()
    assert client.get(reverse("reports:classes", args=[hoa_thinh.pk])).status_code == 302


def test_the_country_is_seen_by_administrators(client, administrator, hoa_thinh, dak_lak, hold):
    hold(hoa_thinh, 7)
    client.force_login(administrator)
    response = client.get(reverse("reports:country_classes"))
    assert values(response) == ["1", "5", "5", "5"] and dak_lak in [line.of for line in response.context["places"]]


def test_queries_do_not_grow_with_classes(
    client, hoa_thinh, dak_lak, commune_official, province_official, hold, django_assert_max_num_queries
):
    for day in range(1, 7):
        hold(hoa_thinh, 1, at=moment(day))
    for user, unit, most in ((commune_official, hoa_thinh, 14), (province_official, dak_lak, 14)):
        page(client, user, unit)
        with django_assert_max_num_queries(most):
            client.get(reverse("reports:classes", args=[unit.pk]))


def test_the_months_are_taken_away_as_they_are_shown(
    client, hoa_thinh, dak_lak, commune_official, province_official, hold
):
    hold(hoa_thinh, 7)

    def taken(user, unit):
        client.force_login(user)
        response = client.get(reverse("reports:unit_file", args=[unit.pk, "classes", "csv"]))
        return response.getvalue().decode().splitlines()[1:]

    assert taken(commune_official, hoa_thinh) == [f'"{hoa_thinh.code}","Xã Hòa Thịnh","2026-03",1,7,7,7']
    assert taken(province_official, dak_lak) == [f'"{hoa_thinh.code}","Xã Hòa Thịnh","2026-03",1,5,5,5']
    address = reverse("reports:unit_file", args=[dak_lak.pk, "classes", "csv"])
    assert address in page(client, province_official, dak_lak, "unit").text


def test_where_there_was_no_class_there_is_no_such_file(client, hoa_thinh, commune_official):
    client.force_login(commune_official)
    assert client.get(reverse("reports:unit_file", args=[hoa_thinh.pk, "classes", "csv"])).status_code == 404
