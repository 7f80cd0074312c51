"""A learner's own sign-in, by phone number or e-mail: allauth's flow, from the first page to the last."""

import re
import time

import pytest
from allauth.account.signals import user_logged_in, user_signed_up
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actions import user_with
from accounts.addresses import read_address
from accounts.models import Address, User
from learners.models import Device, Learner
from tests.records.phone import Phone, event

pytestmark = pytest.mark.django_db
LAN = "lan@example.org"
FORM, CODE = "/people/account/", "/people/account/code/"


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


class Gateway:
    """Sends no text message, and remembers it."""

    sent = []

    def send(self, address, subject, text):
        self.sent.append((address, text))


class DeadGateway:
    def send(self, address, subject, text):
        raise ConnectionRefusedError


@pytest.fixture
def gateway(settings):
    settings.OUTBOUND_CHANNELS = settings.OUTBOUND_CHANNELS | {"phone": f"{__name__}.Gateway"}
    Gateway.sent.clear()
    return Gateway.sent


def ask(phone, address=LAN, also_me=""):
    """The code that came by e-mail."""
    assert phone.post(FORM, address=address, also_me=also_me).url == CODE
    return re.search(r"\d{6}", mail.outbox[-1].body)[0]


def sign_in(phone, address=LAN, also_me=""):
    return phone.post(CODE, code=ask(phone, address, also_me))


def wrong(code):
    return "000000" if code != "000000" else "111111"


def who(phone):
    known = phone.get("/learning/state.json").json()["learner"]
    return known and known["id"]


def has_session(phone):
    cookie = phone.client.cookies.get("sessionid")
    return bool(cookie and cookie.value)


def test_a_guest_who_signs_up_keeps_everything_and_finds_it_again(phone):
    assert sign_in(phone, also_me=phone.learner).url == "/learning/"
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


def test_who_took_the_phone_meanwhile_finds_no_code(phone):
    code = ask(phone, also_me=phone.learner)
    gives_to_bao()
    assert phone.get(CODE).url == FORM
    assert phone.post(CODE, code=code).status_code == 422 and not User.objects.exists()


def test_who_began_while_the_code_was_on_its_way_does_not_go_along(site_tree):
    phone = Phone()
    code = ask(phone)
    phone.post("/people/public/", public="no")
    gives_to_bao()
    phone.post(CODE, code=code)
    assert Learner.objects.get(name="Bảo").user is None and who(phone) == str(User.objects.get().learner.pk)


def gives_to_bao():
    """Another of the family goes on."""
    device = Device.objects.get()
    device.current = device.learners.create(name="Bảo")
    device.save()


def test_one_number_in_four_spellings_is_one_person(phone, gateway):
    for typed in ("0912345678", "0912 345 678", "+84 912.345.678"):
        other = Phone()
        other.post(FORM, address=typed)
        assert gateway[-1][0] == "+84912345678"
        other.post(CODE, code=re.search(r"\d{6}", gateway[-1][1])[0])
        cache.clear()
    phone.post(FORM, address="0084912345678")
    phone.post(CODE, code=re.search(r"\d{6}", gateway[-1][1])[0])
    assert who(phone) == who(other) and User.objects.count() == 1


def test_a_code_may_be_typed_in_two_halves(phone):
    code = ask(phone)
    assert phone.post(CODE, code=f"{code[:3]} {code[3:]}").status_code == 302


def test_nothing_but_a_fingerprint_is_kept(phone):
    page = ask(phone, also_me=phone.learner) and phone.get(CODE).content.decode()
    assert "l…@example.org" in page and LAN not in page
    assert LAN not in str([session.get_decoded() for session in Session.objects.all()])
    phone.post(CODE, code=re.search(r"\d{6}", mail.outbox[-1].body)[0])
    address = Address.objects.get()
    assert address.masked == "l…@example.org" and len(address.digest) == 64
    assert "lan@" not in User.objects.get().email
    assert not Session.objects.exists() and not has_session(phone)


def test_what_was_left_half_done_is_swept_out(phone):
    ask(phone)
    Session.objects.update(expire_date="2020-01-01T00:00:00Z")
    ask(Phone())
    assert Session.objects.count() == 1


def test_allauth_tells_of_it(phone):
    heard = []

    def hear(signal, **kwargs):
        heard.append(signal)

    user_signed_up.connect(hear), user_logged_in.connect(hear)
    try:
        sign_in(phone)
        sign_in(Phone())
    finally:
        user_signed_up.disconnect(hear), user_logged_in.disconnect(hear)
    assert heard == [user_signed_up, user_logged_in, user_logged_in]


def test_a_sign_in_of_a_learner_opens_no_editor(phone, trainer):
    sign_in(phone, trainer.email, also_me=phone.learner)
    assert not has_session(phone)
    assert phone.get("/admin/").status_code == 302
    user = Learner.objects.get().user
    assert user != trainer and not user.memberships.exists() and not user.has_usable_password()


def test_even_a_stolen_session_of_a_learner_opens_no_editor(phone):
    sign_in(phone, also_me=phone.learner)
    phone.client.force_login(User.objects.get())
    assert phone.client.get("/admin/", follow=True).status_code == 403


def test_staff_hear_the_same_as_a_stranger(phone, trainer):
    for_staff, for_stranger = heard_of(trainer.email), heard_of("t@example.org")
    assert for_staff == for_stranger and len(mail.outbox) == 2


def test_nobody_learns_whether_an_address_is_known(phone):
    sign_in(phone)
    known, unknown = heard_of(LAN), heard_of("ly@example.org")
    assert known == unknown and len(mail.outbox) == 3


def heard_of(address):
    """What a stranger hears who asks for a code, and how often the database was asked for it."""
    one = Phone()
    with CaptureQueriesContext(connection) as queries:
        answer = one.post(FORM, address=address)
    return answer.status_code, answer.url, one.get(CODE).content, len(queries)


def test_staff_at_work_are_asked_to_sign_out_first(client, trainer, site_tree):
    client.force_login(trainer)
    here = {"sec-fetch-site": "same-origin"}
    assert "/accounts/logout/" in client.get(FORM).content.decode()
    assert client.post(FORM, {"address": LAN}, headers=here).status_code == 409
    assert client.post(CODE, {"code": "123456"}, headers=here).status_code == 409
    assert client.get("/admin/").status_code == 200 and not mail.outbox


def test_a_code_that_was_asked_for_does_not_stand_in_the_way_of_staff(phone, trainer):
    ask(phone)
    assert phone.get("/accounts/login/").status_code == 200
    answer = phone.post("/accounts/login/", login=trainer.email, password="only for tests")
    assert answer.url == "/admin/" and phone.get(CODE).status_code == 200
    assert who(phone) == phone.learner


def test_who_is_forgotten_signs_in_no_more(phone):
    sign_in(phone, also_me=phone.learner)
    assert phone.get("/people/data/download/").json()["sign_in"] == ["l…@example.org"]
    phone.post("/people/data/erase/", person=phone.learner, sure="yes")
    assert not Address.objects.exists()


def test_who_was_forgotten_while_the_code_was_on_its_way_begins_anew(phone):
    sign_in(phone, also_me=phone.learner)
    other = Phone()
    code = ask(other)
    phone.post("/people/data/erase/", person=phone.learner, sure="yes")
    other.post(CODE, code=code)
    assert who(other) and who(other) != phone.learner and not has_session(other)


def test_who_is_switched_off_is_not_let_in(phone):
    sign_in(phone, also_me=phone.learner)
    User.objects.update(is_active=False)
    other = Phone()
    assert sign_in(other).url == "/accounts/inactive/" and who(other) is None


def test_five_wrong_codes_end_a_code(phone):
    code = ask(phone)
    for _try in range(4):
        answer = phone.post(CODE, code=wrong(code))
        assert answer.status_code == 422 and 'name="code"' in answer.content.decode()
    answer = phone.post(CODE, code=wrong(code))
    assert answer.status_code == 422 and 'name="address"' in answer.content.decode()
    assert phone.post(CODE, code=code).status_code == 422
    assert not User.objects.exists()


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "٠٠٠٠٠٠", "9" * 9999])
def test_what_is_no_code_is_a_wrong_one(phone, typed):
    ask(phone)
    assert phone.post(CODE, code=typed).status_code == 422


def test_a_code_is_good_once(phone):
    code = ask(phone)
    phone.post(CODE, code=code)
    assert phone.post(CODE, code=code).status_code == 422


def test_a_code_is_good_for_ten_minutes(phone, monkeypatch):
    code, now = ask(phone), time.time()
    monkeypatch.setattr(time, "time", lambda: now + 10 * 60 + 1)
    assert phone.post(CODE, code=code).status_code == 422
    assert not User.objects.exists()


def test_only_the_newest_code_counts(phone):
    first = ask(phone)
    second = ask(phone)
    assert first == second or phone.post(CODE, code=first).status_code == 422
    assert phone.post(CODE, code=second).status_code == 302


def test_a_code_is_good_only_where_it_was_asked_for(phone):
    code, other = ask(phone), Phone()
    assert other.post(CODE, code=code).status_code == 422
    assert other.get(CODE).url == FORM
    own = ask(other, "other@example.org")
    assert own == code or other.post(CODE, code=code).status_code == 422


def test_an_address_gets_three_codes_an_hour(phone):
    answers = [Phone().post(FORM, address=LAN).status_code for _code in range(4)]
    assert answers == [302, 302, 302, 429] and len(mail.outbox) == 3


def test_a_network_gets_sixty_codes_an_hour(phone):
    answers = [Phone().post(FORM, address=f"a{number}@example.org").status_code for number in range(61)]
    assert answers == [302] * 60 + [429]


def test_an_address_is_tried_fifteen_times_an_hour_even_all_at_once(phone):
    """Two tries at the same moment may count as one of five in a session; the cache counts each."""
    code = ask(phone)
    kept = Session.objects.get().session_data
    for _try in range(15):
        assert phone.post(CODE, code=wrong(code)).status_code == 422
        Session.objects.update(session_data=kept)
    assert phone.post(CODE, code=code).status_code == 429


def test_a_code_that_can_t_be_sent_is_told_of(phone, settings):
    settings.OUTBOUND_CHANNELS = {"phone": f"{__name__}.DeadGateway"}
    answer = phone.post(FORM, address="0912345678")
    assert answer.status_code == 503 and 'value="0912345678"' in answer.content.decode()


def test_a_phone_number_gets_its_code_by_its_channel(phone, capsys):
    phone.post(FORM, address="0912345678")
    assert re.search(r"To \+84912345678: \d{6}", capsys.readouterr().out)
    assert "09x xxx 678" in phone.get(CODE).content.decode()


@pytest.mark.parametrize("address", [FORM, CODE])
def test_another_site_sends_nothing_here(phone, address):
    ask(phone)
    for method in ("post", "put"):
        answer = getattr(phone.client, method)(address, {"address": LAN}, headers={"sec-fetch-site": "cross-site"})
        assert answer.status_code in (403, 405)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("address", [FORM, CODE])
def test_the_pages_speak_both_languages_and_are_kept_by_nobody(phone, address):
    ask(phone)
    for prefix in ("", "/en"):
        answer = phone.get(prefix + address)
        assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]


def test_a_public_computer_knows_nobody_after_it_was_left(phone):
    phone.post("/people/public/", public="yes")
    sign_in(phone, also_me=phone.learner)
    phone.post("/people/finish/")
    assert who(phone) is None and not has_session(phone)


def test_a_public_computer_knows_nobody_who_stays_away(phone):
    phone.post("/people/public/", public="yes")
    sign_in(phone, also_me=phone.learner)
    Device.objects.update(last_seen_at="2020-01-01T00:00:00Z")
    assert who(phone) is None and not has_session(phone)


@pytest.mark.parametrize("way", ["another", "leave"])
def test_the_next_person_finds_no_code_of_the_one_before(phone, way):
    code = ask(phone)
    phone.post(f"/people/{way}/", person=phone.learner, sure="yes")
    assert phone.get(CODE).url == FORM and not has_session(phone)
    assert phone.post(CODE, code=code).status_code == 422


def test_forget_me_on_this_phone_signs_out(phone):
    sign_in(phone, also_me=phone.learner)
    phone.post("/people/leave/", person=phone.learner, sure="yes")
    assert who(phone) is None and not has_session(phone)


def test_two_right_codes_at_once_make_one_person(monkeypatch):
    """Both looked before either wrote."""
    first = user_with("f" * 64, "phone", "09x xxx 678")
    nobody = Address.objects.none()
    monkeypatch.setattr(Address.objects, "select_related", lambda *names: nobody)
    assert user_with("f" * 64, "phone", "09x xxx 678") == (first[0], False)
    assert User.objects.count() == 1


def test_the_sign_up_of_staff_stays_closed(client, site_tree):
    client.post("/accounts/signup/", {"email": "x@example.org", "password1": "a long password"})
    assert not User.objects.exists()
