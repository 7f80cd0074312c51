import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from certificates.actions import withdraw_certificate
from learners.actions import erase
from learners.guessing import MISSES, network
from tests.certificates.factory import certificate


@pytest.fixture
def proof(lan, course):
    return certificate(lan, course)


@pytest.fixture(autouse=True)
def no_misses():
    cache.clear()


def check_url(code):
    return reverse("certificates:check", args=[code])


def test_anyone_sees_four_things_and_the_code(client, proof):
    page = client.get(check_url(proof.code))
    assert page.status_code == 200
    for words in ("Nguyễn Thị Lan", proof.course_title, "Xã Hòa Thịnh, tỉnh Đắk Lắk", proof.spaced_code):
        assert words in page.text
    assert str(proof.learner_id) not in page.text
    assert str(proof.pk) not in page.text


def test_a_name_is_kept_by_no_cache_and_no_search_engine(client, proof):
    page = client.get(check_url(proof.code))
    assert "no-store" in page["Cache-Control"]
    assert "noindex" in page["X-Robots-Tag"]


def test_the_address_is_short_and_exists_in_both_languages(client, proof):
    assert check_url(proof.code) == f"/c/{proof.code}/"
    assert client.get(f"/en/c/{proof.code}/").status_code == 200


def test_the_code_may_be_typed_carelessly(client, proof):
    typed = f" {proof.code[:3]}-{proof.code[3:]} ".lower()
    answer = client.get(reverse("certificates:check_form"), {"code": typed})
    assert answer.url == check_url(proof.code)
    assert client.get(f"/c/{typed}/").status_code == 200


@pytest.mark.parametrize("code", ["KKKKKKKKK", "x", "🌞", "a" * 300, "..%2f", "' OR 1=1"])
def test_a_wrong_code_is_not_found_and_may_be_mended(client, db, code):
    page = client.get(f"/c/{code}/")
    assert page.status_code == 404
    if code == "KKKKKKKKK":
        assert 'value="KKKKKKKKK"' in page.text


@pytest.mark.parametrize("typed", ["", "   ", "🌞"])
def test_nothing_typed_asks_again(client, db, typed):
    assert client.get(reverse("certificates:check_form"), {"code": typed}).status_code == 422


def test_the_form_itself_is_the_same_for_everyone(client, db):
    page = client.get(reverse("certificates:check_form"))
    assert page.status_code == 200
    assert not page.cookies


def test_a_withdrawn_certificate_says_so_without_the_name(client, proof):
    withdraw_certificate(proof)
    page = client.get(check_url(proof.code))
    assert page.status_code == 410
    assert "Nguyễn Thị Lan" not in page.text


def test_an_erased_holder_is_gone(client, lan, proof):
    erase(lan)
    assert client.get(check_url(proof.code)).status_code == 410


def test_guessing_ends_in_a_sentence_for_that_network_only(client, proof):
    for _ in range(MISSES):
        assert client.get(check_url("KKKKKKKKK")).status_code == 404
    assert client.get(check_url(proof.code)).status_code == 429
    assert Client(REMOTE_ADDR="203.0.113.9").get(check_url(proof.code)).status_code == 200


def test_a_village_may_check_its_certificates(client, proof):
    assert {client.get(check_url(proof.code)).status_code for _ in range(MISSES + 5)} == {200}


def test_a_network_counts_as_one():
    assert network("2001:db8:1:2::1") == network("2001:db8:1:2:ffff::9") != network("2001:db8:1:3::1")
    assert network("192.0.2.1") != network("192.0.2.2")
    assert network("nonsense") == "unknown"


def test_administrators_find_a_certificate_and_trainers_do_not(client, administrator, trainer, proof):
    url = reverse("wagtailsnippets_certificates_certificate:list")
    client.force_login(administrator)
    assert proof.code in client.get(url, {"q": proof.code[:5]}).text
    client.force_login(trainer)
    assert proof.code not in client.get(url).text
