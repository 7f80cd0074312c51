"""Files of many rows: made while they are sent, whatever their kind, and read in few queries."""

from datetime import date
from io import BytesIO

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from reports.giving import paper, reading, xlsx
from reports.giving.csv_files import csv_file
from reports.giving.pdf.table import fitting
from reports.giving.sheets import Column, Sheet, Type
from reports.rollups import ANY_COURSE
from tests.communes.factory import commune
from tests.reports.factory import fake_courses, totals

pytestmark = pytest.mark.django_db


def pdf_of(pieces):
    return pypdf.PdfReader(BytesIO(b"".join(pieces)), strict=True)


def long_sheet(number, title="Long"):
    """Rows as of a country; also which were made so far."""
    made = []

    def rows():
        for row in range(number):
            made.append(row)
            yield [
                f"{row:05}",
                f"Xã Đường Nưỡng {row}",
                date(2026, 10, 1),
                "Nộp hồ sơ trực tuyến " * 3,
                1000 + row,
                "dưới 5",
            ]

    columns = Column("mã"), Column("tên"), Column("tháng", Type.MONTH), Column("khóa học")
    numbers = Column("người học", Type.NUMBER), Column("chứng nhận", Type.NUMBER)
    return Sheet(title, "Remark", (*columns, *numbers), rows()), made


def test_a_long_pdf_holds_every_row_page_after_page():
    sheet, _made = long_sheet(3000, "Số liệu (mọi nơi)")
    reader = pdf_of(paper.pdf_file(sheet, 1_790_000_000, "Lập ngày 22/11/2026"))
    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) > 64 and not reader.xref_objStm and reader.metadata.title == "Số liệu (mọi nơi)"
    assert all("khóa học" in page and "Lập ngày 22/11/2026" in page for page in pages)
    rows = [word for page in pages for word in page.split() if len(word) == 5 and word.isdigit()]
    assert rows == [f"{row:05}" for row in range(3000)]
    assert "Xã Đường Nưỡng 2999" in pages[-1] and "3.999" in pages[-1] and "10/2026" in pages[-1]


def test_a_long_pdf_can_be_read_by_its_table_of_places():
    data = b"".join(paper.pdf_file(long_sheet(900)[0], 0, ""))
    found = int(data.split(b"startxref\n")[1].split()[0])
    assert data[found:].startswith(b"xref\n")
    for number, line in enumerate(data[found:].split(b"trailer")[0].splitlines()[3:], 1):
        assert data[int(line[:10]) :].startswith(b"%d 0 obj" % number)


@pytest.mark.parametrize("write", [xlsx.xlsx_file, csv_file, lambda sheet: paper.pdf_file(sheet, 0, "")])
def test_rows_are_made_while_they_are_sent(write):
    sheet, made = long_sheet(20_000)
    pieces, most, before = iter(write(sheet)), 0, 0
    for _piece in pieces:
        most, before = max(most, len(made) - before), len(made)
    assert len(made) == 20_000 and most < 5_000


def test_letters_without_a_glyph_and_words_too_long_break_nothing():
    rows = [["x" * 400, "𝒳 😀 中", -5]] * 300
    sheet = Sheet("A", "", (Column("a"), Column("b"), Column("c", Type.NUMBER)), rows)
    text = pdf_of(paper.pdf_file(sheet, 0, "")).pages[0].extract_text()
    assert text.count("x") >= 400 and "中" in text


@pytest.mark.parametrize(
    ("widths", "room", "given"),
    [([10, 20], 50, [10, 20]), ([10, 90], 50, [10, 40]), ([10, 90, 80], 50, [10, 20, 20]), ([], 9, [])],
)
def test_only_wide_columns_give_way(widths, room, given):
    assert fitting(widths, [False] * len(widths), room) == given


def test_numbers_and_days_keep_their_width_while_there_is_room():
    assert fitting([30, 90, 40], [True, False, False], 100) == [30, 35, 35]
    assert fitting([80, 20], [True, True], 50) == [40, 10]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "pdf"])
def test_the_largest_sheet_is_read_in_as_many_queries_as_a_small_one(
    client, administrator, dak_lak, monkeypatch, kind, django_assert_max_num_queries
):
    """The country by commune, course and month; rows come from the database while they are sent."""
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2026, 11, 22))
    course = fake_courses(monkeypatch, 1)[0]
    monkeypatch.setattr(reading, "CHUNK", 10)
    for number in range(60):
        place = commune(f"Xã {number}", dak_lak)
        for key in (ANY_COURSE, course.key):
            totals(place, date(2025, 7, 1), 9, 8, 7, course=key)
    client.force_login(administrator)
    with django_assert_max_num_queries(9):
        pieces = b"".join(client.get(reverse("reports:country_file", args=["months", kind]) + "?period=all"))
    if kind == "csv":
        # 17 months of any course and of one.
        assert pieces.count(b"\r\n") == 1 + 60 * 2 * 17
