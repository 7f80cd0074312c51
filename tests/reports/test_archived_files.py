"""Long PDFs keep to what archives ask for (PDF/A-2u, ISO 19005-2); its clauses stand beside each test."""

import re
from datetime import UTC, datetime
from io import BytesIO
from xml.etree import ElementTree

import pypdf
import pytest
from fontTools.ttLib import TTFont
from pypdf.generic import ContentStream, IndirectObject, StreamObject

from reports.giving import paper
from reports.giving.sheets import Column, Sheet, Type

STAMP = 1_790_000_000
TITLE = "Số liệu <của> Xã (Hòa Thịnh) & nơi khác"
NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
# Of those, and no others, pages are drawn: text, lines, colours of screens.
OPERATORS = {b"BT", b"ET", b"Tf", b"Td", b"TJ", b"rg", b"RG", b"w", b"m", b"l", b"S"}


def written():
    rows = [[f"{row:05}", "Xã Đường Nưỡng 𝒳 中\0\ufeff", 1000 + row] for row in range(400)]
    sheet = Sheet(TITLE, "Remark", (Column("mã"), Column("tên"), Column("người học", Type.NUMBER)), rows)
    return b"".join(paper.pdf_file(sheet, STAMP, "Lập ngày 22/11/2026"))


@pytest.fixture(scope="module")
def data():
    return written()


@pytest.fixture(scope="module")
def reader(data):
    return pypdf.PdfReader(BytesIO(data), strict=True)


@pytest.fixture(scope="module")
def root(reader):
    return reader.trailer["/Root"]


def fonts(reader):
    """(what pages refer to, what it says of its glyphs, the file itself)."""
    for font in reader.pages[0]["/Resources"]["/Font"].values():
        part = font["/DescendantFonts"][0].get_object()
        yield font.get_object(), part, TTFont(BytesIO(part["/FontDescriptor"]["/FontFile2"].get_data()))


def test_the_file_begins_and_ends_as_one_of_binary_data(data):
    """6.1.2, 6.1.3"""
    assert re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4}\n", data) and data.endswith(b"%%EOF\n")


def test_the_trailer_names_the_file_and_nothing_is_encrypted(data, reader):
    """6.1.3"""
    first, second = reader.trailer["/ID"]
    assert len(first) == 16 and first == second and "/Encrypt" not in reader.trailer
    other = Sheet(TITLE, "Other", (Column("a"),), [["x"]] * 300)
    assert first != pypdf.PdfReader(BytesIO(b"".join(paper.pdf_file(other, STAMP, "")))).trailer["/ID"][0]


def test_the_same_figures_are_the_same_bytes(data):
    assert written() == data


def test_streams_are_as_long_as_they_say_and_in_no_other_file(data, reader):
    """6.1.7"""
    streams = [IndirectObject(number, 0, reader).get_object() for number in reader.xref[0]]
    streams = [stream for stream in streams if isinstance(stream, StreamObject)]
    assert len(streams) > len(reader.pages)
    assert {stream.get("/Filter") for stream in streams} <= {"/FlateDecode", None}
    assert not any(name in stream for stream in streams for name in ("/F", "/FFilter", "/FDecodeParms"))
    lengths = [int(number) for number in re.findall(rb"/Length (\d+)>>\nstream\n", data)]
    found = re.finditer(rb"/Length (\d+)>>\nstream\n", data)
    assert len(lengths) == len(streams)
    assert all(data[match.end() + int(match[1]) :].startswith(b"\nendstream\nendobj\n") for match in found)


def test_each_page_names_what_it_needs_itself_and_draws_with_known_operators(reader):
    """6.2.2, 6.2.4.3"""
    for page in reader.pages:
        assert page.raw_get("/Resources") and set(page["/Resources"]) == {"/Font"}
        operators = {operator for _operands, operator in ContentStream(page["/Contents"], reader).operations}
        assert operators <= OPERATORS


def test_its_colours_are_those_of_a_profile_within(root):
    """6.2.3"""
    (intent,) = root["/OutputIntents"]
    profile = intent["/DestOutputProfile"]
    colours = profile.get_data()
    assert (intent["/S"], profile["/N"]) == ("/GTS_PDFA1", 3)
    assert int.from_bytes(colours[:4]) == len(colours) and colours[36:40] == b"acsp"
    assert colours[8] < 5 and colours[12:20] == b"mntrRGB " and b"N\0o\0 \0c\0o\0p\0y\0r\0i\0g\0h\0t" in colours


def test_fonts_are_within_with_the_widths_of_their_glyphs(reader):
    """6.2.11.2 to 6.2.11.5"""
    for font, part, file in fonts(reader):
        assert re.fullmatch(r"/[A-Z]{6}\+NotoSans-(Regular|Bold)", font["/BaseFont"])
        assert (font["/Encoding"], part["/Subtype"]) == ("/Identity-H", "/CIDFontType2")
        widths, glyphs, scale = part["/W"], part["/CIDToGIDMap"].get_data(), 1000 / file["head"].unitsPerEm
        for code, (width,) in zip(widths[::2], widths[1::2], strict=True):
            glyph = file.getGlyphName(int.from_bytes(glyphs[2 * code : 2 * code + 2]))
            assert abs(file["hmtx"][glyph][0] * scale - width) <= 1


def test_no_letter_is_drawn_by_the_glyph_of_those_that_are_missing(reader):
    """6.2.11.8; what our fonts lack has a sign of its own and is still copied as it was."""
    shown = {letter for page in reader.pages for letter in page.extract_text() if letter not in " \n"}
    assert {"中", "�", "Đ"} <= shown
    glyphs = [part["/CIDToGIDMap"].get_data() for _font, part, _file in fonts(reader)]
    assert all(any(any(known[2 * ord(one) : 2 * ord(one) + 2]) for known in glyphs) for one in shown)


def test_letters_mean_themselves(reader):
    """6.2.11.7"""
    assert all(b"beginbfrange" in font["/ToUnicode"].get_data() for font, _part, _file in fonts(reader))


def test_the_metadata_say_the_standard_and_what_the_document_says_of_itself(root, reader):
    """6.6.2, 6.6.4"""
    stream = root["/Metadata"]
    assert (stream["/Type"], stream["/Subtype"]) == ("/Metadata", "/XML") and "/Filter" not in stream
    found = ElementTree.fromstring(stream.get_data().decode())

    def said(path):
        return found.find(f".//{path}", NAMES).text

    assert (said("pdfaid:part"), said("pdfaid:conformance")) == ("2", "U")
    assert said("dc:title/rdf:Alt/rdf:li") == reader.metadata.title == TITLE
    assert said("dc:creator/rdf:Seq/rdf:li") == reader.metadata.author
    made = datetime.fromisoformat(said("xmp:CreateDate"))
    assert made == reader.metadata.creation_date == datetime.fromtimestamp(STAMP, UTC)


def test_nothing_runs_and_nothing_is_attached(root, reader):
    """6.1.12, 6.4 to 6.11"""
    assert set(root) == {"/Type", "/Pages", "/Metadata", "/OutputIntents", "/Lang", "/ViewerPreferences"}
    assert all(set(page) <= {"/Type", "/Parent", "/Contents", "/Resources", "/MediaBox"} for page in reader.pages)
