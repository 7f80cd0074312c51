"""On the day on which a place takes a new name or is merged: keys, letters, printed pages and addresses of before."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import translation

from communes.ledger.actions import approve
from communes.models import Unit
from reports.audit.models import AuditEntry
from reports.committee import letters
from reports.committee.models import Subscription
from reports.giving import keys
from reports.giving.models import ApiKey
from reports.giving.moving import whose_keys_move
from tests.communes.factory import commune, province
from tests.communes.ledger.factory import DAY, EVE, merger, plan, split
from tests.reports.factory import fake_courses, totals
from tests.reports.targets.factory import wanted

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 1)


@pytest.fixture(autouse=True)
def figures(monkeypatch, hoa_thinh, tay_hoa, gia_lai):
    fake_courses(monkeypatch, 1)
    for unit, number in ((hoa_thinh, 1412), (tay_hoa, 53), (commune("Phường Kon Tum", gia_lai, "23293"), 200)):
        totals(unit, date(2026, 10, 5), number, number // 2, number // 4)


@pytest.fixture
def gia_lai():
    return province("Tỉnh Gia Lai", "52")


@pytest.fixture
def key(administrator):
    """The text of a new key to a unit."""

    class By:
        user = administrator

    return lambda unit: keys.make(By, f"Centre of {unit}", unit)[1]


def rename(unit, name, day=DAY):
    approve(plan([unit, unit.code, name], day=day), None, day)
    return Unit.objects.current().get(kind=unit.kind, code=unit.code)


def unite(dak_lak, gia_lai):
    approve(plan([dak_lak, "66", "Tỉnh Tây Nguyên"], [gia_lai, "66", "Tỉnh Tây Nguyên"]), None, DAY)
    return Unit.objects.current().provinces().get()


def ask(client, text, path):
    return client.get(f"/api/v1/{path}", headers={"authorization": f"Bearer {text}", "accept-language": "en"})


def so_far(client, text, path="totals?course=any"):
    response = ask(client, text, path)
    assert response.status_code == 200, response.content
    return response.json()["totals"][-1]["so_far"]["learners"]


def test_a_key_means_the_province_under_its_new_name(client, key, dak_lak, hoa_thinh):
    text, below = key(dak_lak), key(hoa_thinh)
    before = so_far(client, text), so_far(client, text, "totals?unit=22276&course=any"), so_far(client, below)
    rename(dak_lak, "Thành phố Đắk Lắk")
    after = so_far(client, text), so_far(client, text, "totals?unit=22276&course=any"), so_far(client, below)
    assert after == before
    found = ask(client, text, "units").json()
    assert (found["unit"]["name"], found["unit"]["valid_to"]) == ("Thành phố Đắk Lắk", None)
    assert [unit["code"] for unit in found["units"]] == ["22255", "22276"]
    assert AuditEntry.objects.filter(what="api units").last().unit.name == "Thành phố Đắk Lắk"


def test_machines_are_told_for_whom_a_target_was_set_by_the_codes_of_today(client, key, dak_lak, hoa_thinh):
    text = key(dak_lak)
    for unit, number in ((dak_lak, 60), (hoa_thinh, 70)):
        wanted(unit, number, last=date(2027, 12, 31))
    approve(plan([dak_lak, "67", "Thành phố Đắk Lắk"]), None, DAY)
    found = ask(client, text, "units").json()
    targets = [
        (one["code"], one["target"]["set_for"], one["target"]["number"]) for one in [found["unit"], *found["units"]]
    ]
    assert targets == [("67", "67", 60), ("22255", "67", 60), ("22276", "22276", 70)]


def test_a_key_to_a_province_that_was_merged_shows_it_as_it_was_and_nothing_else(client, key, dak_lak, gia_lai):
    text = key(dak_lak)
    before = ask(client, text, "places").json()["places"]
    new = unite(dak_lak, gia_lai)
    totals(Unit.objects.current().get(code="22276"), date(2027, 2, 1), 100, 50, 20)
    found = ask(client, text, "units").json()
    assert (found["unit"]["name"], found["unit"]["valid_to"]) == ("Tỉnh Đắk Lắk", f"{EVE}")
    assert found["boundaries"] == "time" and [unit["code"] for unit in found["units"]] == ["22255", "22276"]
    assert {unit["valid_to"] for unit in found["units"]} == {f"{EVE}"}
    after = ask(client, text, "places").json()["places"]
    assert [(row["code"], row["learners"]) for row in after] == [(row["code"], row["learners"]) for row in before]
    for query in ("", "&boundaries=time", "&boundaries=today"):
        assert so_far(client, text, f"totals?course=any{query}") == 1465
        assert so_far(client, text, f"totals?course=any&unit=22276{query}") == 1410
        assert ask(client, text, f"units/23293?{query}").status_code == 404
    assert so_far(client, key(new)) == 1765


def test_a_key_to_a_commune_that_was_merged_or_divided_shows_it_as_it_was(client, key, hoa_thinh, tay_hoa, dak_lak):
    first, second = key(hoa_thinh), key(tay_hoa)
    approve(split(tay_hoa), None, DAY)
    approve(merger(hoa_thinh, commune("Xã Ba", dak_lak)), None, DAY)
    assert (so_far(client, first), so_far(client, second)) == (1410, 50)
    assert ask(client, first, "units/99001").status_code == ask(client, second, "units/99002").status_code == 404


def test_a_stranger_learns_nothing_on_the_day(client, key, dak_lak, gia_lai, hoa_thinh):
    text = key(gia_lai)
    rename(dak_lak, "Thành phố Đắk Lắk")
    for path in ("units/66", "units/22276", "totals?unit=22276", "totals?unit=22276&boundaries=time"):
        assert ask(client, text, path).status_code in (404, 410)
    assert ask(client, text[:-1], "units").status_code == 401


def test_the_desk_and_the_preview_say_what_becomes_of_keys(client, key, administrator, dak_lak, gia_lai, hoa_thinh):
    key(dak_lak), key(gia_lai), key(hoa_thinh)
    renaming, union = plan([gia_lai, "52", "Tỉnh Mới"]), plan([dak_lak, "66", "Tỉnh A"], [gia_lai, "66", "Tỉnh A"])
    with translation.override("en"):
        assert [row[2] for row in whose_keys_move(renaming).rows] == ["Goes along to Tỉnh Mới"]
        assert {row[1]: row[2] for row in whose_keys_move(union).rows} == {
            "Tỉnh Đắk Lắk": "Shows Tỉnh Đắk Lắk as it was until then; make a new one for Tỉnh A",
            "Tỉnh Gia Lai": "Shows Tỉnh Gia Lai as it was until then; make a new one for Tỉnh A",
            "Xã Hòa Thịnh": "Goes along with Xã Hòa Thịnh",
        }
        unite(dak_lak, gia_lai)
        ApiKey.objects.update(made_at=datetime(2026, 11, 1, tzinfo=UTC))
    client.force_login(administrator)
    text = client.get(reverse("reports_api_keys")).text
    assert text.count("Đến 31/12/2026; nay là Tỉnh Tây Nguyên.") == 2
    assert text.count("Khóa đã đi theo từ ngày 01/01/2027") == 1
    assert ApiKey.objects.filter(unit__valid_to=None).get().unit.code == hoa_thinh.code


def test_old_addresses_lead_officials_to_what_their_place_became(
    client, province_official, commune_official, other_official, dak_lak, gia_lai, hoa_thinh
):
    new = unite(dak_lak, gia_lai)
    present = Unit.objects.current().get(code=hoa_thinh.code)
    for user, old, found in ((province_official, dak_lak, new), (commune_official, hoa_thinh, present)):
        client.force_login(user)
        response = client.get(reverse("reports:unit", args=[old.pk]), follow=True)
        assert response.status_code == 200 and response.context["unit"] == found
        assert client.get(reverse("reports:start"), follow=True).context["unit"] == found
    client.force_login(other_official)
    for old in (dak_lak, hoa_thinh):
        assert client.get(reverse("reports:unit", args=[old.pk])).status_code == 404


def test_nobody_is_led_from_a_divided_commune(client, commune_official, hoa_thinh):
    approve(split(hoa_thinh), None, DAY)
    client.force_login(commune_official)
    assert client.get(reverse("reports:unit", args=[hoa_thinh.pk])).status_code == 200


def test_letters_go_on_and_printed_pages_are_found_again(
    client, province_official, other_official, dak_lak, gia_lai, mailoutbox
):
    letters.begin_letters(province_official, dak_lak, "vi")
    letters.send_due(date(2026, 12, 5))
    number = Subscription.objects.get().letters.get().snapshot.number
    new = unite(dak_lak, gia_lai)
    assert letters.send_due(date(2027, 2, 5))["sent"] == 1 and len(mailoutbox) == 2
    assert Subscription.objects.get(is_active=True).unit == new and "Tỉnh Tây Nguyên" in mailoutbox[1].subject
    for user, status in ((province_official, 200), (other_official, 404)):
        client.force_login(user)
        assert client.get(reverse("reports:snapshot", args=[number])).status_code == status


def test_who_got_letters_of_both_gets_one(administrator, dak_lak, gia_lai):
    for unit in (dak_lak, gia_lai):
        letters.begin_letters(administrator, unit, "vi")
    letters.stop_letters(administrator, dak_lak)
    new = unite(dak_lak, gia_lai)
    assert [row.unit for row in Subscription.objects.filter(is_active=True)] == [new]
