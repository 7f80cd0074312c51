"""Files that are broken, hostile or far too large are refused in a sentence, quickly, and nothing is written."""

import io
import stat
import tracemalloc
import zipfile

import pytest

from quizzes.exchange import formats
from quizzes.exchange.items import UnreadableError

ITEM = """<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="A" title="T">
<responseDeclaration identifier="R" cardinality="single" baseType="identifier"><correctResponse><value>A</value>
</correctResponse></responseDeclaration><itemBody><p>{stem}</p><choiceInteraction responseIdentifier="R">
<simpleChoice identifier="A">yes</simpleChoice><simpleChoice identifier="B">no</simpleChoice></choiceInteraction>
</itemBody></assessmentItem>"""
ENTITIES = """<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<quiz><question type="essay"><questiontext><text>&b;</text></questiontext></question></quiz>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<quiz><question type="essay"><questiontext><text>&a;</text></questiontext></question></quiz>"""


def packed(**files):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return file.getvalue()


def linked():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        entry = zipfile.ZipInfo("item.xml")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        package.writestr(entry, "/etc/passwd")
    return file.getvalue()


BAD = {
    "nothing": (b"", "empty"),
    "cut off": (b'<quiz><question type="essay"><questiontext>', "broken or cut off"),
    "entities": (ENTITIES.encode(), "entities"),
    "a file of this machine": (OUTSIDE.encode(), "entities"),
    "a million nested tags": (b"<quiz>" + b"<question>" * 1_000_000, "nested too deeply"),
    "a million tags side by side": (b"<quiz><question>" + b"<a/>" * 1_000_000 + b"</question></quiz>", "far too large"),
    "another root": (b"<html><body/></html>", "another kind of file"),
    "another root later": (b"<quiz2><question/></quiz2>", "another kind of file"),
    "QTI 1.2": (b"<questestinterop><item/></questestinterop>", "QTI 1.2"),
    "a lone test": (b"<assessmentTest><a/></assessmentTest>", "only lists questions"),
    "old Vietnamese letters": ("Hái: {=§óng ~Sai}".encode("latin-1"), "letters of this file"),
    "not a text": (b"a\0b {T}", "not a text"),
    "a climbing path": (packed(**{"../../item.xml": ITEM}), "outside its folder"),
    "an absolute path": (packed(**{"/etc/item.xml": ITEM}), "outside its folder"),
    "a path of Windows": (packed(**{"C:\\item.xml": ITEM}), "outside its folder"),
    "a symbolic link": (linked(), "link to somewhere else"),
    "a bomb": (packed(**{"item.xml": b"0" * 30_000_000}), "too much"),
    "many files": (packed(**{f"{n}.xml": "" for n in range(8_100)}), "too much"),
    "half a package": (packed(**{"item.xml": ITEM})[:200], "broken or cut off"),
    "an empty package": (packed(**{"readme.txt": "hello"}), "no question"),
    "a broken sheet": (packed(**{"xl/workbook.xml": "<workbook/>", "[Content_Types].xml": "<Types/>"}), "spreadsheet"),
    "an old Excel file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\1" * 600, "old Excel"),
    "a table without headings": (b"a,b\n1,2\n", "first row"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_a_sentence(name):
    content, sentence = BAD[name]
    tracemalloc.start()
    with pytest.raises(UnreadableError, match=sentence):
        formats.read(io.BytesIO(content), "bank.csv" if "headings" in name else "bank")
    assert tracemalloc.get_traced_memory()[1] < len(content) + 60_000_000
    tracemalloc.stop()


GOOD = '<question type="truefalse"><name><text>{n}</text></name><questiontext><text>{n}?</text></questiontext>'
GOOD += '<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>'


def test_one_bad_question_does_not_stop_the_others():
    middle = '<question type="matrix"/><question type="multichoice"><defaultgrade>many</defaultgrade></question>'
    text = f"<quiz>{GOOD.format(n=1)}\n{middle}\n{GOOD.format(n=2)}</quiz>"
    rows = formats.read(io.BytesIO(text.encode())).rows
    assert [row.outcome for row in rows] == ["imported", "refused", "refused", "imported"]
    assert rows[-1].line == 3 and all(row.reasons for row in rows[1:3])


def test_scripts_are_taken_out_and_told():
    text = '<quiz><question type="essay"><questiontext format="html"><text><![CDATA[<p>Hi<script>alert(1)</script>'
    text += '<b onclick="x()">you</b><img src="javascript:x()"></p>]]></text></questiontext></question></quiz>'
    row = formats.read(io.BytesIO(text.encode())).rows[0]
    assert row.item.stem == "Hiyou" and "script" not in row.item.stem_html and "onclick" not in row.item.stem_html
    assert row.outcome == "changed"


def test_a_picture_that_is_none_is_left_out():
    text = (
        '<quiz><question type="essay"><questiontext format="html"><text>&lt;img src="@@PLUGINFILE@@/a.png"&gt; L</text>'
    )
    text += '<file name="a.png" encoding="base64">PHN2Zz48L3N2Zz4=</file></questiontext></question></quiz>'
    row = formats.read(io.BytesIO(text.encode())).rows[0]
    assert row.item.picture is None and "picture" in row.reasons[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1258"])
def test_vietnamese_is_read_in_its_usual_encodings(encoding):
    text = "Thủ đô là gì?{=Hà Nội ~Huế}"
    if encoding == "windows-1258":
        import unicodedata

        parts = (c if c in "ăâđêôơưĂÂĐÊÔƠƯ" else unicodedata.normalize("NFD", c) for c in text)
        text_bytes = "".join(_half_composed(c) for c in parts).encode(encoding)
    else:
        text_bytes = text.encode(encoding)
    row = formats.read(io.BytesIO(text_bytes)).rows[0]
    assert (row.item.stem, row.item.choices[0].text) == ("Thủ đô là gì?", "Hà Nội")


def _half_composed(text):
    """Vowel with its hat, tone apart: as Windows-1258 writes it."""
    for hat in ("\u0302", "\u0306", "\u031b"):
        if hat in text:
            import unicodedata

            rest = text.replace(hat, "")
            return unicodedata.normalize("NFC", rest[0] + hat) + rest[1:]
    return text


def test_a_large_bank_takes_little_memory():
    def pieces():
        yield b"<quiz>"
        for n in range(2_000):
            yield GOOD.format(n=n).encode() + b" " * 20_000
        yield b"</quiz>"

    class Stream(io.RawIOBase):
        def __init__(self):
            self.pieces = pieces()

        def read(self, size=-1):
            return next(self.pieces, b"")

    from quizzes.exchange.trees import children

    tracemalloc.start()
    count = sum(1 for _question in children(Stream(), "quiz"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # The whole file is 40 MB.
    assert count == 2_000 and peak < 10_000_000


@pytest.mark.parametrize("headings", ["Câu hỏi,A,B,C,Đáp án", "Question;A;B;C;Answer"])
def test_the_usual_table_of_a_school_is_read(headings):
    sign = ";" if ";" in headings else ","
    text = headings + "\n" + sign.join(["Thủ đô?", "Huế", "Hà Nội", "Vinh", "B"])
    row = formats.read(io.BytesIO(text.encode())).rows[0]
    assert [(c.text, c.weight) for c in row.item.choices] == [("Huế", 0), ("Hà Nội", 100), ("Vinh", 0)]
