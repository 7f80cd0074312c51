"""Figures taken away: what stands in the files, for whom, and that nothing personal or dangerous does."""

import csv
from datetime import date, datetime
from io import BytesIO, StringIO

import openpyxl
import pypdf
import pytest
from django.urls import reverse
from django.utils import translation

from reports.audit.models import Action, AuditEntry
from reports.giving import xlsx
from reports.giving.csv_files import csv_file
from reports.giving.sheets import Column, Sheet, Type
from tests.communes.factory import commune
from tests.reports.factory import fake_courses, totals

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def courses(monkeypatch):
    return fake_courses(monkeypatch, 2)


@pytest.fixture(autouse=True)
def figures(hoa_thinh, tay_hoa, courses):
    """Hòa Thịnh has 1,412 learners in October and three in November; three other people live in Tây Hòa."""
    for place, day, *numbers in [
        (hoa_thinh, date(2026, 10, 5), 1412, 812, 700),
        (hoa_thinh, date(2026, 11, 6), 3, 0, 1),
        (tay_hoa, date(2026, 10, 6), 3, 2, 1),
    ]:
        totals(place, day, *numbers)
        totals(place, day, *numbers, course=courses[0].key)


def address(unit, what, kind, query=""):
    with translation.override("en"):
        name, place = ("unit_file", [unit.pk]) if unit else ("country_file", [])
        return reverse(f"reports:{name}", args=[*place, what, kind]) + query


def taken(client, user, unit, what, kind, query=""):
    client.force_login(user)
    return client.get(address(unit, what, kind, query))


def rows_of_csv(response):
    text = b"".join(response).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text[1:])))


def pdf_of(pieces):
    return pypdf.PdfReader(BytesIO(b"".join(pieces)), strict=True)


def workbook(pieces):
    return openpyxl.load_workbook(BytesIO(b"".join(pieces))).active


HEADS = ["code", "name", "month", "course", "learners", "completions", "certificates"]


def test_the_commune_reads_its_exact_months(client, commune_official, hoa_thinh):
    rows = rows_of_csv(taken(client, commune_official, hoa_thinh, "months", "csv"))
    assert rows[0][:7] == HEADS
    assert [row[:7] for row in rows if row[2] == "2026-11"] == [
        ["22276", "Xã Hòa Thịnh", "2026-11", words, "3", "0", "1"]
        for words in ("Any course, each person once", "Course 0")
    ]


def test_the_commune_reads_its_days(client, commune_official, hoa_thinh):
    sheet = workbook(taken(client, commune_official, hoa_thinh, "days", "xlsx"))
    assert [cell.value for cell in sheet[2]][:5] == [
        "22276",
        "Xã Hòa Thịnh",
        datetime(2026, 10, 5),
        "Any course, each person once",
        1412,
    ]


def test_from_outside_all_numbers_are_fives_and_small_places_are_left_out(client, province_official, dak_lak):
    rows = rows_of_csv(taken(client, province_official, dak_lak, "months", "csv"))[1:]
    assert {row[0] for row in rows} == {"22276"}
    assert [row[4:7] for row in rows if row[2] == "2026-10"] == [["1410", "810", "700"]] * 2
    # 1,412 and 1,415: the three of November make one more five.
    assert [row[4:7] for row in rows if row[2] == "2026-11"] == [["5", "under 5", "under 5"]] * 2


def test_a_province_lists_its_communes_so_far(client, province_official, dak_lak):
    rows = rows_of_csv(taken(client, province_official, dak_lak, "places", "csv"))
    assert [row[:6] for row in rows[1:]] == [
        ["22255", "Xã Tây Hòa", "2026-11-22", "under 5", "under 5", "under 5"],
        ["22276", "Xã Hòa Thịnh", "2026-11-22", "1415", "810", "700"],
    ]


def test_the_country_lists_its_provinces_and_their_communes(client, administrator, dak_lak):
    rows = rows_of_csv(taken(client, administrator, None, "places", "csv"))
    assert rows[1][:6] == ["66", "Tỉnh Đắk Lắk", "2026-11-22", "1415", "810", "700"]
    rows = rows_of_csv(taken(client, administrator, None, "months", "csv"))
    assert rows[1][:4] == ["66", "Tỉnh Đắk Lắk", "22276", "Xã Hòa Thịnh"]


def test_a_period_is_a_part_of_the_months(client, commune_official, hoa_thinh):
    rows = rows_of_csv(taken(client, commune_official, hoa_thinh, "months", "csv", "?period=2025"))
    assert len(rows) == 1
    rows = rows_of_csv(taken(client, commune_official, hoa_thinh, "months", "csv", "?period=2026"))
    assert {row[2] for row in rows[1:]} == {"2026-10", "2026-11"}


def test_excel_gets_numbers_days_and_text(client, commune_official, hoa_thinh):
    response = taken(client, commune_official, hoa_thinh, "months", "xlsx")
    assert response.streaming and response["Content-Disposition"].endswith('.xlsx"')
    sheet = workbook(response)
    code, _name, month, _course, learners, *_rest = sheet[2]
    assert (code.value, code.data_type) == ("22276", "s")
    assert (month.value, month.is_date, month.number_format) == (datetime(2026, 10, 1), True, "mm/yyyy")
    assert (learners.value, learners.data_type) == (1412, "n")
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == f"A1:{sheet.dimensions.split(':')[1]}"
    assert sheet.title == "Figures of Xã Hòa Thịnh by mont"


def a_sheet(*rows):
    return Sheet("A/B", "", (Column("a"), Column("b", Type.NUMBER)), rows)


def test_leading_zeros_stay():
    assert workbook(xlsx.xlsx_file(a_sheet(["00123", 7])))["A2"].value == "00123"


@pytest.mark.parametrize("text", ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_spreadsheet_runs_nothing(text):
    cell = workbook(xlsx.xlsx_file(a_sheet([text, 7])))["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    assert b"'" + text.strip("\t")[:1].encode() in b"".join(csv_file(a_sheet([text, 7]))).replace(b"\t", b"")


def test_what_xml_cannot_hold_is_left_out_and_the_rest_is_kept():
    assert workbook(xlsx.xlsx_file(a_sheet(["a\x00<&>\"'\ufffeb  ", 7])))["A2"].value == "a<&>\"'b  "


def test_excel_is_told_when_it_holds_no_more(monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    with translation.override("en"):
        sheet = workbook(xlsx.xlsx_file(a_sheet(["a", 1], ["b", 2], ["c", 3], ["d", 4])))
    assert sheet.max_row == 3 and "CSV" in sheet["A3"].value


@pytest.mark.parametrize("write", [xlsx.xlsx_file, csv_file])
def test_the_first_piece_is_sent_before_the_rows_are_made(write):
    def rows():
        raise AssertionError("asked too early")
        yield

    pieces = iter(write(Sheet("A", "", (Column("a"),), rows())))
    if write is csv_file:
        with pytest.raises(AssertionError):
            next(pieces) and next(pieces)
    else:
        assert next(pieces).startswith(b"PK")


def test_a_pdf_says_what_it_is(client, commune_official, hoa_thinh):
    response = taken(client, commune_official, hoa_thinh, "months", "pdf")
    reader = pdf_of(response)
    text = reader.pages[0].extract_text()
    assert "Figures of Xã Hòa Thịnh by month and course" in text
    assert "1,412" in text and "Made on 22/11/2026 by commune@example.org" in text
    assert reader.metadata.title == "Figures of Xã Hòa Thịnh by month and course"


def test_days_never_leave_the_commune(client, province_official, administrator, hoa_thinh):
    for user in (province_official, administrator):
        assert taken(client, user, hoa_thinh, "days", "csv").status_code == 404


@pytest.mark.parametrize(("what", "kind"), [("months", "docx"), ("people", "csv"), ("places", "csv")])
def test_what_there_is_not_is_404(client, commune_official, hoa_thinh, what, kind):
    assert taken(client, commune_official, hoa_thinh, what, kind).status_code == 404


def test_strangers_get_404_and_the_anonymous_the_sign_in_page(
    client, other_official, trainer, commune_official, hoa_thinh, dak_lak
):
    for what, kind in [("months", "csv"), ("months", "xlsx"), ("months", "pdf"), ("days", "csv")]:
        for user, unit in [(other_official, hoa_thinh), (trainer, hoa_thinh), (commune_official, dak_lak)]:
            assert taken(client, user, unit, what, kind).status_code == 404
        assert taken(client, commune_official, None, what, kind).status_code == 404
    client.logout()
    for unit in (hoa_thinh, dak_lak, None):
        assert "/accounts/login/" in client.get(address(unit, "months", "csv")).url
    assert not AuditEntry.objects.exists()


def test_every_file_is_noted_once(client, province_official, dak_lak):
    taken(client, province_official, dak_lak, "months", "xlsx", "?period=2026")
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.unit, entry.what) == (Action.EXPORT, dak_lak, "months.xlsx")
    assert entry.detail == {"period": "2026"}


def test_the_page_offers_each_reader_the_own_files(client, commune_official, province_official, hoa_thinh, dak_lak):
    client.force_login(commune_official)
    page = client.get(reverse("reports:unit", args=[hoa_thinh.pk])).content.decode()
    assert all(f"/files/{name}" in page for name in ("months.xlsx", "months.pdf", "days.csv"))
    client.force_login(province_official)
    page = client.get(reverse("reports:unit", args=[dak_lak.pk])).content.decode()
    assert "/files/places.csv" in page and "/files/days" not in page


def test_the_number_of_places_costs_no_queries(client, dak_lak, province_official, django_assert_max_num_queries):
    for number in range(40):
        totals(commune(f"Xã {number}", dak_lak), date(2026, 10, 5), 9, 8, 7)
    client.force_login(province_official)
    with django_assert_max_num_queries(9):
        b"".join(client.get(address(dak_lak, "months", "csv")))
