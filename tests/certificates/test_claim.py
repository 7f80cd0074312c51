import uuid

import pytest
from django.urls import reverse

from certificates.actions import withdraw_certificate
from certificates.models import Certificate
from communes.models import Unit
from tests.certificates.factory import answers, certificate, hold_phone, post
from tests.communes.factory import commune
from tests.courses.factory import finish, read_lesson


@pytest.fixture
def claim_url(course):
    return reverse("certificates:claim", args=[course.key])


@pytest.fixture
def phone(client, lan, course):
    """Lan's phone, the course completed."""
    finish(lan, course)
    return hold_phone(client, lan)


def test_the_form_knows_what_the_learner_said_before_and_ticks_nothing(phone, lan, claim_url):
    page = phone.get(claim_url)
    assert page.status_code == 200
    assert 'value="Nguyễn Thị Lan"' in page.text
    assert f'value="{lan.unit_id}" checked' in page.text
    assert 'name="consent" id="id_consent">' in page.text
    assert "no-store" in page["Cache-Control"]


def test_a_claim_leads_to_the_certificate(phone, lan, claim_url):
    answer = post(phone, claim_url, answers(lan, holder_name="  nguyễn  lan "))
    proof = Certificate.objects.get()
    assert answer.url == proof.get_absolute_url()
    assert proof.holder_name == "nguyễn lan"
    assert "nguyễn lan" in phone.get(answer.url).text


def test_the_consent_is_kept_in_the_words_that_were_shown(phone, lan, claim_url):
    post(phone, claim_url, answers(lan))
    consent = lan.consents.get()
    assert consent.version
    Certificate.objects.all().delete()
    assert consent.text in phone.get(claim_url).context["consent_text"]


def test_a_certificate_claimed_in_english_is_in_english(phone, lan, course, claim_url):
    post(phone, f"/en{claim_url}", answers(lan))
    proof = Certificate.objects.get()
    assert proof.locale == "en"
    assert proof.course_title == course.get_translations().get().title


def test_a_second_click_and_a_stale_tab_lead_to_the_same_certificate(phone, lan, claim_url):
    first = post(phone, claim_url, answers(lan))
    again = post(phone, claim_url, answers(lan, holder_name="", consent=""))
    assert again.url == first.url == phone.get(claim_url).url
    assert Certificate.objects.count() == lan.consents.count() == 1


def test_nothing_is_issued_without_consent_and_nothing_typed_is_lost(phone, lan, tay_hoa, claim_url):
    page = post(phone, claim_url, answers(lan, holder_name="Y Bảo Niê", unit=tay_hoa.pk, consent=""))
    assert page.status_code == 422
    assert 'value="Y Bảo Niê"' in page.text
    assert f'value="{tay_hoa.pk}" checked' in page.text
    assert page.context["form"].errors.keys() == {"consent"}
    assert not Certificate.objects.exists()


@pytest.mark.parametrize("name", ["", "🌞🌞", "a" * 300, "Lan\x00", "Ă\u0306\u0306\u0306", "12"])
def test_a_name_that_is_none_gets_a_sentence(phone, lan, claim_url, name):
    page = post(phone, claim_url, answers(lan, holder_name=name))
    assert page.status_code == 422
    assert page.context["form"].errors.keys() == {"holder_name"}
    assert not Certificate.objects.exists()


def test_a_name_of_300_letters_is_shown_again_whole(phone, lan, claim_url):
    assert f'value="{"a" * 300}"' in post(phone, claim_url, answers(lan, holder_name="a" * 300)).text


@pytest.mark.parametrize("unit", ["", "0", "-1", "999999", "abc", "1' OR 1=1"])
def test_an_unknown_commune_gets_a_sentence(phone, lan, claim_url, unit):
    page = post(phone, claim_url, answers(lan, unit=unit))
    assert page.status_code == 422
    assert page.context["form"].errors.keys() == {"unit"}


def test_a_former_commune_or_a_province_cannot_be_claimed(phone, lan, claim_url):
    for unit in (commune("Xã Hòa Đồng", former=True), Unit.objects.provinces().first()):
        page = post(phone, claim_url, answers(lan, unit=unit.pk))
        assert page.context["form"].errors.keys() == {"unit"}
    assert not Certificate.objects.exists()


def test_looking_a_commune_up_without_a_script_keeps_the_form(phone, lan, tay_hoa, claim_url):
    page = post(phone, claim_url, answers(lan, holder_name="Lan mới", look_up="", place="tay hoa"))
    assert page.status_code == 200
    assert 'value="Lan mới"' in page.text
    assert "Xã Tây Hòa" in page.text
    assert not page.context["form"].errors


def test_a_course_not_completed_shows_what_is_missing(client, lan, course, claim_url):
    read_lesson(lan, course.lessons[0])
    page = hold_phone(client, lan).get(claim_url)
    assert page.status_code == 200
    assert [item["title"] for item in page.context["to_do"]] == ["Bài 2", page.context["to_do"][-1]["title"]]
    assert course.url in page.text
    assert post(client, claim_url, answers(lan)).status_code == 403
    assert not Certificate.objects.exists()


def test_a_phone_that_nobody_knows_sees_the_whole_way(client, course, claim_url):
    page = client.get(claim_url)
    assert page.status_code == 200
    assert len(page.context["to_do"]) == 3
    assert post(client, claim_url, {}).status_code == 403


def test_an_unknown_course_is_not_found(phone):
    assert phone.get(reverse("certificates:claim", args=[uuid.uuid4()])).status_code == 404


def test_a_form_opened_by_another_person_of_the_phone_is_shown_again(phone, lan, bao, claim_url):
    page = post(phone, claim_url, answers(lan, learner=str(bao.pk)))
    assert page.status_code == 422
    assert f'name="learner" value="{lan.pk}"' in page.text
    assert not Certificate.objects.exists()


def test_a_post_from_another_site_is_refused(phone, lan, claim_url):
    assert phone.post(claim_url, answers(lan), headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert not Certificate.objects.exists()


def test_a_completed_course_offers_its_certificate(phone, course, claim_url):
    links = phone.get(reverse("courses:state")).json()["courses"][str(course.key)]["links"]
    assert links[0]["url"] == claim_url


def test_a_withdrawn_certificate_can_be_claimed_again(client, lan, course, claim_url):
    proof = certificate(lan, course)
    withdraw_certificate(proof)
    hold_phone(client, lan)
    assert client.get(claim_url).status_code == 200
    post(client, claim_url, answers(lan))
    proof.refresh_from_db()
    assert not proof.is_withdrawn
