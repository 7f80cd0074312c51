"""Official figures of former provinces and communes: shown with what these became, as theirs, never added up."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from communes.ledger.actions import approve
from communes.models import Unit
from reports.indicators.models import Indicator, IndicatorValue
from reports.indicators.moving import what_becomes_of_indicators
from reports.indicators.series import allowed_units, series_of
from tests.communes.factory import province
from tests.communes.ledger.factory import DAY, merger, plan, split, transfer
from tests.reports.factory import fake_courses

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 1)


@pytest.fixture(autouse=True)
def in_english(monkeypatch):
    fake_courses(monkeypatch, 1)
    with translation.override("en"):
        yield


@pytest.fixture
def gia_lai():
    return province("Tỉnh Gia Lai", "52")


def published(unit, value, rank, first=date(2026, 1, 1), last=date(2026, 3, 31)):
    fields = {"unit": unit, "first_day": first, "last_day": last, "rank": rank, "ranked": 34, "source": "Report"}
    return IndicatorValue.objects.create(indicator=Indicator.objects.first(), value=Decimal(value), **fields)


def rename(unit, name, day=DAY):
    approve(plan([unit, unit.code, name], day=day), None, day)
    return Unit.objects.current().get(kind=unit.kind, code=unit.code)


def unite(dak_lak, gia_lai):
    return plan([dak_lak, "66", "Tỉnh Tây Nguyên"], [gia_lai, "66", "Tỉnh Tây Nguyên"])


def told(unit):
    """(value, rank, whose) of the only indicator."""
    return [(figure.value.value, figure.value.rank, figure.whose) for row in series_of(unit) for figure in row.figures]


def test_a_new_name_keeps_every_figure_with_the_name_of_then(dak_lak, hoa_thinh):
    published(dak_lak, "93.55", 4)
    published(hoa_thinh, "61.5", 12)
    new = rename(dak_lak, "Thành phố Đắk Lắk")
    published(new, "95", 2, date(2027, 1, 1), date(2027, 2, 28))
    assert told(new) == [(Decimal("93.55"), 4, "called Tỉnh Đắk Lắk until 31/12/2026"), (Decimal(95), 2, "")]
    commune = Unit.objects.current().get(code=hoa_thinh.code)
    said = "called Xã Hòa Thịnh, tỉnh Đắk Lắk until 31/12/2026"
    assert told(commune) == [(Decimal("61.5"), 12, said)]


def test_figures_of_provinces_that_became_one_stand_beside_each_other(client, dak_lak, gia_lai, administrator):
    published(dak_lak, "93.55", 4)
    published(gia_lai, "57.58", 20)
    first = rename(gia_lai, "Tỉnh Mới", day=date(2026, 12, 1))
    approve(unite(dak_lak, first), administrator, DAY)
    new = Unit.objects.current().provinces().get()
    assert told(new) == [
        (Decimal("93.55"), 4, "of the former tỉnh Đắk Lắk alone, until 31/12/2026"),
        (Decimal("57.58"), 20, "of the former tỉnh Gia Lai alone, until 30/11/2026"),
    ]
    assert {dak_lak.pk, gia_lai.pk, first.pk} < allowed_units(new)
    client.force_login(administrator)
    text = client.get(reverse("reports:indicators", args=[new.pk])).text
    assert "of the former tỉnh Đắk Lắk alone" in text and "151" not in text
    assert IndicatorValue.objects.count() == 2


@pytest.mark.parametrize("change", [merger, transfer, lambda first, _second: split(first)])
def test_figures_of_a_commune_that_was_merged_or_divided_are_its_alone(hoa_thinh, tay_hoa, change):
    published(hoa_thinh, "61.5", 12)
    approve(change(hoa_thinh, tay_hoa), None, DAY)
    said = "of the former xã Hòa Thịnh, tỉnh Đắk Lắk alone, until 31/12/2026"
    for unit in Unit.objects.current().communes().filter(origins__predecessor=hoa_thinh):
        assert told(unit) == [(Decimal("61.5"), 12, said)]


def test_before_it_is_approved_one_sees_where_they_will_stand(dak_lak, gia_lai):
    assert what_becomes_of_indicators(unite(dak_lak, gia_lai)) is None
    published(dak_lak, "93.55", 4)
    said = "Shown at Tỉnh Tây Nguyên as figures of the former Tỉnh Đắk Lắk alone, never added up"
    assert what_becomes_of_indicators(unite(dak_lak, gia_lai)).rows == [("Tỉnh Đắk Lắk", 1, said)]
    (row,) = what_becomes_of_indicators(plan([dak_lak, "66", "Tỉnh Mới"])).rows
    assert row[2] == "Go on at Tỉnh Mới, under the name of then"
