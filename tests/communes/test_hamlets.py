"""Hamlets are kept by name, once each, and go where their commune goes."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from communes.hamlets import (
    add_hamlets,
    assign_hamlet,
    close_hamlet,
    in_order,
    merge_hamlets,
    rename_hamlet,
    reopen_hamlet,
)
from communes.ledger.actions import approve
from communes.models import Hamlet, HamletKind, Unit
from tests.communes.ledger.factory import DAY, merger, split

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def two(hoa_thinh):
    return add_hamlets(hoa_thinh, "Thôn Mỹ Xuân\nBuôn Ma Giai")[0]


def names(unit):
    return sorted(unit.hamlets.current().values_list("name", flat=True))


def test_a_list_is_pasted_at_once(hoa_thinh):
    text = "1. Thôn Mỹ Xuân\r\n2) Buôn M’Gar\n\n - Phú Thọ \n3"
    new, known = add_hamlets(hoa_thinh, text, HamletKind.THON)
    assert [hamlet.name for hamlet in new] == ["Thôn Mỹ Xuân", "Buôn M’Gar", "Thôn Phú Thọ", "Thôn 3"]
    assert [hamlet.kind for hamlet in new] == ["thon", "buon", "thon", "thon"] and not known


def test_a_name_is_there_once_however_it_is_written(two, hoa_thinh):
    new, known = add_hamlets(hoa_thinh, "thôn mỹ  xuân\nBUÔN MA GIAI\nThôn Mới\nThôn mới")
    assert [hamlet.name for hamlet in new] == ["Thôn Mới"] and len(known) == 3


def test_the_database_holds_it_too(two, hoa_thinh):
    with pytest.raises(IntegrityError):
        Hamlet.objects.create(unit=hoa_thinh, name="Thon My Xuan")


@pytest.mark.parametrize("text", ["", " \n ", "x" * 201, "\n".join(map(str, range(301)))])
def test_what_is_no_list_is_refused_whole(hoa_thinh, text):
    with pytest.raises(ValidationError):
        add_hamlets(hoa_thinh, f"{text}")
    assert names(hoa_thinh) == []


def test_a_name_of_two_hundred_letters(hoa_thinh):
    add_hamlets(hoa_thinh, "Ấ" * 200)
    assert names(hoa_thinh) == ["Ấ" * 200]


def test_renaming_leaves_names_apart(two):
    rename_hamlet(two[0], "Tổ dân phố 5")
    assert two[0].kind == "to_dan_pho"
    for bad in ("buôn ma giai", "  ", "x" * 201):
        with pytest.raises(ValidationError):
            rename_hamlet(two[0], bad)


def test_they_are_listed_as_people_count(hoa_thinh):
    rows = add_hamlets(hoa_thinh, "10\n2\nBuôn A", HamletKind.THON)[0]
    assert [hamlet.name for hamlet in in_order(rows)] == ["Buôn A", "Thôn 2", "Thôn 10"]


def test_two_become_one(two, hoa_thinh):
    merge_hamlets(two[0], two[1], TODAY)
    ended = Hamlet.objects.get(pk=two[0].pk)
    assert names(hoa_thinh) == ["Buôn Ma Giai"] and ended.present == two[1] and ended.valid_to == TODAY
    with pytest.raises(ValidationError):
        merge_hamlets(two[0], two[1], TODAY)
    with pytest.raises(ValidationError):
        merge_hamlets(two[1], two[1], TODAY)


def test_what_ended_by_mistake_opens_again_unless_its_name_is_taken(two, hoa_thinh):
    close_hamlet(two[0], TODAY)
    add_hamlets(hoa_thinh, "Thôn Mỹ Xuân")
    ended = Hamlet.objects.get(pk=two[0].pk)
    with pytest.raises(ValidationError):
        reopen_hamlet(ended)
    hoa_thinh.hamlets.current().get(name="Thôn Mỹ Xuân").delete()
    reopen_hamlet(ended)
    assert names(hoa_thinh) == ["Buôn Ma Giai", "Thôn Mỹ Xuân"]


def test_hamlets_go_along_with_a_whole_commune(two, hoa_thinh, tay_hoa, administrator):
    add_hamlets(tay_hoa, "Thôn Mỹ Xuân\nThôn 2")
    approve(merger(hoa_thinh, tay_hoa), administrator, DAY)
    assert names(Unit.objects.get(code="99001")) == [
        "Buôn Ma Giai",
        "Thôn 2",
        "Thôn Mỹ Xuân",
        "Thôn Mỹ Xuân (Tây Hòa)",
    ]


def test_hamlets_of_a_divided_commune_wait_for_an_administrator(two, hoa_thinh, tay_hoa, administrator):
    approve(split(hoa_thinh), administrator, DAY)
    hamlet = Hamlet.objects.get(name="Buôn Ma Giai")
    assert hamlet.unit == hoa_thinh
    with pytest.raises(ValidationError):
        assign_hamlet(hamlet, tay_hoa)
    east = Unit.objects.get(code="99002")
    assign_hamlet(hamlet, east)
    assert names(east) == ["Buôn Ma Giai"]
