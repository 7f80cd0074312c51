"""A learner's own sign-in, by phone number or e-mail."""

import re

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from accounts.addresses import read_address
from accounts.models import Address, OneTimeCode, User
from learners.models import Learner
from tests.records.phone import Phone, event

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed", ["0912345678", "0912 345 678", "+84 912.345.678", "84912345678", "0084912345678", "+840912345678"]
)
def test_a_number_is_known_however_it_is_typed(typed):
    address = read_address(typed)
    assert (address.kind, address.address, address.masked) == ("phone", "+84912345678", "09x xxx 678")


@pytest.mark.parametrize("typed", ["", "x", "0212345678", "091234567", "٠٩١٢٣٤٥٦٧٨", "a@", "@b", "\0", "9" * 9999])
def test_what_is_no_address_gets_a_sentence(typed):
    with pytest.raises(ValidationError) as refusal:
        read_address(typed)
    assert refusal.value.messages[0].endswith(".")


@pytest.fixture
def phone(course):
    phone = Phone()
    phone.send(event(lesson=course.lessons[0]))
    return phone


def sign_in(phone, address="lan@example.org", also_me=""):
    page = phone.post("/people/account/", address=address, also_me=also_me)
    token = re.search(r'name="token" value="(.+?)"', page.text)[1]
    code = re.search(r"\d{6}", mail.outbox[-1].body)[0]
    return phone.post("/people/account/code/", token=token, code=code)


def who(phone):
    known = phone.get("/learning/state.json").json()["learner"]
    return known and known["id"]


def test_a_guest_who_signs_up_keeps_everything_and_finds_it_again(phone):
    assert sign_in(phone, also_me=phone.learner).status_code == 302
    other = Phone()
    sign_in(other)
    assert who(other) == who(phone) == phone.learner
    assert Learner.objects.count() == User.objects.count() == 1


def test_what_a_guest_did_elsewhere_is_put_together_only_when_said(phone, course):
    sign_in(phone, also_me=phone.learner)
    other = Phone()
    other.send(event(lesson=course.lessons[1]))
    sign_in(other)
    assert Learner.objects.count() == 2
    other.post("/people/choose/", person=other.learner)
    sign_in(other, also_me=other.learner)
    assert Learner.objects.get().lesson_progress.count() == 2


def test_nothing_but_a_fingerprint_is_kept(phone):
    sign_in(phone, also_me=phone.learner)
    address = Address.objects.get()
    assert address.masked == "l…@example.org" and len(address.digest) == 64
    assert "lan@" not in User.objects.get().email


def test_a_sign_in_of_a_learner_opens_no_editor(phone, trainer):
    sign_in(phone, trainer.email, also_me=phone.learner)
    assert "sessionid" not in phone.client.cookies
    assert phone.get("/admin/").status_code == 302
    assert Learner.objects.get().user != trainer and not Learner.objects.get().user.memberships.exists()


def test_who_is_forgotten_signs_in_no_more(phone):
    sign_in(phone, also_me=phone.learner)
    assert phone.get("/people/data/download/").json()["sign_in"] == ["l…@example.org"]
    phone.post("/people/data/erase/", person=phone.learner, sure="yes")
    assert not Address.objects.exists()


def test_a_code_is_good_once_and_five_tries(phone):
    token = re.search(r'name="token" value="(.+?)"', phone.post("/people/account/", address="lan@example.org").text)[1]
    code = re.search(r"\d{6}", mail.outbox[-1].body)[0]
    wrong = "000000" if code != "000000" else "111111"
    for _try in range(5):
        assert phone.post("/people/account/code/", token=token, code=wrong).status_code == 422
    assert phone.post("/people/account/code/", token=token, code=code).status_code == 422
    assert not User.objects.exists()


def test_an_address_gets_three_codes_an_hour(phone):
    answers = [phone.post("/people/account/", address="lan@example.org").status_code for _code in range(4)]
    assert answers == [200, 200, 200, 429] and OneTimeCode.objects.count() == 3


def test_a_phone_number_gets_its_code_by_its_channel(phone, capsys):
    assert "09x xxx 678" in phone.post("/people/account/", address="0912345678").text
    assert re.search(r"To \+84912345678: \d{6}", capsys.readouterr().out)


def test_the_sign_up_of_staff_stays_closed(client, site_tree):
    client.post("/accounts/signup/", {"email": "x@example.org", "password1": "a long password"})
    assert not User.objects.exists()
