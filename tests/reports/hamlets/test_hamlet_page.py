"""The page where a commune keeps its hamlets."""

import pytest
from django.urls import reverse
from django.utils import translation

from accounts.models import Membership
from communes.hamlets import add_hamlets
from communes.ledger.actions import approve
from communes.models import Hamlet, Unit
from tests.communes.ledger.factory import DAY, merger, split

pytestmark = pytest.mark.django_db


def url(name, *args):
    with translation.override("en"):
        return reverse(f"reports:{name}", args=args)


@pytest.fixture
def two(hoa_thinh):
    return add_hamlets(hoa_thinh, "Thôn Mỹ Xuân\nBuôn Ma Giai")[0]


@pytest.mark.parametrize("who", ["trainer", "commune_official", "administrator"])
def test_those_of_the_commune_keep_its_hamlets(client, request, who, hoa_thinh):
    client.force_login(request.getfixturevalue(who))
    answer = client.post(url("hamlets", hoa_thinh.pk), {"names": "Mỹ Xuân\nBuôn Ma Giai", "kind": "thon"}, follow=True)
    page = answer.content.decode()
    assert "2 hamlets added." in page and "Thôn Mỹ Xuân" in page and "Buôn Ma Giai" in page


@pytest.mark.parametrize("who", ["other_official", "province_official"])
def test_a_stranger_gets_404(client, request, who, hoa_thinh, two):
    client.force_login(request.getfixturevalue(who))
    assert client.get(url("hamlets", hoa_thinh.pk)).status_code == 404
    for name in ("rename_hamlet", "close_hamlet", "reopen_hamlet", "assign_hamlet"):
        assert client.post(url(name, hoa_thinh.pk, two[0].pk), {"name": "X"}).status_code == 404
    assert client.post(url("merge_hamlets", hoa_thinh.pk)).status_code == 404


def test_a_hamlet_is_no_door_to_another_commune(client, tay_hoa, two, other_official):
    client.force_login(other_official)
    assert client.post(url("rename_hamlet", tay_hoa.pk, two[0].pk), {"name": "X"}).status_code == 404


def test_an_anonymous_visitor_is_asked_to_sign_in(client, hoa_thinh):
    assert "login" in client.get(url("hamlets", hoa_thinh.pk)).url


def test_renaming_merging_closing_and_opening_again(client, hoa_thinh, two, trainer):
    client.force_login(trainer)
    client.post(url("rename_hamlet", hoa_thinh.pk, two[0].pk), {"name": "Thôn Một"})
    client.post(url("merge_hamlets", hoa_thinh.pk), {"hamlet": two[0].pk, "into": two[1].pk})
    assert Hamlet.objects.get(name="Thôn Một").merged_into == two[1]
    client.post(url("reopen_hamlet", hoa_thinh.pk, two[0].pk))
    client.post(url("close_hamlet", hoa_thinh.pk, two[1].pk))
    assert list(hoa_thinh.hamlets.current().values_list("name", flat=True)) == ["Thôn Một"]


def test_what_cannot_be_is_said_and_nothing_typed_is_lost(client, hoa_thinh, two, trainer):
    client.force_login(trainer)
    answer = client.post(url("hamlets", hoa_thinh.pk), {"names": "Thôn A\n" + "x" * 201})
    assert answer.status_code == 422 and "Thôn A" in answer.context["names"]
    answer = client.post(url("rename_hamlet", hoa_thinh.pk, two[0].pk), {"name": "Buôn Ma Giai"})
    assert answer.status_code == 422 and "already" in answer.context["trouble"]
    answer = client.post(url("merge_hamlets", hoa_thinh.pk), {"hamlet": "x", "into": ""})
    assert answer.status_code == 422 and answer.context["merge_trouble"]


def test_only_an_administrator_says_where_hamlets_of_a_divided_commune_belong(
    client, hoa_thinh, two, trainer, administrator
):
    approve(split(hoa_thinh), administrator, DAY)
    client.force_login(trainer)
    assert client.get(url("hamlets", hoa_thinh.pk)).status_code == 404
    client.force_login(administrator)
    assert len(client.get(url("hamlets", hoa_thinh.pk)).context["parts"]) == 2
    east = Unit.objects.get(code="99002")
    client.post(url("assign_hamlet", hoa_thinh.pk, two[0].pk), {"unit": east.pk})
    assert Hamlet.objects.get(pk=two[0].pk).unit == east


def test_the_page_of_a_merged_commune_leads_to_what_it_became(client, hoa_thinh, tay_hoa, two, administrator):
    approve(merger(hoa_thinh, tay_hoa), administrator, DAY)
    client.force_login(administrator)
    answer = client.get(url("hamlets", hoa_thinh.pk), follow=True)
    assert answer.context["unit"].code == "99001"
    assert {hamlet.name for hamlet in answer.context["current"]} == {hamlet.name for hamlet in two}


def test_each_is_led_to_the_own_commune(client, hoa_thinh, tay_hoa, trainer, province_official):
    client.force_login(trainer)
    assert client.get(url("own_hamlets")).url == url("hamlets", hoa_thinh.pk)
    Membership.objects.create(user=trainer, role="trainer", unit=tay_hoa)
    assert client.get(url("own_hamlets")).context["units"] == [hoa_thinh, tay_hoa]
    client.force_login(province_official)
    assert client.get(url("own_hamlets")).status_code == 404


def test_the_page_of_figures_leads_to_the_hamlets(client, hoa_thinh, commune_official, province_official):
    for user, is_led in ((commune_official, True), (province_official, False)):
        client.force_login(user)
        assert bool(client.get(url("unit", hoa_thinh.pk)).context["hamlets_url"]) == is_led
