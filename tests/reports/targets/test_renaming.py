"""A place that only took a new name, or went along with its province, keeps target, adults and their history."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from communes.ledger.actions import approve
from communes.models import Population, Unit
from reports.groups.adults import adults_by_group
from reports.targets.desks import CountDesk, TargetDesk
from reports.targets.models import Target
from reports.targets.moving import what_becomes_of_adults
from reports.targets.reading import Targets
from tests.communes.factory import commune, province
from tests.communes.ledger.factory import DAY, merger, plan
from tests.reports.targets.factory import counted, wanted

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 1)
LATE = {"last": date(2027, 12, 31)}


@pytest.fixture
def gia_lai():
    return province("Tỉnh Gia Lai", "52")


def rename(unit, name, day=DAY, code=None):
    approve(plan([unit, code or unit.code, name], day=day), None, day)
    return Unit.objects.current().get(kind=unit.kind, code=code or unit.code)


def unite(first, second, name="Tỉnh Tây Nguyên", day=DAY):
    approve(plan([first, first.code, name], [second, first.code, name], day=day), None, day)
    return Unit.objects.current().get(kind=first.kind, code=first.code)


def now(unit):
    """The unit of today that bears its code."""
    return Unit.objects.current().get(kind=unit.kind, code=unit.code)


def test_a_province_under_a_new_name_keeps_target_and_adults(dak_lak, hoa_thinh):
    target = wanted(dak_lak, 60, **LATE)
    counted(dak_lak, 12_000)
    counted(dak_lak, 900, group="60+")
    new = rename(dak_lak, "Thành phố Đắk Lắk")
    found = Targets([new, now(hoa_thinh)], TODAY)
    assert found.target(new) == found.target(now(hoa_thinh)) == target
    assert (found.adults(new).number, found.adults(new).source) == (12_000, "Report")
    assert adults_by_group(new, TODAY) == {"": 12_000, "60+": 900}
    assert found.ended(new) == {}


@pytest.mark.parametrize("is_merged", [True, False])
def test_a_commune_that_goes_along_with_its_province_keeps_its_target_and_adults(
    dak_lak, gia_lai, hoa_thinh, is_merged
):
    target = wanted(hoa_thinh, 1200, kind="count", **LATE)
    counted(hoa_thinh, 9000)
    unite(dak_lak, gia_lai) if is_merged else rename(dak_lak, "Tỉnh Mới")
    new = now(hoa_thinh)
    found = Targets([new], TODAY)
    assert (found.target(new), found.ended(new), found.proposal(new)) == (target, {}, {})
    assert (found.adults(new).number, found.adults(new).source) == (9000, "Report")
    assert Target.objects.count() == Population.objects.count() == 1


def test_the_target_of_a_province_that_becomes_one_with_another_ends(dak_lak, gia_lai, hoa_thinh):
    wanted(dak_lak, 60, **LATE)
    first = rename(dak_lak, "Tỉnh Mới")
    new = unite(first, gia_lai, day=date(2027, 2, 1))
    found = Targets([new, now(hoa_thinh)], TODAY)
    assert found.target(new) is None and found.target(now(hoa_thinh)) is None
    assert {unit.name: row.number for unit, row in found.ended(new).items()} == {"Tỉnh Mới": 60}
    later = rename(new, "Tỉnh Sau", day=date(2027, 2, 2))
    assert [unit.name for unit in Targets([later], TODAY).ended(later)] == ["Tỉnh Mới"]


def test_a_number_is_suggested_whatever_the_former_communes_were_called_before(hoa_thinh, tay_hoa):
    for unit, number in ((hoa_thinh, 1200), (tay_hoa, 300)):
        wanted(unit, number, kind="count", **LATE)
    first = rename(hoa_thinh, "Phường Hòa Thịnh")
    approve(merger(first, tay_hoa, day=date(2027, 2, 1)), None, TODAY)
    new = rename(Unit.objects.get(code="99001"), "Phường Hòa Mới", day=date(2027, 2, 2))
    assert Targets([new], TODAY).proposal(new)["number"] == 1500


def test_a_later_target_and_count_replace_those_of_before(hoa_thinh):
    wanted(hoa_thinh, 60, **LATE)
    counted(hoa_thinh, 9000)
    new = rename(hoa_thinh, "Phường Hòa Thịnh")
    own = wanted(new, 70, **LATE)
    counted(new, 9500, on=date(2027, 2, 1))
    found = Targets([new], TODAY)
    assert (found.target(new), found.adults(new).number) == (own, 9500)


def test_at_the_time_each_has_its_own(hoa_thinh):
    target = wanted(hoa_thinh, 60, **LATE)
    counted(hoa_thinh, 9000)
    new = rename(hoa_thinh, "Phường Hòa Thịnh")
    found = Targets([hoa_thinh, new], TODAY, is_today=False)
    assert [found.target(unit) for unit in (hoa_thinh, new)] == [target, None]
    assert [found.adults(unit).number for unit in (hoa_thinh, new)] == [9000, None]


def test_a_former_province_keeps_the_sum_of_its_communes(dak_lak, gia_lai, hoa_thinh):
    counted(hoa_thinh, 9000)
    unite(dak_lak, gia_lai)
    dak_lak.refresh_from_db()
    found = Targets([dak_lak], TODAY, is_today=False).adults(dak_lak)
    assert (found.number, found.communes, found.is_sum) == (9000, 1, True)


def test_the_forms_show_the_history_and_take_back_the_last_entry(client, dak_lak, hoa_thinh, commune_official):
    wanted(hoa_thinh, 60, **LATE)
    counted(hoa_thinh, 9000)
    rename(dak_lak, "Tỉnh Mới")
    new = now(hoa_thinh)
    client.force_login(commune_official)
    for name, words in (("targets", "60\u00a0%"), ("population", "9,000")):
        with translation.override("en"):
            page = client.get(reverse(f"reports:{name}", args=[new.pk]))
        assert len(page.context["history"]) == 1 and page.text.replace("&nbsp;", "\u00a0").count(words) == 2
        assert "set by the province" not in page.text and "former commune" not in page.text
    for desk in (CountDesk, TargetDesk):
        assert desk(new, commune_official, TODAY).undo() == 1
    found = Targets([new], TODAY)
    assert (found.target(new), found.adults(new).number) == (None, None)


def test_another_commune_of_the_same_code_is_not_the_same_place(hoa_thinh, tay_hoa):
    """It took in another under its own name and code."""
    wanted(hoa_thinh, 60, **LATE)
    third = commune("Xã Ba", hoa_thinh.parent)
    approve(merger(hoa_thinh, third, name=hoa_thinh.name, code=hoa_thinh.code), None, DAY)
    new = now(hoa_thinh)
    found = Targets([new], TODAY)
    assert found.target(new) is None and [unit.pk for unit in found.ended(new)] == [hoa_thinh.pk]


def test_the_preview_says_what_goes_on_and_what_ends(dak_lak, gia_lai, hoa_thinh):
    counted(dak_lak, 12_000)
    wanted(dak_lak, 60, **LATE)
    wanted(hoa_thinh, 1200, kind="count", **LATE)
    renaming, union = plan([dak_lak, "66", "Tỉnh A"]), plan([dak_lak, "66", "Tỉnh A"], [gia_lai, "66", "Tỉnh A"])
    with translation.override("en"):
        (row,) = what_becomes_of_adults(renaming).rows
        assert row == (
            "Tỉnh Đắk Lắk",
            "12,000",
            "60\u00a0%",
            "Only the name changes: adults and targets go on as they are, those of its communes too.",
        )
        assert [row[3] for row in what_becomes_of_adults(union).rows] == [
            "Its communes keep their adults and their own targets. Adults of Tỉnh A are the sum of its communes, until "
            "somebody counts it. The target ends; set a new one for Tỉnh A.",
            "Its communes keep their adults and their own targets.",
        ]
        (row,) = what_becomes_of_adults(plan([hoa_thinh, "99001", "Phường Hòa Thịnh"])).rows
        assert row[2:] == ("1,200", "Only the name changes: adults and the target go on as they are.")
        # What is kept under an earlier name is told as well.
        new = rename(dak_lak, "Tỉnh Mới")
        (row,) = what_becomes_of_adults(plan([new, "66", "Tỉnh Sau"], day=date(2027, 3, 1))).rows
        assert row[1:3] == ("12,000", "60\u00a0%")


def test_the_preview_tells_of_targets_that_only_communes_have(dak_lak, hoa_thinh):
    assert what_becomes_of_adults(plan([dak_lak, "66", "Tỉnh A"])) is None
    wanted(hoa_thinh, 60, **LATE)
    assert len(what_becomes_of_adults(plan([dak_lak, "66", "Tỉnh A"])).rows) == 1
