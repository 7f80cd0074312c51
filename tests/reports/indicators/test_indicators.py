from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation

from communes.models import Succession
from reports.indicators.models import Indicator, IndicatorValue
from tests.conftest import unit
from tests.reports.factory import fake_courses

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
HEAD = "code,indicator,from,until,value,source"
ROW = '66,online-filing,01/07/2025,30/09/2025,"93,55",Report'


@pytest.fixture(autouse=True)
def courses(monkeypatch):
    return fake_courses(monkeypatch, 1)


@pytest.fixture
def phu_yen(dak_lak):
    former = unit("province", "54", "Tỉnh Phú Yên")
    former.valid_from, former.valid_to = None, date(2025, 6, 30)
    former.save()
    Succession.objects.create(predecessor=former, successor=dak_lak, share="whole", effective_on=date(2025, 7, 1))
    return former


def url(name, place):
    with translation.override("en"):
        return reverse(f"reports:{name}", args=[place.pk])


def bring(client, place, *rows, **more):
    return client.post(url("bring_indicators", place), {"pasted": "\n".join([HEAD, *rows])} | more)


def test_those_we_know_are_there():
    assert Indicator.objects.count() == 6 and Indicator.objects.first().key == "online-filing"


@pytest.mark.parametrize("name", ["indicators", "bring_indicators"])
def test_a_stranger_gets_404_and_an_anonymous_person_the_sign_in_page(client, other_official, hoa_thinh, name):
    assert "/accounts/login/" in client.get(url(name, hoa_thinh)).url
    client.force_login(other_official)
    assert client.get(url(name, hoa_thinh)).status_code == 404


def test_figures_are_looked_at_then_kept_then_corrected(client, province_official, dak_lak):
    client.force_login(province_official)
    assert bring(client, dak_lak, ROW).status_code == 200 and not IndicatorValue.objects.exists()
    bring(client, dak_lak, ROW, keep="1")
    bring(client, dak_lak, ROW, keep="1")
    assert IndicatorValue.objects.get().value == Decimal("93.55")
    page = bring(client, dak_lak, ROW.replace("93,55", "94"))
    assert b"93.55" in page.content and b"<b>94</b>" in page.content
    bring(client, dak_lak, ROW.replace("93,55", "94"), keep="1")
    assert IndicatorValue.objects.standing().get().value == 94 and IndicatorValue.objects.count() == 2
    assert b"What was corrected" in client.get(url("indicators", dak_lak)).content


def test_the_preview_carries_what_a_file_held(client, province_official, dak_lak):
    client.force_login(province_official)
    file = SimpleUploadedFile("a.csv", f"{HEAD}\n{ROW}".replace(",", ";").replace("93;55", "93,55").encode("utf-16"))
    page = client.post(url("bring_indicators", dak_lak), {"file": file})
    client.post(url("bring_indicators", dak_lak), {"pasted": page.context["pasted"], "keep": "1"})
    assert IndicatorValue.objects.get().value == Decimal("93.55")


def test_the_sample_of_early_2025_is_that_of_phu_yen_and_shown_for_dak_lak(client, province_official, dak_lak, phu_yen):
    call_command("load_sample_indicators", verbosity=0)
    call_command("load_sample_indicators", verbosity=0)
    assert {row.unit for row in IndicatorValue.objects.all()} == {phu_yen} and IndicatorValue.objects.count() == 4
    client.force_login(province_official)
    page = client.get(url("indicators", dak_lak)).content.decode()
    for words in ("93.55", "57.58", "place 4 of 63", "called Tỉnh Phú Yên until 30/06/2025", "Báo Văn Hóa"):
        assert words in page


BAD = {
    "unknown place": ("98,online-filing,2025-07-01,2025-09-30,1,Report", "There is no place with the code"),
    "of another time": ("54,online-filing,2025-07-01,2025-09-30,1,Report", "ended on 30/06/2025"),
    "before it began": ("66,online-filing,2025-01-01,2025-03-31,1,Report", "exists only since 01/07/2025"),
    "of elsewhere": ("01,online-filing,2025-07-01,2025-09-30,1,Report", "is not one of the places"),
    "unknown indicator": ("66,happiness,2025-07-01,2025-09-30,1,Report", "is no indicator we know"),
    "swapped": ("online-filing,66,2025-07-01,2025-09-30,1,Report", "There is no place with the code"),
    "reversed": ("66,online-filing,2025-09-30,2025-07-01,1,Report", "before the first one"),
    "in the future": ("66,online-filing,2026-07-01,2026-12-31,1,Report", "not over yet"),
    "no day": ("66,online-filing,soon,2025-09-30,1,Report", "is no day"),
    "more than all": ('66,online-filing,2025-07-01,2025-09-30,"100,1",Report', "more than 100"),
    "no number": ("66,online-filing,2025-07-01,2025-09-30,many,Report", "is no number"),
    "empty": ("66,online-filing,2025-07-01,2025-09-30,,Report", "The value is missing"),
    "no source": ("66,online-filing,2025-07-01,2025-09-30,1,", "The source is missing"),
    "twice": (f"{ROW}\n{ROW}", "stands in row 2 already"),
}


@pytest.mark.parametrize("case", BAD)
def test_each_bad_row_is_pointed_at_and_nothing_is_kept(client, province_official, dak_lak, phu_yen, case):
    unit("province", "01", "Thành phố Hà Nội")
    row, sentence = BAD[case]
    client.force_login(province_official)
    page = bring(client, dak_lak, ROW.replace("online-filing", "data-reuse"), row, keep="1")
    wrong = sentence.replace("row 2", "row 3")
    assert page.status_code == 422 and wrong in page.content.decode()
    assert not IndicatorValue.objects.exists()


def test_a_commune_brings_only_its_own(client, commune_official, hoa_thinh, tay_hoa):
    client.force_login(commune_official)
    row = "22276,vneid-activation,7/2025,9/2025,91,Police"
    assert bring(client, hoa_thinh, row, keep="1").status_code == 302
    assert IndicatorValue.objects.get().last_day == date(2025, 9, 30)
    assert bring(client, hoa_thinh, row.replace("22276", "22255"), keep="1").status_code == 422
