"""The page of the people on a phone, and what is kept about one of them."""

import pytest

from learners.models import Device, Learner
from tests.records.phone import NOBODY, Phone, event

pytestmark = pytest.mark.django_db
PAGES = ["/people/", "/people/me/", "/people/data/", "/people/data/download/", "/learning/", "/learning/state.json"]


@pytest.fixture
def phone(site_tree):
    phone = Phone()
    phone.send(event())
    return phone


@pytest.mark.parametrize("path", [*PAGES, *(f"/en{path}" for path in PAGES)])
@pytest.mark.parametrize("is_known", [True, False])
def test_personal_pages_are_kept_by_no_cache(site_tree, path, is_known):
    phone = Phone()
    if is_known:
        phone.send(event())
    response = phone.get(path)
    assert response.status_code in (200, 302)
    assert "no-store" in response["Cache-Control"] and "private" in response["Cache-Control"]


@pytest.mark.parametrize("query", ["?page=-1", "?page=zz", "?%ff=%fe", "?next=//x", "?a=" + "b" * 5000])
@pytest.mark.parametrize("path", PAGES)
def test_a_junk_query_breaks_nothing(phone, path, query):
    assert phone.get(path + query).status_code == 200


@pytest.mark.parametrize("person", [None, "", "x", "\0", NOBODY, "🙂", "1" * 300])
def test_a_stranger_can_not_be_chosen(phone, person):
    response = phone.client.post("/en/people/choose/", {"person": person} if person is not None else {})
    assert response.status_code == 404
    assert "This person does not learn on this phone." in response.text


def test_a_person_of_another_phone_can_not_be_chosen(phone, lan):
    assert phone.client.post("/people/choose/", {"person": str(lan.pk)}).status_code == 404
    assert str(Device.objects.get().current_id) == phone.learner


def test_choosing_without_a_phone_leads_to_the_page(site_tree, lan):
    assert Phone().client.post("/people/choose/", {"person": str(lan.pk)}).status_code == 302


def test_a_name_is_saved(phone):
    assert phone.client.post("/people/name/", {"person": phone.learner, "name": " Y  Ê̆ban "}).status_code == 302
    assert Learner.objects.get().name == "Y Ê̆ban"


@pytest.mark.parametrize("name", ["", "a" * 300, "🙂", "a" + "\u0301" * 30, "Lan\0"])
def test_a_name_that_is_none_keeps_the_one_before(phone, name):
    phone.client.post("/people/name/", {"person": phone.learner, "name": "Lan"})
    response = phone.client.post("/people/name/", {"person": phone.learner, "name": name})
    assert response.status_code == 422
    assert 'id="name-error"' in response.text
    assert Learner.objects.get().name == "Lan"


def test_a_name_is_text_and_nothing_else(phone):
    Learner.objects.update(name="<script>alert(1)</script>")
    for path in ("/people/", "/people/data/", "/learning/"):
        assert "<script>alert" not in phone.get(path).text


def test_a_copy_of_everything(phone):
    response = phone.get("/people/data/download/")
    assert response["Content-Disposition"] == 'attachment; filename="my-data.json"'
    kept = response.json()
    assert kept["events"][0]["verb"] == "progressed"
    assert {"name", "residence", "since", "consents", "events", "attempts", "certificates"} <= kept.keys()


def test_without_a_person_there_is_nothing_to_copy(client, site_tree):
    assert client.get("/people/data/download/").status_code == 302


def test_being_forgotten_is_asked_once_more(phone):
    phone.client.post("/people/data/erase/", {"person": phone.learner})
    assert not Learner.objects.get().erased_at


def test_who_is_forgotten_is_gone_from_the_phone(phone):
    phone.client.post("/people/name/", {"person": phone.learner, "name": "Lan"})
    response = phone.client.post("/people/data/erase/", {"person": phone.learner, "sure": "yes"})
    assert response.status_code == 200
    assert Learner.objects.get().erased_at
    assert phone.client.cookies["learner"].value.startswith("-")
    assert phone.get("/learning/state.json").json()["learner"] is None
    assert "Lan" not in phone.get("/people/").text


def test_late_news_of_somebody_forgotten_is_refused(phone):
    phone.client.post("/people/data/erase/", {"person": phone.learner, "sure": "yes"})
    before = Learner.objects.get().events.count()
    assert phone.send(event()).status_code == 403
    assert Learner.objects.get().events.count() == before


@pytest.mark.parametrize("path", ["choose", "another", "name", "secret", "leave", "public", "finish", "data/erase"])
def test_only_this_site_posts(phone, path):
    elsewhere = {"sec-fetch-site": "cross-site"}
    assert phone.client.post(f"/people/{path}/", {"sure": "yes"}, headers=elsewhere).status_code == 403
    assert phone.client.get(f"/people/{path}/").status_code == 405
    assert not Learner.objects.get().erased_at
