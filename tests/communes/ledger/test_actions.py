"""A plan changes nothing before its day; on that day, once, everything."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from accounts.models import Membership
from communes.actions import load_register
from communes.ledger.actions import approve, take_effect, undo
from communes.models import Reorganisation, Status, Succession, Unit
from communes.register import REFORM, read_register
from communes.search import find_places
from communes.succession import successors
from tests.communes.factory import commune, province

from .factory import DAY, EVE, merger, plan, split, transfer

pytestmark = pytest.mark.django_db


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_nothing_changes_before_the_day(hoa_thinh, tay_hoa, administrator):
    before = set(Unit.objects.values_list("pk", "valid_to"))
    waiting = merger(hoa_thinh, tay_hoa)
    assert approve(waiting, administrator, EVE)
    assert take_effect(EVE) == ([], [])
    assert set(Unit.objects.values_list("pk", "valid_to")) == before
    assert fresh(waiting).status == Status.APPROVED and fresh(waiting).approved_by == administrator


def test_on_the_day_the_old_end_and_the_new_begin(hoa_thinh, tay_hoa, dak_lak, administrator):
    approve(merger(hoa_thinh, tay_hoa), administrator, EVE)
    done, failed = take_effect(DAY)
    assert [p.status for p in done] == [Status.IN_EFFECT] and not failed
    new = Unit.objects.get(code="99001")
    assert (new.valid_from, new.valid_to, new.parent, new.type) == (DAY, None, dak_lak, "xã")
    assert fresh(hoa_thinh).valid_to == fresh(tay_hoa).valid_to == EVE
    assert successors(fresh(hoa_thinh)) == [new]
    assert set(Succession.objects.values_list("share", "effective_on", "legal_reference")) == {("whole", DAY, "01/NQ")}


def test_the_night_may_come_twice(hoa_thinh, tay_hoa, administrator):
    approve(merger(hoa_thinh, tay_hoa), administrator, EVE)
    take_effect(DAY)
    assert take_effect(DAY) == ([], [])
    assert Unit.objects.filter(code="99001").count() == 1


def test_a_day_that_has_come_takes_effect_at_once(hoa_thinh, tay_hoa, administrator):
    late = merger(hoa_thinh, tay_hoa)
    approve(late, administrator, date(2027, 2, 1))
    assert fresh(late).status == Status.IN_EFFECT and Unit.objects.filter(code="99001", valid_from=DAY).exists()


def test_two_clicks_approve_once(hoa_thinh, tay_hoa, administrator):
    twice = merger(hoa_thinh, tay_hoa)
    assert approve(twice, administrator, DAY) and not approve(twice, administrator, DAY)
    assert Unit.objects.filter(code="99001").count() == 1


def test_a_plan_can_be_undone_until_it_takes_effect(hoa_thinh, tay_hoa, administrator):
    waiting = merger(hoa_thinh, tay_hoa)
    approve(waiting, administrator, EVE)
    assert undo(waiting, administrator) and not undo(waiting, administrator)
    assert take_effect(DAY) == ([], []) and fresh(hoa_thinh).is_current
    assert fresh(waiting).status == Status.UNDONE
    assert approve(waiting, administrator, DAY)
    assert not undo(waiting, administrator) and fresh(waiting).status == Status.IN_EFFECT


def test_a_plan_with_troubles_is_not_approved(hoa_thinh, administrator):
    odd = plan([hoa_thinh, "99001", ""])
    with pytest.raises(ValidationError):
        approve(odd, administrator, DAY)
    assert fresh(odd).status == Status.DRAFT


def test_what_cannot_take_effect_any_more_is_said_and_changes_nothing(hoa_thinh, tay_hoa, dak_lak, administrator):
    approve(merger(hoa_thinh, tay_hoa), administrator, EVE)
    commune("Xã Đến Trước", dak_lak, code="99001")
    with pytest.raises(CommandError, match="99001"):
        take_effect_today()
    assert fresh(hoa_thinh).is_current and Reorganisation.objects.get().status == Status.APPROVED


def take_effect_today():
    from django.utils import timezone

    Reorganisation.objects.update(effective_on=timezone.localdate())
    call_command("take_effect", verbosity=0)


def test_a_partial_transfer_keeps_names_and_codes(hoa_thinh, tay_hoa, administrator):
    approve(transfer(hoa_thinh, tay_hoa), administrator, DAY)
    new_hoa_thinh = Unit.objects.get(code=hoa_thinh.code, valid_from=DAY)
    new_tay_hoa = Unit.objects.get(code=tay_hoa.code, valid_from=DAY)
    assert successors(fresh(hoa_thinh)) == [new_hoa_thinh, new_tay_hoa]
    assert successors(fresh(tay_hoa)) == [new_tay_hoa]


def test_people_go_along_with_a_whole_commune(lan, bao, hoa_thinh, tay_hoa, administrator):
    approve(merger(hoa_thinh, tay_hoa), administrator, DAY)
    assert {fresh(lan).unit.code, fresh(bao).unit.code} == {"99001"}


def test_people_of_a_divided_commune_are_never_placed(lan, bao, hoa_thinh, tay_hoa, administrator):
    approve(transfer(hoa_thinh, tay_hoa), administrator, DAY)
    assert fresh(lan).unit == hoa_thinh
    assert fresh(bao).unit == Unit.objects.get(code=tay_hoa.code, valid_from=DAY)


def test_roles_go_along_once(trainer, other_official, hoa_thinh, tay_hoa, administrator):
    Membership.objects.create(user=trainer, role="trainer", unit=tay_hoa)
    approve(merger(hoa_thinh, tay_hoa), administrator, DAY)
    roles = set(Membership.objects.values_list("user__email", "role", "unit__code"))
    assert roles == {("trainer@example.org", "trainer", "99001"), ("stranger@example.org", "commune_official", "99001")}


def test_roles_in_a_divided_commune_go_nowhere(trainer, hoa_thinh, administrator):
    approve(split(hoa_thinh), administrator, DAY)
    assert Membership.objects.get(user=trainer).unit == hoa_thinh


def test_a_new_commune_is_found_by_all_names_around_it(administrator):
    old = commune("Xã Cũ", province("Tỉnh Phú Yên", former=True), former=True)
    above = province("Tỉnh Đắk Lắk")
    first, second = commune("Xã Một", above), commune("Xã Hai", above)
    Succession.objects.create(predecessor=old, successor=first, share="whole", effective_on=REFORM)
    approve(merger(first, second), administrator, DAY)
    assert find_places("hoa moi phu yen")[0].unit.code == "99001"
    assert find_places("xa cu")[0].present[0].code == "99001"


def test_where_a_new_commune_lies_and_how_large_it_is(hoa_thinh, tay_hoa, administrator):
    for unit, place, size in ((hoa_thinh, 10, 30), (tay_hoa, 20, 10)):
        Unit.objects.filter(pk=unit.pk).update(latitude=place, longitude=place, area_km2=size)
    approve(merger(hoa_thinh, tay_hoa), administrator, DAY)
    new = Unit.objects.get(code="99001")
    assert (new.area_km2, new.latitude, new.longitude) == (40, 12.5, 12.5)


def test_loading_the_register_again_leaves_what_came_later(administrator):
    load_register(read_register())
    first, second = Unit.objects.current().communes().filter(code__in=["22276", "22255"])
    approve(merger(first, second), administrator, DAY)
    assert load_register(read_register())["updated"] == 0
    assert not fresh(first).is_current
