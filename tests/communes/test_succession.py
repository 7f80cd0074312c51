"""Chains of reforms, with places made up."""

from datetime import date

import pytest
from django.db import IntegrityError

from communes.models import Succession, Unit
from communes.register import LAST_DAY, REFORM
from communes.succession import predecessors, present_units, successors

from .factory import became, commune, province

pytestmark = pytest.mark.django_db


@pytest.fixture
def old():
    return commune("Xã Cũ", former=True)


@pytest.fixture
def present():
    return commune("Xã Mới")


def test_a_present_unit_leads_to_itself(present):
    assert successors(present) == [present]


def test_a_unit_that_went_nowhere_leads_nowhere(old):
    assert successors(old) == []


def test_chains_are_followed(old, present):
    between = commune("Xã Giữa")
    Unit.objects.filter(pk=between.pk).update(valid_to=date(2027, 12, 31))
    became(old, between)
    became(between, present, effective_on=date(2028, 1, 1))
    assert successors(old) == [present]
    assert predecessors(present) == [between, old]


def test_a_place_reached_on_two_ways_is_told_once(old, present):
    parts = [commune(f"Xã {name}") for name in "AB"]
    Unit.objects.filter(pk__in=[part.pk for part in parts]).update(valid_to=date(2027, 12, 31))
    for part in parts:
        became(old, part, Succession.Share.PART)
        became(part, present, effective_on=date(2028, 1, 1))
    assert successors(old) == [present]


def test_many_units_take_one_query_a_generation(present, django_assert_num_queries):
    olds = [commune(f"Xã {number}", former=True) for number in range(10)]
    for unit in olds:
        became(unit, present)
    with django_assert_num_queries(1):
        assert present_units(olds) == {unit: [present] for unit in olds}


def test_a_code_may_be_used_again_later():
    assert commune(code="22276", former=True) != commune(code="22276")


@pytest.mark.parametrize("former", [True, False])
def test_a_code_names_one_unit_at_a_time(former):
    above = province(former=former)
    commune("Xã A", above, code="22276", former=former)
    with pytest.raises(IntegrityError):
        commune("Xã B", above, code="22276", former=former)


def test_a_unit_ends_after_it_begins(present):
    with pytest.raises(IntegrityError):
        Unit.objects.filter(pk=present.pk).update(valid_from=REFORM, valid_to=LAST_DAY)
