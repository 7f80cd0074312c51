from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from communes.hamlets import add_hamlets
from communes.models import Population
from reports.targets.models import Target
from tests.conftest import unit
from tests.reports.factory import fake_courses
from tests.reports.targets.factory import counted, wanted

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
COUNT = {"source": "Report 12", "counted_on": "2026-01-05", "confidence": "high", "group": "", "age_from": "18"}
TARGET = {"first_day": "2026-01-01", "last_day": "2026-12-31", "kind": "share", "age_from": "18"}
TARGET |= {"course_key": "00000000-0000-0000-0000-000000000000"}


@pytest.fixture(autouse=True)
def courses(monkeypatch):
    return fake_courses(monkeypatch, 1)


def url(name, place):
    with translation.override("en"):
        return reverse(f"reports:{name}", args=[place.pk])


def words(response):
    return response.content.decode()


def enter(client, place, numbers, name="population", shared=COUNT, **more):
    fields = {f"number-{key}": value for key, value in numbers.items()}
    return client.post(url(name, place), shared | fields | more)


@pytest.mark.parametrize("name", ["population", "targets"])
def test_a_stranger_gets_404_and_an_anonymous_person_the_sign_in_page(client, other_official, trainer, hoa_thinh, name):
    assert "/accounts/login/" in client.get(url(name, hoa_thinh)).url
    for user in (other_official, trainer):
        client.force_login(user)
        assert client.get(url(name, hoa_thinh)).status_code == 404
        assert client.post(url(name, hoa_thinh)).status_code == 404
        assert client.post(url(f"undo_{name}", hoa_thinh)).status_code == 404


def test_a_commune_official_cannot_enter_for_the_province(client, commune_official, dak_lak):
    client.force_login(commune_official)
    assert client.get(url("population", dak_lak)).status_code == 404


def test_a_count_is_looked_at_then_kept_then_taken_back(client, province_official, dak_lak, hoa_thinh):
    client.force_login(province_official)
    numbers = {f"u{hoa_thinh.pk}": "9.430"}
    assert "9,430" in words(enter(client, dak_lak, numbers)) and not Population.objects.exists()
    page = enter(client, dak_lak, numbers, keep="1")
    assert page.status_code == 302
    row = Population.objects.get()
    assert (row.unit, row.adults, row.source, row.entered_by) == (hoa_thinh, 9430, "Report 12", province_official)
    assert "1 entry taken back." in words(client.post(url("undo_population", dak_lak), follow=True))
    assert not Population.objects.standing().exists() and Population.objects.exists()


def test_only_the_last_entry_is_taken_back(client, commune_official, hoa_thinh):
    client.force_login(commune_official)
    for number in ("100", "200"):
        enter(client, hoa_thinh, {f"u{hoa_thinh.pk}": number}, keep="1")
    client.post(url("undo_population", hoa_thinh))
    assert Population.objects.standing().get().adults == 100


def test_hamlets_are_for_the_own_commune_only(client, commune_official, province_official, hoa_thinh):
    hamlet = add_hamlets(hoa_thinh, "Thôn Mỹ Xuân")[0][0]
    client.force_login(province_official)
    assert "Mỹ Xuân" not in words(client.get(url("population", hoa_thinh)))
    assert enter(client, hoa_thinh, {f"h{hamlet.pk}": "120"}, keep="1").status_code == 422
    client.force_login(commune_official)
    enter(client, hoa_thinh, {f"h{hamlet.pk}": "120"}, keep="1")
    assert Population.objects.get().hamlet == hamlet


@pytest.mark.parametrize("number", ["many", "-5", "12,5", "0", "999999999"])
def test_what_is_no_number_of_people_is_pointed_at(client, commune_official, hoa_thinh, number):
    client.force_login(commune_official)
    page = enter(client, hoa_thinh, {f"u{hoa_thinh.pk}": number}, keep="1")
    assert page.status_code == 422 and not Population.objects.exists()


@pytest.mark.parametrize("wrong", [{"source": ""}, {"counted_on": "2027-01-01"}, {"counted_on": "1926-01-01"}])
def test_source_and_a_day_that_was_are_needed(client, commune_official, hoa_thinh, wrong):
    client.force_login(commune_official)
    page = enter(client, hoa_thinh, {f"u{hoa_thinh.pk}": "9430"}, shared=COUNT | wrong, keep="1")
    assert page.status_code == 422 and not Population.objects.exists()
    assert "9430" in words(page)


def test_a_group_is_no_larger_than_all_adults(client, commune_official, hoa_thinh):
    counted(hoa_thinh, 100)
    client.force_login(commune_official)
    page = enter(client, hoa_thinh, {f"u{hoa_thinh.pk}": "101"}, shared=COUNT | {"group": "women"}, keep="1")
    assert page.status_code == 422 and Population.objects.count() == 1


TABLE = "Mã;Tên;Số người\n22276;Xã Hòa Thịnh;9.430\n22255;Xã Tây Hòa;12.100\n"


def book():
    import io

    import openpyxl

    sheets, file = openpyxl.Workbook(), io.BytesIO()
    for row in (["code", "name", "adults"], [22276, "Hòa Thịnh", 9430], ["22255", "Tây Hòa", 12100]):
        sheets.active.append(row)
    sheets.save(file)
    return file.getvalue()


FILES = {
    "UTF-8": TABLE.encode(),
    "with a mark": TABLE.encode("utf-8-sig"),
    "UTF-16": TABLE.encode("utf-16"),
    "Windows-1252": "code,name,adults\n22276,Hòa Thinh,9430\n22255,Tây Hòa,12100\n".encode("cp1252"),
    "tabs": TABLE.replace(";", "\t").encode(),
    "XLSX": book(),
}


@pytest.mark.parametrize("name", FILES)
def test_a_table_is_read_however_it_was_saved(client, province_official, dak_lak, hoa_thinh, tay_hoa, name):
    client.force_login(province_official)
    file = SimpleUploadedFile("adults.csv", FILES[name])
    page = client.post(url("population", dak_lak), COUNT | {"file": file})
    assert page.status_code == 200, [line.trouble for line in page.context["lines"]]
    assert [line.value for line in page.context["lines"]] == [9430, 12100]


BAD = {
    "unknown": ("code,adults\n99999,5", "There is no place with the code"),
    "twice": ("code,adults\n22276,5\n22276,6", "stands in row 2 already"),
    "swapped": ("code,adults\n9430,22276", "look swapped"),
    "no number": ("code,adults\n22276,many", "is no number of people"),
    "no code": ("code,adults\n,5", "code of the place is missing"),
    "of another time": ("code,adults\n22294,5", "ended on 30/06/2025; today it is Xã Hòa Thịnh (22276)"),
    "of elsewhere": ("code,adults\n00004,5", "is not one of the places"),
    "no headings": ("22276,5", "Missing: code, number"),
}


@pytest.mark.parametrize("case", BAD)
def test_each_bad_row_is_pointed_at_and_nothing_is_kept(client, province_official, dak_lak, hoa_thinh, case):
    from communes.models import Succession

    former = unit("commune", "22294", "Xã Hòa Thịnh cũ")
    former.valid_from, former.valid_to = None, date(2025, 6, 30)
    former.save()
    Succession.objects.create(predecessor=former, successor=hoa_thinh, share="whole", effective_on=date(2025, 7, 1))
    unit("commune", "00004", "Phường Ba Đình", unit("province", "01", "Thành phố Hà Nội"))
    table, sentence = BAD[case]
    client.force_login(province_official)
    page = client.post(url("population", dak_lak), COUNT | {"pasted": table, "keep": "1"})
    assert page.status_code == 422 and sentence in words(page)
    assert not Population.objects.exists()


def test_places_missing_from_a_table_are_named(client, province_official, dak_lak, hoa_thinh, tay_hoa):
    client.force_login(province_official)
    page = client.post(url("population", dak_lak), COUNT | {"pasted": "code,adults\n22276,9430"})
    assert page.context["is_sound"] and "One place is not in the file" in words(page) and "Tây Hòa" in words(page)


def test_the_province_sets_a_target_and_a_commune_refines_it(client, province_official, commune_official, hoa_thinh):
    dak_lak = hoa_thinh.parent
    client.force_login(province_official)
    enter(client, dak_lak, {f"u{dak_lak.pk}": "60"}, "targets", TARGET, keep="1")
    client.force_login(commune_official)
    assert "set by the province" in words(client.get(url("targets", hoa_thinh)))
    enter(client, hoa_thinh, {f"u{hoa_thinh.pk}": "62,5"}, "targets", TARGET, keep="1")
    assert [str(row.number) for row in Target.objects.order_by("pk")] == ["60.00", "62.50"]
    assert "62.5" in words(client.get(url("targets", hoa_thinh)))


WRONG = {
    "reversed": {"first_day": "2026-12-31", "last_day": "2026-01-01"},
    "over": {"first_day": "2024-01-01", "last_day": "2024-12-31"},
    "far away": {"first_day": "2126-01-01", "last_day": "2126-12-31"},
    "too long": {"last_day": "2099-12-31"},
    "no course": {"course_key": "x"},
}


@pytest.mark.parametrize("case", WRONG)
def test_a_time_that_cannot_be_is_refused(client, commune_official, hoa_thinh, case):
    client.force_login(commune_official)
    page = enter(client, hoa_thinh, {f"u{hoa_thinh.pk}": "60"}, "targets", TARGET | WRONG[case], keep="1")
    assert page.status_code == 422 and not Target.objects.exists()


def test_nobody_reaches_more_than_everybody(client, commune_official, hoa_thinh):
    counted(hoa_thinh, 100)
    client.force_login(commune_official)
    key = f"u{hoa_thinh.pk}"
    assert enter(client, hoa_thinh, {key: "101"}, "targets", TARGET, keep="1").status_code == 422
    count = TARGET | {"kind": "count"}
    assert enter(client, hoa_thinh, {key: "101"}, "targets", count, keep="1").status_code == 422
    assert enter(client, hoa_thinh, {key: "90"}, "targets", count, keep="1").status_code == 302


def test_a_full_page_asks_few_questions(
    client, province_official, dak_lak, hoa_thinh, tay_hoa, django_assert_max_num_queries
):
    for place in (dak_lak, hoa_thinh, tay_hoa):
        counted(place, 1000)
        wanted(place, 60)
    client.force_login(province_official)
    for name in ("population", "targets"):
        with django_assert_max_num_queries(16):
            assert client.get(url(name, dak_lak)).status_code == 200
