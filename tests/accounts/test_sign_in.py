"""Signing in, as staff meet it."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "only for tests"


def sign_in(client, email, password=PASSWORD, **extra):
    return client.post("/accounts/login/", {"login": email, "password": password, **extra})


def words(response):
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture(autouse=True)
def tree(site_tree):
    return site_tree


def test_the_page_is_never_kept_by_a_cache(client):
    assert "no-store" in client.get("/accounts/login/")["Cache-Control"]


def test_the_page_speaks_english_under_en(client):
    assert "Staff sign-in" in words(client.get("/en/accounts/login/"))


def test_a_wrong_password_is_said_in_one_sentence(client, trainer):
    response = client.post("/en/accounts/login/", {"login": trainer.email, "password": "wrong"})
    assert response.status_code == 200
    assert "This e-mail address and password do not go together." in words(response)


def test_an_unknown_address_gets_the_same_sentence(client):
    response = client.post("/en/accounts/login/", {"login": "nobody@example.org", "password": "wrong"})
    assert "This e-mail address and password do not go together." in words(response)


def test_after_five_wrong_tries_even_the_right_password_waits(client, trainer):
    for _try in range(5):
        sign_in(client, trainer.email, "wrong")
    response = client.post("/en/accounts/login/", {"login": trainer.email, "password": PASSWORD})
    assert response.status_code == 429
    assert "Too many wrong tries. Wait five minutes, then try again." in words(response)


def test_the_limit_ignores_how_the_address_is_written(client, trainer):
    for _try in range(5):
        sign_in(client, trainer.email.upper(), "wrong")
    assert sign_in(client, trainer.email).status_code == 429


def test_one_person_guessing_does_not_lock_out_another(client, trainer, commune_official):
    for _try in range(5):
        sign_in(client, commune_official.email, "wrong")
    assert sign_in(client, trainer.email).status_code == 302


def test_a_trainer_begins_in_the_editor(client, trainer):
    assert sign_in(client, trainer.email).url == reverse("wagtailadmin_home")


def test_an_administrator_begins_in_the_editor(client, administrator):
    assert sign_in(client, administrator.email).url == reverse("wagtailadmin_home")


def test_an_official_begins_with_the_figures(client, commune_official):
    assert sign_in(client, commune_official.email).url == reverse("reports:start")


def test_the_page_asked_for_is_kept(client, trainer):
    assert sign_in(client, trainer.email, next="/admin/pages/").url == "/admin/pages/"


def test_nobody_is_sent_to_another_site(client, trainer):
    assert sign_in(client, trainer.email, next="https://evil.example/").url == reverse("wagtailadmin_home")


def test_the_editor_has_no_sign_in_of_its_own(client):
    response = client.get("/admin/login/?next=/admin/pages/")
    assert response.status_code == 302
    assert response.url == "/accounts/login/?next=/admin/pages/"


def test_the_editor_takes_no_password(client, trainer):
    client.post("/admin/login/", {"username": trainer.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_the_editor_sends_nobody_to_another_site(client):
    assert "evil" not in client.get("/admin/login/?next=https://evil.example/").url


def test_an_anonymous_visitor_of_the_editor_comes_to_the_sign_in(client):
    response = client.get("/admin/pages/", follow=True)
    assert response.redirect_chain[-1][0] == "/accounts/login/?next=/admin/pages/"


def test_an_official_gets_no_editor(client, commune_official):
    client.force_login(commune_official)
    response = client.get("/admin/", follow=True)
    assert response.status_code == 403
    assert "You do not have permission" not in words(response)


def test_nobody_can_sign_up(client):
    response = client.get("/en/accounts/signup/")
    assert "You need no account" in words(response)
    client.post("/accounts/signup/", {"email": "new@example.org", "password1": "a long password"})
    assert not User.objects.filter(email="new@example.org").exists()


def test_signing_out_is_a_post(client, trainer):
    client.force_login(trainer)
    client.get("/accounts/logout/")
    assert "_auth_user_id" in client.session
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_replaced_by_e_mail(client, trainer):
    client.post("/accounts/password/reset/", {"email": trainer.email})
    link = re.search(r"https?://\S+", mail.outbox[0].body)[0]
    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    client.post(address, {"password1": "một mật khẩu mới", "password2": "một mật khẩu mới"})
    assert sign_in(client, trainer.email, "một mật khẩu mới").status_code == 302


def test_a_used_link_says_what_to_do(client, trainer):
    response = client.get("/en/accounts/password/reset/key/1-set-password/")
    assert "This link no longer works" in words(response)


def test_asking_for_an_unknown_address_tells_nobody(client):
    response = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert response.url == "/accounts/password/reset/done/"
    assert "sign up" not in mail.outbox[0].body


def test_a_password_is_changed_with_the_old_one(client, trainer):
    client.force_login(trainer)
    given = {"oldpassword": PASSWORD, "password1": "một mật khẩu mới", "password2": "một mật khẩu mới"}
    client.post("/accounts/password/change/", given)
    trainer.refresh_from_db()
    assert trainer.check_password("một mật khẩu mới")


def test_a_wrong_old_password_changes_nothing(client, trainer):
    client.force_login(trainer)
    given = {"oldpassword": "wrong", "password1": "một mật khẩu mới", "password2": "một mật khẩu mới"}
    response = client.post("/en/accounts/password/change/", given)
    assert "This is not the password you have now." in words(response)


@pytest.mark.parametrize("name", ["login", "signup", "password/reset", "password/reset/done", "inactive"])
def test_every_page_is_ours_in_both_languages(client, name):
    for prefix in ("", "/en"):
        response = client.get(f"{prefix}/accounts/{name}/")
        assert response.status_code == 200
        assert 'class="bar' in response.content.decode()
