"""A trainer's help for people who are present."""

import pytest

from learners.models import ResumeCode
from learners.secret import set_secret

pytestmark = pytest.mark.django_db


@pytest.fixture
def lan(lan):
    set_secret(lan, "digits", "0412")
    return lan


def test_a_trainer_takes_a_forgotten_secret_away(client, trainer, lan, site_tree):
    client.force_login(trainer)
    assert "Nguyễn Thị Lan" in client.get("/admin/learners/?q=Lan").text
    client.post(f"/admin/learners/{lan.pk}/secret/")
    lan.refresh_from_db()
    assert not lan.secret


def test_a_trainer_prints_a_code_for_a_week(client, trainer, lan, site_tree):
    client.force_login(trainer)
    assert client.post(f"/admin/learners/{lan.pk}/code/", {"life": "week"}).status_code == 200
    row = ResumeCode.objects.get()
    assert (row.expires_at - row.made_at).days == 7 and row.digits == 4


@pytest.mark.parametrize("path", ["secret", "code"])
def test_a_trainer_of_another_commune_gets_404(client, trainer, bao, site_tree, path):
    client.force_login(trainer)
    assert "Y Bảo" not in client.get("/admin/learners/?q=Bảo").text
    assert client.post(f"/admin/learners/{bao.pk}/{path}/").status_code == 404
    assert not ResumeCode.objects.exists()


@pytest.mark.parametrize("path", ["secret", "code"])
def test_an_official_has_no_desk(client, commune_official, lan, site_tree, path):
    client.force_login(commune_official)
    assert client.post(f"/admin/learners/{lan.pk}/{path}/").status_code in (302, 403)
    assert not ResumeCode.objects.exists()


@pytest.mark.parametrize("path", ["secret", "code"])
def test_a_stranger_signs_in_first(client, lan, path):
    assert client.post(f"/admin/learners/{lan.pk}/{path}/").status_code == 302
