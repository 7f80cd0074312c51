"""Words of the glossary are marked where they first stand in a lesson; nothing else changes by a single letter."""

import random
import unicodedata
from html.parser import HTMLParser

import pytest

from courses.explaining import Entry, Glossary, mark

OTP = Entry(("OTP", "mã OTP"), "Mã dùng một lần.")
PAPERS = Entry(("hồ sơ",), "Giấy tờ nộp.")
ONLINE = Entry(("dịch vụ công trực tuyến",), "Làm giấy tờ qua mạng.")
SERVICE = Entry(("dịch vụ công",), "Việc nhà nước làm cho dân.")
VNEID = Entry(("VNeID",), "Ứng dụng của Bộ Công an.")
WORDS = Glossary([OTP, PAPERS, ONLINE, SERVICE, VNEID, Entry(("Cư M'gar",), "Một xã.")])


def prose(text):
    return f'<div class="prose">{text}</div>'


def words_in(markup):
    """What is marked, in order."""
    marked, entries = mark(markup, WORDS)
    return [piece.split("</button>")[0].split(">", 1)[1] for piece in marked.split('<button class="term"')[1:]], entries


def text_of(markup):
    found = []
    reader = HTMLParser(convert_charrefs=True)
    reader.handle_data = found.append
    reader.feed(markup)
    reader.close()
    return "".join(found)


def test_the_first_place_becomes_a_button_that_opens_its_meaning():
    marked, entries = mark(prose("<p>Mã OTP là gì? OTP!</p>"), WORDS)
    button = '<button class="term" type="button" popovertarget="term-1">'
    assert marked == prose(f"<p>{button}Mã OTP</button> là gì? OTP!</p>")
    assert entries == [OTP]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>Nộp hồ sơ.</p><p>Hồ sơ gồm gì?</p>", ["hồ sơ"]),
        ("dịch vụ công trực tuyến và dịch vụ công", ["dịch vụ công trực tuyến", "dịch vụ công"]),
        ("HỒ SƠ", ["HỒ SƠ"]),
        (unicodedata.normalize("NFD", "một hồ sơ mới"), [unicodedata.normalize("NFD", "hồ sơ")]),
        ("hồ\n  sơ", ["hồ\n  sơ"]),
        ("hồ&nbsp;sơ", ["hồ&nbsp;sơ"]),
        ("Ở Cư M&#x27;gar.", ["Cư M&#x27;gar"]),
        ("<b>OTP</b> và <i>hồ sơ</i>", ["OTP", "hồ sơ"]),
        ("“OTP”, (OTP)", ["OTP"]),
        ("OTPs, xOTP, OTP2, hồ sơn, phồ sơ", []),
        ("<b>OT</b>P", []),
        ("<b>OTP</b>s", []),
        ("hồ <b>sơ</b>", []),
        ("<p>hồ</p><p>sơ</p>", []),
        ("vneid.gov.vn, otp@vneid.vn", []),
        ('<a href="/x">OTP</a> <button>OTP</button><h2>OTP</h2>', []),
        ('<a href="/x">Mã</a> OTP', ["OTP"]),
        ('<img alt="OTP"><br title="hồ sơ">', []),
        ("<!-- OTP --><script>OTP</script>", []),
        ("A &amp; B & C < OTP", ["OTP"]),
    ],
)
def test_whole_words_of_running_text_are_marked(text, found):
    assert words_in(prose(text))[0] == found


def test_titles_captions_and_questions_outside_running_text_are_left_alone():
    markup = "<h2>OTP</h2><figcaption>OTP</figcaption><form><legend>OTP</legend></form>"
    assert mark(markup, WORDS) == (markup, [])


def test_a_mark_over_a_letter_belongs_to_the_word():
    assert words_in(prose("hồ sơ\u0306"))[0] == []


def test_words_of_one_text_are_found_for_whoever_checks_it():
    assert list(WORDS.found_in("HỒ  SƠ và mã OTP, hồ sơ")) == [PAPERS, OTP]


PIECES = [
    "OTP", "hồ sơ", "Cư M'gar", "dịch vụ công trực tuyến", "sơ", "hồ", " ", "\n", "<b>", "</b>", "<p>", "</p>", "&amp;",
    "&lt;", "&#39;", "'", '"', "<br>", '<a href="/hồ sơ">', "</a>", "ế", "e\u0302\u0301", "&", "<", "đ", "<!--x-->",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(200))
def test_whatever_the_markup_only_buttons_are_added(seed):
    draw = random.Random(seed)
    markup = prose("".join(draw.choices(PIECES, k=draw.randint(1, 30))))
    marked, entries = mark(markup, WORDS)
    assert text_of(marked) == text_of(markup)
    without = marked
    for number in range(1, len(entries) + 1):
        without = without.replace(f'<button class="term" type="button" popovertarget="term-{number}">', "", 1)
    assert without.replace("</button>", "") == markup
    assert len(entries) == len(set(entries)) == marked.count("<button")


def test_a_text_without_any_of_the_words_stays_byte_for_byte():
    markup = prose("<p>Bà con ra xã, “đưa thẻ” &amp; về.</p>\n<ul><li>A<br>B</ul>")
    assert mark(markup, WORDS)[0] == markup
    assert mark(markup, Glossary([]))[0] == markup


def test_no_line_begins_with_the_full_stop_after_a_word():
    marked, _entries = mark('<div class="prose"><p>Nộp <b>hồ sơ</b>, rồi nhập OTP. OTP.</p></div>', WORDS)
    assert marked == (
        '<div class="prose"><p>Nộp <span class="glued"><b><button class="term" type="button" popovertarget="term-1">'
        'hồ sơ</button></b>,</span> rồi nhập <span class="glued"><button class="term" type="button" '
        'popovertarget="term-2">OTP</button>.</span> OTP.</p></div>'
    )
