"""A person of a divided commune is asked where they live; nobody else is."""

import pytest

from communes.ledger.actions import approve
from communes.models import Unit
from learners.actions import state_residence
from learners.models import Learner
from tests.communes.ledger.factory import DAY, merger, split
from tests.records.phone import Phone, event

pytestmark = pytest.mark.django_db
QUESTION = "Your commune was divided"


@pytest.fixture
def phone(site_tree, hoa_thinh):
    phone = Phone()
    phone.send(event())
    state_residence(Learner.objects.get(), hoa_thinh)
    return phone


def test_nobody_is_asked_while_the_commune_is_whole(phone, hoa_thinh, tay_hoa, administrator):
    assert QUESTION not in phone.get("/en/learning/").text
    approve(merger(hoa_thinh, tay_hoa), administrator, DAY)
    assert QUESTION not in phone.get("/en/learning/").text


def test_a_person_of_a_divided_commune_is_asked_with_its_parts_first(phone, hoa_thinh, administrator):
    approve(split(hoa_thinh), administrator, DAY)
    assert QUESTION in phone.get("/en/learning/").text
    page = phone.get("/en/people/residence/").text
    assert page.index("Xã Phía Đông") < page.index("Xã Phía Tây") < page.index("I live somewhere else")
    east = Unit.objects.get(code="99002")
    answer = phone.client.post("/en/people/residence/", {"person": phone.learner, "unit": east.pk})
    assert answer.status_code == 302 and Learner.objects.get().unit == east
    assert QUESTION not in phone.get("/en/learning/").text


def test_a_former_commune_is_no_answer(phone, hoa_thinh, administrator):
    approve(split(hoa_thinh), administrator, DAY)
    for unit in (hoa_thinh.pk, "x", ""):
        answer = phone.client.post("/en/people/residence/", {"person": phone.learner, "unit": unit})
        assert answer.status_code == 422
    assert Learner.objects.get().unit == hoa_thinh


def test_looking_for_another_place_keeps_the_page_open(phone, hoa_thinh, tay_hoa, administrator):
    approve(split(hoa_thinh), administrator, DAY)
    data = {"person": phone.learner, "look_up": "", "place": "tay hoa"}
    answer = phone.client.post("/en/people/residence/", data)
    assert answer.status_code == 200 and "Xã Tây Hòa" in answer.text and "<details open>" in answer.text


def test_for_somebody_who_has_not_begun_there_is_nothing_to_ask(site_tree):
    assert Phone().get("/people/residence/").status_code == 302


def test_another_person_answers_for_nobody(phone, hoa_thinh, lan, administrator):
    assert phone.client.post("/people/residence/", {"person": str(lan.pk), "unit": hoa_thinh.pk}).status_code == 409
