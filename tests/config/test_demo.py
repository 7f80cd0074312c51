"""The demo remembers what it has done, and says what is wrong in a sentence."""

import socket

import pytest
from django.core.management.base import CommandError

from accounts.models import Membership, Role, User
from config.demo import Done, fingerprint, sign_ins
from config.management.commands.demo import free_address


def test_passwords_are_made_once_and_kept(hoa_thinh, tmp_path):
    path = tmp_path / "accounts.json"
    first = sign_ins(path)
    assert len(set(first.values())) == 4
    assert sign_ins(path) == first
    assert path.stat().st_mode & 0o077 == 0
    assert User.objects.get(email="trainer@demo.example").check_password(first["trainer@demo.example"])


def test_each_has_the_role_of_its_name(hoa_thinh, dak_lak, tmp_path):
    sign_ins(tmp_path / "accounts.json")
    assert Membership.objects.get(role=Role.TRAINER).unit == hoa_thinh
    assert Membership.objects.get(role=Role.COMMUNE_OFFICIAL).unit == hoa_thinh
    assert Membership.objects.get(role=Role.PROVINCE_OFFICIAL).unit == dak_lak
    assert User.objects.get(email="admin@demo.example").is_superuser


def test_a_lost_file_means_new_passwords(hoa_thinh, tmp_path):
    path = tmp_path / "accounts.json"
    sign_ins(path)
    path.unlink()
    password = sign_ins(path)["admin@demo.example"]
    assert User.objects.get(email="admin@demo.example").check_password(password)


def test_a_step_is_fresh_until_its_inputs_change(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.csv").write_text("1")
    Done(tmp_path / "done.json").keep("places", fingerprint(tmp_path / "in"))
    done = Done(tmp_path / "done.json")
    assert done.is_fresh("places", fingerprint(tmp_path / "in"))
    (tmp_path / "in" / "a.csv").write_text("2")
    assert not done.is_fresh("places", fingerprint(tmp_path / "in"))


def test_steps_are_forgotten_one_by_one_or_all(tmp_path):
    done = Done(tmp_path / "done.json")
    for step in ("places", "courses", "styles"):
        done.keep(step, "1")
    done.forget("places")
    assert list(done.kept) == ["courses", "styles"]
    done.forget()
    assert not done.kept


@pytest.mark.parametrize("port", ["", "abc", "0", "99999", "-1", "²"])
def test_a_port_is_a_number(port):
    with pytest.raises(CommandError, match="PORT must be a number"):
        free_address("127.0.0.1", port)


def test_a_taken_port_is_named():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match="another program uses that port"):
            free_address("127.0.0.1", str(port))
    assert free_address("127.0.0.1", str(port)) == ("127.0.0.1", port)


def test_an_address_is_of_this_machine():
    with pytest.raises(CommandError, match="no such address"):
        free_address("203.0.113.5", "8000")
