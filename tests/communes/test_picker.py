"""Picking a commune in a form, as a browser without JavaScript does it."""

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict

from communes.forms import CommunePickerMixin
from communes.models import Succession

from .factory import became, commune, district, province

pytestmark = pytest.mark.django_db


class ClaimForm(CommunePickerMixin, forms.Form):
    name = forms.CharField()


@pytest.fixture
def dak_lak():
    return province("Tỉnh Đắk Lắk")


@pytest.fixture
def hoa_thinh(dak_lak):
    return commune("Xã Hòa Thịnh", dak_lak)


@pytest.fixture
def tay_hoa():
    return district("Huyện Tây Hòa", province("Tỉnh Phú Yên", former=True))


@pytest.fixture
def hoa_dong(tay_hoa, hoa_thinh):
    """Became Hòa Thịnh."""
    unit = commune("Xã Hòa Đồng", tay_hoa, former=True)
    became(unit, hoa_thinh)
    return unit


@pytest.fixture
def ea_bia(tay_hoa, dak_lak):
    """Was divided."""
    unit = commune("Xã Ea Bia", tay_hoa, former=True)
    became(unit, commune("Xã Đức Bình", dak_lak), Succession.Share.PART)
    became(unit, commune("Xã Sông Hinh", dak_lak), Succession.Share.MAIN_PART)
    return unit


def claim(**data):
    return ClaimForm(MultiValueDict({key: [value] for key, value in data.items()}))


def html(form):
    return render_to_string("communes/_picker.html", {"form": form})


def test_a_new_form_asks_and_lists_nothing():
    text = html(ClaimForm())
    assert "Type your commune, old or new name" in text
    assert 'type="radio"' not in text


def test_looking_up_an_old_name_offers_the_present_commune(hoa_dong, hoa_thinh):
    form = claim(name="Lan", place="hoa dong", look_up="")
    assert not form.is_valid()
    assert not form.errors
    text = html(form)
    assert f'name="unit" value="{hoa_thinh.pk}"' in text
    assert "is now <b>Xã Hòa Thịnh, Đắk Lắk</b>." in text
    assert 'value="hoa dong"' in text


def test_a_divided_commune_asks_which_the_main_part_first(ea_bia):
    text = html(claim(place="ea bia", look_up=""))
    assert "was divided. Which one is yours now?" in text
    assert text.index("Sông Hinh, Đắk Lắk") < text.index("Đức Bình, Đắk Lắk")


def test_a_district_opens_on_its_communes(hoa_dong, ea_bia):
    text = html(claim(place="tay hoa", look_up=""))
    assert "<details" in text
    assert text.count('type="radio"') == 3


def test_a_province_leads_to_its_communes(hoa_dong, dak_lak, hoa_thinh):
    assert f'value="{dak_lak.pk}">Choose a commune of tỉnh Đắk Lắk' in html(claim(place="dak lak", look_up=""))
    text = html(claim(place="dak lak", look_up=str(dak_lak.pk)))
    assert f'name="unit" value="{hoa_thinh.pk}"' in text
    assert f'name="within" value="{dak_lak.pk}"' in text
    assert 'name="place" value=""' in text


def test_a_former_province_leads_to_the_communes_it_became(hoa_dong, tay_hoa, dak_lak):
    commune("Xã Elsewhere", dak_lak)
    text = html(claim(look_up=str(tay_hoa.parent.pk)))
    assert text.count('type="radio"') == 1


def test_a_search_stays_in_the_province_until_told_otherwise(hoa_thinh, dak_lak):
    other = province("Tỉnh Khác")
    commune("Xã Hòa Thịnh", other)
    within = {"place": "hoa thinh", "within": str(dak_lak.pk)}
    assert html(claim(**within, look_up="")).count('type="radio"') == 1
    assert html(claim(**within, look_up="everywhere")).count('type="radio"') == 2


def test_what_was_chosen_stays_chosen(hoa_thinh, ea_bia):
    text = html(claim(place="ea bia", unit=str(hoa_thinh.pk), look_up=""))
    assert f'value="{hoa_thinh.pk}" checked' in text


def test_what_was_known_before_is_chosen(hoa_thinh):
    assert f'value="{hoa_thinh.pk}" checked' in html(ClaimForm(initial={"unit": hoa_thinh}))


def test_a_former_commune_known_before_is_asked_again(hoa_dong):
    assert 'type="radio"' not in html(ClaimForm(initial={"unit": hoa_dong}))


def test_a_chosen_commune_is_taken(hoa_thinh):
    form = claim(name="Lan", place="hoa dong", unit=str(hoa_thinh.pk))
    assert form.is_valid()
    assert form.cleaned_data["unit"] == hoa_thinh


def test_nothing_chosen_says_what_to_do():
    form = claim(name="Lan", place="hoa dong")
    assert not form.is_valid()
    assert "Choose your commune: type its name, then touch it in the list." in html(form)


@pytest.mark.parametrize("unit", ["0", "-1", "x", "9" * 30, "٣", "1.5", "\x00"])
def test_an_unknown_commune_is_refused(unit):
    form = claim(name="Lan", unit=unit)
    assert not form.is_valid()
    assert 'role="alert"' in html(form)


def test_a_former_commune_is_refused(hoa_dong):
    assert not claim(name="Lan", unit=str(hoa_dong.pk)).is_valid()


@pytest.mark.parametrize("key", ["-1", "x", "9" * 30, "²", "\x00"])
def test_odd_provinces_are_ignored(key):
    assert 'type="radio"' not in html(claim(look_up=key, within=key, place=""))
