"""One clear sentence for each line that cannot be."""

from datetime import date
from decimal import Decimal

import pytest

from communes.ledger.actions import approve
from communes.ledger.checking import troubles
from communes.models import Unit
from communes.register import LAST_DAY, REFORM
from tests.communes.factory import commune, district, province

from .factory import EVE, Share, merger, plan, split, transfer

pytestmark = pytest.mark.django_db


def said(made):
    return [(trouble.row, trouble.sentence) for trouble in troubles(made)]


def only(made):
    ((row, sentence),) = said(made)
    return row, sentence


@pytest.mark.parametrize("make", [merger, transfer])
def test_what_is_right_has_no_troubles(make, hoa_thinh, tay_hoa):
    assert said(make(hoa_thinh, tay_hoa)) == []


def test_a_split_is_right(hoa_thinh):
    assert said(split(hoa_thinh)) == []


def test_an_empty_plan(db):
    assert only(plan()) == (0, "There is no line yet. Add one for each commune that changes.")


def test_a_commune_of_another_time(hoa_thinh):
    Unit.objects.filter(pk=hoa_thinh.pk).update(valid_from=None, valid_to=LAST_DAY)
    hoa_thinh.refresh_from_db()
    assert only(plan([hoa_thinh, "99001", "Xã Mới"])) == (
        1,
        "Xã Hòa Thịnh (22276) ended on 30/06/2025. Choose what it is today.",
    )


def test_a_district():
    gone = district("Huyện Tây Hòa", province("Tỉnh Phú Yên", former=True))
    assert only(plan([gone, "99001", "Xã Mới"]))[1].startswith("Huyện Tây Hòa is no commune and no province.")


def test_a_day_before_the_commune_began(hoa_thinh):
    assert only(plan([hoa_thinh, "99001", "Xã Mới"], day=REFORM))[1] == (
        "Xã Hòa Thịnh exists only since 01/07/2025. The first day must be later."
    )


def test_a_commune_that_goes_whole_twice(hoa_thinh):
    made = plan([hoa_thinh, "99001", "Xã Mới"], [hoa_thinh, "99002", "Xã Khác"])
    assert only(made) == (
        2,
        "Xã Hòa Thịnh goes over whole in one line; it cannot go anywhere else in another.",
    )


def test_a_part_without_the_rest(hoa_thinh):
    assert "Say in another line" in only(plan([hoa_thinh, "99001", "Xã Mới", Share.PART]))[1]


def test_two_main_parts(hoa_thinh):
    made = plan([hoa_thinh, "99001", "Xã A", Share.MAIN_PART], [hoa_thinh, "99002", "Xã B", Share.MAIN_PART])
    assert only(made) == (2, "Xã Hòa Thịnh has two main parts. Only one can be the main part.")


def test_a_part_that_goes_to_one_place_twice(hoa_thinh):
    made = plan([hoa_thinh, "99001", "Xã A", Share.PART], [hoa_thinh, "99001", "Xã A", Share.PART])
    assert only(made)[1] == "Xã Hòa Thịnh goes into 99001 twice."


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        ("0.5", "0.4", "The fractions of Xã Hòa Thịnh make 0.9; they must make 1."),
        ("0.5", None, "Give a fraction for every part of Xã Hòa Thịnh, or for none."),
    ],
)
def test_fractions_that_do_not_make_one(hoa_thinh, first, second, sentence):
    rows = [("99001", "Xã A", first), ("99002", "Xã B", second)]
    made = plan(*([hoa_thinh, code, name, Share.PART, part and Decimal(part)] for code, name, part in rows))
    assert only(made) == (2, sentence)


def test_a_commune_without_a_name_or_type_or_code(hoa_thinh, tay_hoa):
    made = plan([hoa_thinh, "99001", ""], [tay_hoa, "9", "Hòa Mới"])
    assert [row for row, _sentence in said(made)] == [1, 2, 2]


def test_two_names_for_one_code(hoa_thinh, tay_hoa):
    made = plan([hoa_thinh, "99001", "Xã A"], [tay_hoa, "99001", "Xã B"])
    assert only(made) == (2, "The code 99001 has two names: Xã A / Xã B.")


def test_two_provinces_for_one_code(hoa_thinh):
    elsewhere = commune("Xã Xa")
    assert "two provinces" in only(merger(hoa_thinh, elsewhere))[1]


def test_a_code_in_use_by_a_stranger(hoa_thinh, tay_hoa):
    assert only(plan([hoa_thinh, tay_hoa.code, "Xã Mới"]))[1].startswith("The code 22255 belongs to Xã Tây Hòa.")


def test_a_line_that_changes_nothing(hoa_thinh):
    assert "would stay as it is" in only(plan([hoa_thinh, hoa_thinh.code, hoa_thinh.name]))[1]


def test_another_approved_plan_for_the_same_commune(hoa_thinh, tay_hoa, administrator):
    approve(merger(hoa_thinh, tay_hoa, title="The first"), administrator, EVE)
    assert only(plan([hoa_thinh, "99005", "Xã Mới"], day=date(2028, 1, 1)))[1] == (
        "Xã Hòa Thịnh is already part of “The first”, which is approved and takes effect on 01/01/2027. "
        "Approve this plan after that day, or undo that one first."
    )


def test_another_approved_plan_for_the_same_code(hoa_thinh, tay_hoa, dak_lak, administrator):
    approve(merger(hoa_thinh, tay_hoa, title="The first"), administrator, EVE)
    third = commune("Xã Ba", dak_lak)
    assert "already given out by “The first”" in only(plan([third, "99001", "Xã Mới"]))[1]


@pytest.mark.parametrize(
    ("make", "kind"), [(merger, "merger"), (transfer, "partial transfer"), (lambda a, b: split(a), "split")]
)
def test_the_kind_follows_from_the_lines(hoa_thinh, tay_hoa, make, kind):
    assert make(hoa_thinh, tay_hoa).kind == kind
