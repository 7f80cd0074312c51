"""A table from a spreadsheet: every row is looked at, and nothing is half taken in."""

import io
from decimal import Decimal

import openpyxl
import pytest

from communes.ledger.importing import read
from communes.ledger.sheets import SheetError
from communes.models import Unit
from communes.register import LAST_DAY
from tests.communes.factory import became, commune

pytestmark = pytest.mark.django_db

HEAD = "code,to_code,to_name,share,fraction"


def table(*lines, head=HEAD):
    return "\n".join([head, *lines])


def troubles(content):
    return {line.number: line.troubles for line in read(content) if line.troubles}


@pytest.fixture(autouse=True)
def places(hoa_thinh, tay_hoa):
    return hoa_thinh, tay_hoa


ROWS = ("22276,99001,Xã Hòa Mới,whole,", "22255,99001,Xã Hòa Mới,whole,")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_any_usual_encoding(encoding):
    words = table(*ROWS)
    if encoding == "cp1258":
        words = words.replace("ò", "o\u0300").replace("ớ", "ơ\u0301").replace("ã", "a\u0303")
    assert [line.change.successor_name for line in read(words.encode(encoding))] == ["Xã Hòa Mới"] * 2


def test_semicolons_decimal_commas_and_vietnamese_headings():
    words = "Mã;Mã mới;Tên mới;Phần;Tỷ lệ\n22276;99001;Xã A;phần chính;0,75\n22276;99002;Xã B;một phần;25 %\n"
    changes = [line.change for line in read(words.encode())]
    assert [(c.share, c.fraction) for c in changes] == [("main_part", Decimal("0.75")), ("part", Decimal("0.25"))]


def test_a_workbook_that_lost_the_zeros(dak_lak):
    commune("Xã Không", dak_lak, code="00004")
    book = openpyxl.Workbook()
    book.active.append(["code", "to_code", "to_name"])
    book.active.append([4, 99001, "Xã Mới"])
    book.save(file := io.BytesIO())
    (line,) = read(file.getvalue())
    assert line.change.predecessor.code == "00004" and line.change.successor_code == "99001"


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("11111,99001,Xã A,whole,", "There is no commune with the code “11111”."),
        ("Xã Hòa Thịnh,22276,Xã A,whole,", "There is no commune with the code “Xã Hòa Thịnh”."),
        ("22276,Xã A,99001,whole,", "“Xã A” is no code of a commune: write five digits."),
        ("22276,99001,,whole,", "The name afterwards is missing."),
        ("22276,99001,Xã A,half,", "“half” is no share: write whole, main part or part."),
        ("22276,99001,Xã A,part,ba", "“ba” is no fraction: write a number between 0 and 1, as in 0.25."),
        ("22276,99001,Xã A,part,2", "“2” is no fraction: write a number between 0 and 1, as in 0.25."),
    ],
)
def test_each_bad_row_is_pointed_at(row, sentence):
    assert troubles(table(ROWS[0], row).encode()) == {3: [sentence]}


def test_a_code_of_another_time_is_told_what_it_is_today(hoa_thinh, dak_lak):
    old = commune("Xã Cũ", dak_lak, code="20001", former=True)
    became(old, hoa_thinh)
    assert Unit.objects.get(code="20001").valid_to == LAST_DAY
    assert troubles(table("20001,99001,Xã A,whole,").encode()) == {
        2: ["Xã Cũ (20001) ended on 30/06/2025; today it is Xã Hòa Thịnh (22276)."]
    }


@pytest.mark.parametrize("content", [b"", b"a,b,c\n1,2,3", b"PK\x03\x04 no workbook", b"\xff\xfe\x00"])
def test_what_is_no_table_says_so(content):
    with pytest.raises(SheetError):
        read(content)
