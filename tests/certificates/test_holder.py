import pytest
from django.test import Client
from django.urls import reverse

from learners.export import personal_data
from tests.certificates.factory import certificate, hold_phone, post


@pytest.fixture
def proof(lan, course):
    return certificate(lan, course)


@pytest.fixture
def own_urls(proof):
    return [reverse(f"certificates:{name}", args=[proof.pk]) for name in ("certificate", "pdf")]


def test_the_holder_sees_the_certificate_with_its_qr(client, lan, proof):
    page = hold_phone(client, lan).get(proof.get_absolute_url())
    assert "Nguyễn Thị Lan" in page.text
    assert f"http://testserver/c/{proof.code}/" in page.text
    assert "<svg" in page.text
    assert "style=" not in page.text
    assert "no-store" in page["Cache-Control"]


def test_the_holder_keeps_the_pdf(client, lan, proof, own_urls):
    answer = hold_phone(client, lan).get(own_urls[1])
    assert answer["Content-Type"] == "application/pdf"
    assert f"chung-nhan-{proof.code}.pdf" in answer["Content-Disposition"]
    assert answer.content.startswith(b"%PDF")
    assert "no-store" in answer["Cache-Control"]


def test_strangers_get_404(client, bao, proof, own_urls):
    for phone in (client, hold_phone(Client(), bao)):
        assert [phone.get(url).status_code for url in own_urls] == [404, 404]
        assert post(phone, reverse("certificates:withdraw", args=[proof.pk]), {}).status_code == 404
    proof.refresh_from_db()
    assert not proof.is_withdrawn


def test_staff_without_the_phone_get_404_too(client, administrator, own_urls):
    client.force_login(administrator)
    assert [client.get(url).status_code for url in own_urls] == [404, 404]


def test_after_a_hand_over_the_next_person_sees_nothing(client, lan, own_urls):
    post(hold_phone(client, lan), reverse("learners:hand_over"), {})
    assert [client.get(url).status_code for url in own_urls] == [404, 404]


def test_the_list_holds_the_own_certificates_only(client, lan, bao, proof):
    url = reverse("certificates:mine")
    assert proof.get_absolute_url() in hold_phone(client, lan).get(url).text
    assert proof.get_absolute_url() not in hold_phone(Client(), bao).get(url).text
    assert Client().get(url).status_code == 200


def test_a_holder_withdraws(client, lan, proof, own_urls):
    post(hold_phone(client, lan), reverse("certificates:withdraw", args=[proof.pk]), {})
    page = client.get(own_urls[0])
    assert page.status_code == 200
    assert reverse("certificates:claim", args=[proof.course_key]) in page.text
    assert client.get(own_urls[1]).status_code == 404


def test_withdrawing_needs_a_post_from_here(client, lan, proof):
    url = reverse("certificates:withdraw", args=[proof.pk])
    hold_phone(client, lan)
    assert client.get(url).status_code == 405
    assert client.post(url, headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_personal_data_tell_of_certificates(lan, proof):
    assert personal_data(lan)["certificates"][0]["code"] == proof.code


@pytest.mark.parametrize(("user_agent", "is_told"), [("Zalo android/12110567", True), ("Chrome/92.0", False)])
def test_inside_a_chat_the_holder_reads_the_way_out(client, lan, proof, user_agent, is_told):
    page = hold_phone(client, lan).get(proof.get_absolute_url(), headers={"user-agent": user_agent})
    assert ("data-in-app" in page.text) is is_told
