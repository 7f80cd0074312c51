"""What is read aloud, sentence by sentence."""

import unicodedata

import pytest

from narration.text import letters, passage, sentences, split, text_hash


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bà con ra xã. Mang theo thẻ!", ["Bà con ra xã.", "Mang theo thẻ!"]),
        ("Ở TP. Hồ Chí Minh. Ở xã.", ["Ở TP. Hồ Chí Minh.", "Ở xã."]),
        ("Lệ phí 10.000 đ. Ảnh 1.5 MB.", ["Lệ phí 10.000 đ.", "Ảnh 1.5 MB."]),
        ("Thẻ, ảnh, v.v. rồi về. Thẻ, v.v. Sau đó về.", ["Thẻ, ảnh, v.v. rồi về.", "Thẻ, v.v.", "Sau đó về."]),
        ("Có đúng không? Đúng… Ừ.", ["Có đúng không?", "Đúng…", "Ừ."]),
        ("ThS. Lan và TS. Hùng đến. Hết.", ["ThS. Lan và TS. Hùng đến.", "Hết."]),
        ("Vào www.dichvucong.gov.vn. Xong.", ["Vào www.dichvucong.gov.vn.", "Xong."]),
        ("Ngày 22.11.2026 là hạn. 5 người.", ["Ngày 22.11.2026 là hạn.", "5 người."]),
        ("“Được!” Rồi về.", ["“Được!”", "Rồi về."]),
        ("Ask Dr. Lan. Bring e.g. a card, etc. Then go.", ["Ask Dr. Lan.", "Bring e.g. a card, etc.", "Then go."]),
        ("Một câu không có dấu chấm", ["Một câu không có dấu chấm"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_takes_breath(text, found):
    assert split(text) == found


def test_what_is_shown_is_read_in_its_order():
    html = """<div><b class="note-name">Be careful</b><div class="prose">
        <p>Keep your <b>OTP</b> secret. Always.</p></div>
        <figure><img alt="A phone" src="a.svg"><figcaption>Yours</figcaption></figure></div>"""
    assert sentences(html) == ["Be careful", "Keep your OTP secret.", "Always.", "A phone", "Yours"]


@pytest.mark.parametrize(
    "silent",
    [
        "<button>Answer</button>",
        "<p hidden>Right!</p>",
        "<p data-silent>1.<b>2.</b></p>",
        "<audio>Old browser</audio>",
        "<svg><path d='M0'/><title>Icon</title></svg>",
        "<details><summary>More</summary><p>Words<br>spoken</p></details>",
        "<!-- note --><input value='x'>",
        '<img src="a.svg" alt="">',
    ],
)
def test_what_is_not_for_the_ear_is_left_out(silent):
    assert sentences(f"<p>Before.</p>{silent}<p>After.</p>") == ["Before.", "After."]


def test_line_breaks_and_labels_end_a_sentence():
    assert sentences("<b>Who?</b><br>me<label>A</label><label>B</label>") == ["Who?", "me", "A", "B"]


def test_typing_and_spacing_do_not_change_the_hash():
    words = "Đắk Lắk\xa0 là  quê"
    assert text_hash(words, "vi") == text_hash(unicodedata.normalize("NFD", " Đắk Lắk là quê\n"), "vi")


@pytest.mark.parametrize(("text", "language"), [("Đắk Lăk", "vi"), ("Đắk Lắk", "en")])
def test_other_words_or_another_language_have_another_hash(text, language):
    assert text_hash("Đắk Lắk", "vi") != text_hash(text, language)


def test_letters_are_counted_as_javascript_counts():
    assert letters("a b\xa0\ufeff😀") == 4


def test_a_passage_knows_the_lengths_of_its_sentences():
    assert passage("x", "<p>Một. Hai ba.</p>", "vi").lengths == "4 6"
