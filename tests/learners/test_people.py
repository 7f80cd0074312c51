"""Many people on one phone: nobody goes on as another without choosing them."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from learners import secret
from learners.models import Device, Learner, Secret
from tests.records.phone import Phone, event

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(course):
    """Lan began here; then Bảo took the phone and began."""
    phone = Phone()
    phone.lan, phone.bao = phone.learner, str(uuid.uuid4())
    phone.send(event(lesson=course.lessons[0]))
    phone.post("/people/name/", person=phone.lan, name="Lan", picture="boat")
    phone.post("/people/another/")
    phone.send(event(lesson=course.lessons[0]), learner=phone.bao)
    return phone


def who(phone):
    known = phone.get("/learning/state.json").json()["learner"]
    return known and known["id"]


def lan_with(kind, typed):
    lan = Learner.objects.get(name="Lan")
    secret.set_secret(lan, kind, typed)
    return lan


def choose(phone, key):
    return phone.post("/people/choose/", person=key)


def test_a_name_and_a_picture_are_kept(phone):
    lan = Learner.objects.get(pk=phone.lan)
    assert (lan.name, lan.picture) == ("Lan", "boat")
    assert "people.svg#boat" in phone.get("/people/").text


@pytest.mark.parametrize("path", ["name", "secret", "secret/away", "code", "leave", "data/erase"])
def test_a_form_of_the_person_before_does_nothing(phone, path):
    answer = phone.post(f"/people/{path}/", person=phone.lan, name="Bảo", kind="digits", digits="1234", sure="yes")
    assert answer.status_code == 409
    assert Learner.objects.filter(pk=phone.bao, name="", secret="", erased_at=None).exists()
    assert Device.objects.get().learners.count() == 2 and who(phone) == phone.bao


@pytest.mark.parametrize("path", ["name", "secret", "code", "leave", "data/erase"])
def test_a_form_that_names_nobody_does_nothing_to_somebody(phone, path):
    assert phone.post(f"/people/{path}/", name="X", sure="yes").status_code == 409


def test_who_has_a_secret_is_asked_for_it(phone):
    lan_with(Secret.DIGITS, "0412")
    assert choose(phone, phone.lan).url == f"/people/choose/{phone.lan}/"
    assert who(phone) == phone.bao
    answer = phone.post(f"/people/choose/{phone.lan}/secret/", digits="0000")
    assert answer.status_code == 422 and who(phone) == phone.bao
    assert phone.post(f"/people/choose/{phone.lan}/secret/", digits="0412").status_code == 302
    assert who(phone) == phone.lan


def test_three_pictures_are_tapped_one_after_the_other(phone):
    lan_with(Secret.PICTURES, "boat hen sun")
    url = f"/people/choose/{phone.lan}/secret/"
    assert phone.post(url, chosen="", picture="boat").status_code == 200
    assert 'value="boat hen"' in phone.post(url, chosen="boat", picture="hen").text
    assert phone.post(url, chosen="boat sun", picture="hen").status_code == 422
    assert phone.post(url, chosen="boat hen", picture="sun").status_code == 302
    assert who(phone) == phone.lan


@pytest.mark.parametrize(
    "typed", [{}, {"digits": ""}, {"digits": "٠٤١٢"}, {"digits": "1" * 9000}, {"chosen": "x " * 99}]
)
def test_junk_is_no_secret(phone, typed):
    lan_with(Secret.DIGITS, "0412")
    assert phone.post(f"/people/choose/{phone.lan}/secret/", **typed).status_code == 422
    assert who(phone) == phone.bao


def test_after_three_wrong_tries_even_the_right_one_waits(phone):
    lan = lan_with(Secret.DIGITS, "0412")
    now = timezone.now()
    assert [secret.fits(lan, "0000", now) for _try in range(3)] == [False] * 3
    assert not secret.fits(lan, "0412", now + timedelta(seconds=29))
    assert secret.fits(lan, "0412", now + timedelta(seconds=31))
    assert Learner.objects.get(pk=lan.pk).secret_misses == 0


def test_each_wait_is_longer_an_hour_at_most():
    waits = [secret.wait_after(misses).total_seconds() for misses in range(2, 30)]
    assert waits[:4] == [0, 30, 60, 120] and waits == sorted(waits) and waits[-1] == 3600


def test_a_secret_is_set_and_taken_away_by_who_knows_it(phone):
    phone.post("/people/secret/", person=phone.bao, kind="digits", digits="1234")
    bao = Learner.objects.get(pk=phone.bao)
    assert bao.secret_kind == "digits" and "1234" not in bao.secret
    phone.post("/people/secret/", person=phone.bao, kind="digits", digits="9999")
    assert phone.post("/people/secret/away/", person=phone.bao, digits="9999").status_code == 422
    phone.post("/people/secret/away/", person=phone.bao, digits="1234")
    assert not Learner.objects.get(pk=phone.bao).secret


def test_a_secret_of_pictures_is_set_by_three_taps(phone):
    for chosen, picture in [("", ""), ("", "sun"), ("sun", "sun"), ("sun sun", "hat")]:
        phone.post("/people/secret/", person=phone.bao, kind="pictures", chosen=chosen, picture=picture)
    assert secret.fits(Learner.objects.get(pk=phone.bao), "sun sun hat")
    for chosen, picture in [("", "sun"), ("sun", "sun"), ("sun sun", "hat")]:
        phone.post("/people/secret/away/", person=phone.bao, chosen=chosen, picture=picture)
    assert not Learner.objects.get(pk=phone.bao).secret


def test_who_leaves_the_phone_is_known_no_more_and_loses_nothing(phone, course):
    assert phone.post("/people/leave/", person=phone.bao).status_code == 200
    phone.post("/people/leave/", person=phone.bao, sure="yes")
    assert who(phone) is None and phone.bao not in phone.get("/people/").text
    assert choose(phone, phone.bao).status_code == 404
    assert phone.send(event(lesson=course.lessons[1]), learner=phone.bao).status_code == 200
    assert Learner.objects.get(pk=phone.bao).lesson_progress.count() == 2 and who(phone) is None


@pytest.fixture
def computer(phone):
    phone.post("/people/public/", public="yes")
    return phone


def go_away(minutes):
    Device.objects.update(last_seen_at=timezone.now() - timedelta(minutes=minutes))


def test_the_cookies_of_a_public_computer_end_with_the_browser(computer):
    cookies = computer.get("/people/").cookies
    assert {cookies[name]["max-age"] for name in ("device", "learner", "public")} == {""}


def test_finishing_leaves_nobody(computer):
    computer.post("/people/finish/")
    assert who(computer) is None and not Device.objects.get().learners.exists()
    assert computer.client.cookies["learner"].value.startswith("-")
    assert Learner.objects.count() == 2


def test_who_stays_away_is_gone(computer):
    go_away(minutes=9)
    assert who(computer) == computer.bao
    go_away(minutes=11)
    assert who(computer) is None
    assert choose(computer, computer.bao).status_code == 404


def test_a_sign_of_life_counts(computer):
    go_away(minutes=9)
    assert computer.get("/people/here/").status_code == 204
    assert Device.objects.get().last_seen_at > timezone.now() - timedelta(minutes=1)


def test_a_late_post_after_ten_minutes_is_not_taken_for_the_next(computer, course):
    go_away(minutes=11)
    computer.send(event(lesson=course.lessons[1]), learner=computer.bao)
    assert Learner.objects.get(pk=computer.bao).lesson_progress.count() == 2 and who(computer) is None


def test_a_browser_opened_anew_at_a_public_computer_is_nobody(computer, course):
    computer.forget_cookies()
    new = str(uuid.uuid4())
    computer.send(event(lesson=course.lessons[0]), learner=new)
    assert who(computer) == new
    assert [str(one.pk) for one in Device.objects.get().learners.all()] == [new]


def test_a_family_takes_its_computer_back(computer):
    computer.post("/people/public/", public="no")
    assert not Device.objects.get().is_public
    assert computer.get("/people/").cookies["device"]["max-age"]
