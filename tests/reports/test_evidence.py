"""The page that says how far figures can be trusted: counts, no names, small groups hidden."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from certificates.models import Certificate, Recheck
from communes.ledger.actions import approve
from communes.models import Unit
from quizzes.models import EvidenceTotals
from tests.communes.factory import commune, province
from tests.communes.ledger.factory import DAY, plan
from tests.conftest import learner
from tests.reports.factory import totals

pytestmark = pytest.mark.django_db


def seen(unit, quiz, passed, with_sign=0, **signs):
    fields = {"month": date(2026, 10, 1), "quiz_key": quiz, "passed": passed, "with_sign": with_sign}
    return EvidenceTotals.objects.create(unit=unit, **fields, **signs)


def asked(unit, user, number, right, outcome="answered"):
    for n in range(number):
        person = learner(f"Người {n}", unit)
        held = Certificate.objects.create(
            learner=person, course_key=uuid.uuid4(), course_title="x", unit=unit, locale="vi"
        )
        Recheck.objects.create(certificate=held, sample=uuid.uuid4(), drawn_by=user, outcome=outcome, right=right)


def page(client, user, unit):
    client.force_login(user)
    return client.get(reverse("reports:evidence", args=[unit.pk]))


def test_the_own_official_sees_every_number(client, course, hoa_thinh, commune_official):
    seen(hoa_thinh, course.quiz.key, 120, 9, speed=7, same_answers=3)
    rows = page(client, commune_official, hoa_thinh).context["rows"]
    assert rows == [("VNeID", [120, 111, 9, 7, 3, 0]), ("Tất cả các khóa", [120, 111, 9, 7, 3, 0])]


def test_months_and_communes_of_a_province_add_up(client, course, hoa_thinh, tay_hoa, dak_lak, province_official):
    seen(hoa_thinh, course.quiz.key, 120, 9, speed=9)
    seen(tay_hoa, course.quiz.key, 80, 11, speed=11)
    rows = page(client, province_official, dak_lak).context["rows"]
    assert rows[0][1] == [200, 180, 20, 20, None, None]


def test_a_small_group_and_what_would_give_it_away_are_not_told_from_above(
    client, course, hoa_thinh, dak_lak, province_official
):
    seen(hoa_thinh, course.quiz.key, 120, 3, speed=3)
    response = page(client, province_official, dak_lak)
    passed, clean, with_sign, speed, *_rest = response.context["rows"][0][1]
    assert (passed, clean, with_sign, speed) == (120, 115, None, None)
    assert "dưới 5" in response.content.decode()


def test_a_commune_is_not_shown_from_above(client, hoa_thinh, province_official):
    assert page(client, province_official, hoa_thinh).status_code == 404


def test_a_stranger_gets_404_and_nobody_a_sign_in_page(client, hoa_thinh, other_official):
    assert page(client, other_official, hoa_thinh).status_code == 404
    client.logout()
    assert client.get(reverse("reports:evidence", args=[hoa_thinh.pk])).status_code == 302


def test_what_people_knew_when_asked_again(client, hoa_thinh, commune_official, trainer):
    asked(hoa_thinh, trainer, 6, right=3)
    asked(hoa_thinh, trainer, 2, right=1)
    asked(hoa_thinh, trainer, 1, right=None, outcome="not-reached")
    response = page(client, commune_official, hoa_thinh)
    assert response.context["rechecks"] == {
        "drawn": 9, "waiting": 0, "not-reached": 1, "declined": 0, "answered": 8, "knew": 6, "did_not_know": 2,
    }  # fmt: skip
    assert "8 người" in response.context["outcome"] and "6 người" in response.context["outcome"]


def test_enough_people_asked_tell_of_all(client, course, hoa_thinh, commune_official, trainer):
    totals(hoa_thinh, date(2026, 10, 5), 1200, 1100, 1000, course=course.key)
    asked(hoa_thinh, trainer, 18, right=2)
    asked(hoa_thinh, trainer, 2, right=1)
    content = page(client, commune_official, hoa_thinh).content.decode()
    assert "Trong 1.000 giấy chứng nhận, khoảng 698 đến 973 người vẫn nắm được bài" in content


def test_few_who_were_asked_are_not_told_from_above(client, hoa_thinh, dak_lak, province_official, trainer):
    asked(hoa_thinh, trainer, 6, right=3)
    asked(hoa_thinh, trainer, 2, right=1)
    found = page(client, province_official, dak_lak).context["rechecks"]
    assert (found["answered"], found["knew"], found["did_not_know"]) == (5, 5, None)


def test_what_a_sum_would_tell_of_its_small_parts_is_not_told_from_above(
    client, course, hoa_thinh, dak_lak, province_official, trainer
):
    """Four outcomes of four people each, and three courses with four signs each: sums of 16 and 12 would tell."""
    for outcome in ("", "not-reached", "declined", "answered"):
        asked(hoa_thinh, trainer, 4, right=3, outcome=outcome)
    for _course in range(3):
        seen(hoa_thinh, uuid.uuid4(), 40, 4)
    found = page(client, province_official, dak_lak).context
    assert found["rechecks"]["drawn"] == 10 and found["rows"][-1][1][:3] == [120, 105, 5]


def test_nothing_yet_is_said_plainly(client, hoa_thinh, commune_official):
    content = page(client, commune_official, hoa_thinh).content.decode()
    assert "Ở đây chưa ai làm đạt bài kiểm tra nào." in content and "Chưa ai được hỏi lại" in content


def test_the_page_of_figures_leads_there(client, course, hoa_thinh, dak_lak, commune_official, province_official):
    totals(hoa_thinh, date(2026, 10, 5), 30, 20, 10)
    address = reverse("reports:evidence", args=[hoa_thinh.pk])
    for user, leads in [(commune_official, True), (province_official, False)]:
        client.force_login(user)
        assert (address in client.get(reverse("reports:unit", args=[hoa_thinh.pk])).content.decode()) is leads


def test_queries_do_not_grow_with_courses(client, course, hoa_thinh, commune_official, django_assert_max_num_queries):
    for _n in range(12):
        seen(hoa_thinh, uuid.uuid4(), 30)
    client.force_login(commune_official)
    page(client, commune_official, hoa_thinh)
    with django_assert_max_num_queries(20):
        client.get(reverse("reports:evidence", args=[hoa_thinh.pk]))


def union(dak_lak):
    """Đắk Lắk becomes one with Gia Lai, whose only commune had 50 passes and was asked six times."""
    gia_lai = province("Tỉnh Gia Lai", "52")
    kon_tum = commune("Phường Kon Tum", gia_lai)
    approve(plan([dak_lak, "66", "Tỉnh Tây Nguyên"], [gia_lai, "66", "Tỉnh Tây Nguyên"]), None, DAY)
    return Unit.objects.current().provinces().get(), kon_tum


def test_a_new_province_has_what_the_former_had_and_at_the_time_each_its_own(
    client, course, hoa_thinh, dak_lak, administrator, trainer
):
    seen(hoa_thinh, course.quiz.key, 120, 20)
    asked(hoa_thinh, trainer, 12, right=3)
    totals(hoa_thinh, date(2026, 10, 5), 1200, 1100, 1000, course=course.key)
    new, kon_tum = union(dak_lak)
    seen(kon_tum, course.quiz.key, 50, 10)
    asked(kon_tum, trainer, 6, right=3)
    found = page(client, administrator, new).context
    assert found["rows"][0][1][:3] == [170, 140, 30] and found["rechecks"]["knew"] == 15
    assert "1.000" in found["estimate"] and len(found["boundaries"]) == 2
    assert page(client, administrator, dak_lak).context["rows"][0][1][:3] == [120, 100, 20]
    response = client.get(reverse("reports:evidence", args=[new.pk]) + "?boundaries=time")
    assert response.context["rows"] == [] and response.context["rechecks"]["drawn"] is None


def test_a_commune_that_goes_along_keeps_its_own_to_the_digit(
    client, course, hoa_thinh, dak_lak, commune_official, trainer
):
    seen(hoa_thinh, course.quiz.key, 123, 9, speed=7)
    asked(hoa_thinh, trainer, 7, right=3)
    before = page(client, commune_official, hoa_thinh).context
    union(dak_lak)
    after = page(client, commune_official, Unit.objects.current().get(code=hoa_thinh.code)).context
    assert [after[name] for name in ("rows", "rechecks")] == [before[name] for name in ("rows", "rechecks")]
