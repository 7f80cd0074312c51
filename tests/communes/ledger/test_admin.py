"""Administrators enter, look, approve and undo; nobody else learns that it is there."""

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from communes.models import Change, Reorganisation, Status, Unit

from .factory import merger, plan, split

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, administrator):
    UserProfile.objects.create(user=administrator, preferred_language="en")
    client.force_login(administrator)
    return client


def url(name, *args):
    return reverse(f"reorganisations:{name}", args=args)


def form_of(*rows, **more):
    data = {"title": "Merger", "effective_on": "2099-01-01", "legal_reference": "01/NQ"}
    data |= {"changes-TOTAL_FORMS": len(rows), "changes-INITIAL_FORMS": 0, "changes-MIN_NUM_FORMS": 1}
    for n, (unit, code, name) in enumerate(rows):
        data |= {
            f"changes-{n}-predecessor": unit.pk,
            f"changes-{n}-share": "whole",
            f"changes-{n}-successor_code": code,
            f"changes-{n}-successor_name": name,
            f"changes-{n}-ORDER": n,
            f"changes-{n}-id": "",
            f"changes-{n}-DELETE": "",
        }
    return data | more


def test_entering_a_merger_leads_to_what_it_would_move(signed_in, hoa_thinh, tay_hoa, lan, trainer):
    data = form_of((hoa_thinh, "99001", "Xã Hòa Mới"), (tay_hoa, "99001", "Xã Hòa Mới"))
    response = signed_in.post(url("add"), data)
    made = Reorganisation.objects.get()
    assert response.url == url("show", made.pk) and made.changes.count() == 2
    page = signed_in.get(response.url)
    tables = {table.title: table.rows for table in page.context["tables"]}
    assert ("Xã Hòa Thịnh", 1, "Go along to Xã Hòa Mới") in tables["People who learn"]
    assert tables["Roles"][0][0] == "trainer@example.org"
    assert page.context["can_be_approved"]


def test_approving_waits_and_can_be_undone(signed_in, hoa_thinh, tay_hoa):
    made = plan([hoa_thinh, "99001", "Xã A"], [tay_hoa, "99001", "Xã A"], day="2099-01-01")
    for _click in range(2):
        assert signed_in.post(url("approve", made.pk)).url == url("show", made.pk)
    assert Reorganisation.objects.get().status == Status.APPROVED
    assert "Nothing changes before 01/01/2099" in signed_in.get(url("show", made.pk)).content.decode()
    assert signed_in.get(url("edit", made.pk)).url == url("show", made.pk)
    assert signed_in.post(url("delete", made.pk)).url == url("show", made.pk)
    signed_in.post(url("undo", made.pk))
    assert Reorganisation.objects.get().status == Status.UNDONE
    assert signed_in.get(url("edit", made.pk)).status_code == 200


def test_a_plan_with_troubles_points_at_the_row(signed_in, hoa_thinh):
    made = plan([hoa_thinh, "99001", ""])
    page = signed_in.get(url("show", made.pk))
    assert not page.context["can_be_approved"] and "has no name" in page.content.decode()
    signed_in.post(url("approve", made.pk))
    assert Reorganisation.objects.get().status == Status.DRAFT


def test_what_is_divided_is_said(signed_in, hoa_thinh, lan, trainer):
    tables = {t.title: t.rows for t in signed_in.get(url("show", split(hoa_thinh).pk)).context["tables"]}
    assert "nobody guesses" in tables["People who learn"][0][2]
    assert tables["Roles"][0][2].startswith("Goes nowhere")
    assert [row[0] for row in tables["Figures"]] == ["Xã Hòa Thịnh"]


def test_a_table_becomes_a_draft(signed_in, hoa_thinh, tay_hoa):
    table = "code,to_code,to_name\n22276,99001,Xã Hòa Mới\n22255,99001,Xã Hòa Mới\n"
    data = {"title": "Merger", "effective_on": "2099-01-01", "legal_reference": "01/NQ", "table": table}
    response = signed_in.post(url("bring"), data)
    assert response.url == url("show", Reorganisation.objects.get().pk) and Change.objects.count() == 2


def test_a_bad_line_takes_nothing_in(signed_in, hoa_thinh):
    table = "code,to_code,to_name\n22276,99001,Xã Hòa Mới\n11111,99001,Xã Hòa Mới\n"
    data = {"title": "Merger", "effective_on": "2099-01-01", "legal_reference": "01/NQ", "table": table}
    response = signed_in.post(url("bring"), data)
    assert response.status_code == 422 and "<b>Line 3</b>" in response.content.decode()
    assert not Reorganisation.objects.exists() and not Change.objects.exists()


def test_the_list_names_states_and_kinds(signed_in, hoa_thinh, tay_hoa):
    merger(hoa_thinh, tay_hoa)
    page = signed_in.get(url("index")).content.decode()
    assert ("merger" in page and "draft" in page and "01/01/2027" in page) or "2027" in page


@pytest.mark.parametrize("name", ["show", "approve", "undo"])
def test_a_trainer_learns_nothing(client, trainer, hoa_thinh, tay_hoa, name):
    client.force_login(trainer)
    made = merger(hoa_thinh, tay_hoa)
    assert client.post(url(name, made.pk)).status_code == 404
    assert client.get(url("bring")).status_code == 404
    assert client.get(url("index")).status_code in (302, 403)
    assert Unit.objects.get(pk=hoa_thinh.pk).is_current


def test_an_anonymous_visitor_is_asked_to_sign_in(client, hoa_thinh, tay_hoa):
    response = client.get(url("show", merger(hoa_thinh, tay_hoa).pk))
    assert response.status_code == 302 and "login" in response.url
