"""The paper, read back from its file."""

import io
import re
import unicodedata

import pytest
from pypdf import PdfReader

from certificates.pdf import render_pdf
from tests.certificates.factory import certificate

URL = "https://example.vn/c/K7P4M9QXA/"
NAMES = [
    "Nguyễn Thị Ngọc Ằỡợữ",
    "สมชาย ใจดี",
    '#set page(fill: red) *x* $y$ @z <a> "q" #{1 + 1} [k]',
]


@pytest.fixture
def proof(lan, course):
    return certificate(lan, course)


def read(content):
    return PdfReader(io.BytesIO(content))


def text_of(reader):
    return unicodedata.normalize("NFC", " ".join(reader.pages[0].extract_text().replace("\u200b", "").split()))


def alternatives(element):
    """The texts told beside drawings, for those who listen."""
    if hasattr(element, "get") and element.get("/Alt"):
        yield element["/Alt"]
    kids = element.get("/K", []) if hasattr(element, "get") else []
    for kid in kids if isinstance(kids, list) else [kids]:
        yield from alternatives(kid.get_object())


@pytest.mark.parametrize("name", NAMES)
def test_the_letters_of_a_name_can_be_read_back(proof, name):
    proof.holder_name = name
    assert name in text_of(read(render_pdf(proof, URL)))


def test_marks_without_a_letter_of_their_own_are_drawn_and_read_aloud_right(proof):
    proof.holder_name = "H'Bĭa Niê Ê̆ban Ô̆ Ơ̆ Ư̆"
    reader = read(render_pdf(proof, URL))
    assert proof.holder_name in reader.metadata.title
    assert proof.holder_name in alternatives(reader.trailer["/Root"]["/StructTreeRoot"])
    assert {"Ê̆", "Ô̆", "Ơ̆", "Ư̆"} <= set(re.findall(r"\w\u0306", text_of(reader)))


def test_the_paper_says_what_was_frozen(proof):
    text = text_of(read(render_pdf(proof, URL)))
    for words in (proof.course_title, proof.place, proof.spaced_code.replace("\u00a0", " "), "example.vn/c/"):
        assert words in text


@pytest.mark.parametrize("name", ["W" * 120, ("Nguyễn Phúc Hoàng Thị Tường Vy " * 5)[:120], "ộ" * 120])
def test_the_longest_name_stays_on_one_page(proof, name):
    proof.holder_name = name
    proof.course_title = ("Dịch vụ công trực tuyến: khai sinh từ nhà " * 7)[:255]
    reader = read(render_pdf(proof, URL))
    assert len(reader.pages) == 1
    assert name.replace(" ", "") in text_of(reader).replace(" ", "")


def test_every_font_is_embedded(proof):
    proof.holder_name = "Lan สมชาย"
    fonts = read(render_pdf(proof, URL)).pages[0]["/Resources"]["/Font"]
    descendants = [fonts[key].get_object()["/DescendantFonts"][0].get_object() for key in fonts]
    assert len(descendants) >= 3
    for font in descendants:
        assert "NotoSans" in font["/BaseFont"]
        assert "/FontFile2" in font["/FontDescriptor"] or "/FontFile3" in font["/FontDescriptor"]


def test_the_file_is_for_archives_and_screen_readers(proof):
    reader = read(render_pdf(proof, URL))
    catalogue, xmp = reader.trailer["/Root"], reader.xmp_metadata.stream.get_data().decode()
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"].startswith("vi")
    assert "pdfaid" in xmp
    assert "pdfuaid" in xmp


def test_the_same_certificate_is_the_same_file(proof):
    assert render_pdf(proof, URL) == render_pdf(proof, URL)


def test_a_letter_that_no_font_has_still_gives_a_paper(proof, caplog):
    proof.holder_name = "阿兰"
    assert render_pdf(proof, URL).startswith(b"%PDF")
    assert proof.code in caplog.text
