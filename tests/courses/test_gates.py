"""What the gates say, each by itself: to whom writes a lesson, before anybody reads it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from courses.explaining import Entry, Glossary
from courses.gates import alternative, safety, trust, weight, wording
from courses.gates.findings import Kind
from courses.gates.material import Asset, Material, Other, Picture, Piece, Weight

TODAY = date(2026, 11, 22)


def told(check, **material):
    return list(check(Material(**{"today": TODAY} | material)))


def refused(check, **material):
    return [finding for finding in told(check, **material) if finding.refuses]


# Weight

LIGHT, HEAVY = Asset("site.css", 4_000), Asset("Ảnh rừng", 290_000, picture=7, place="b", lighter=20_000)


def test_an_author_is_told_what_a_phone_fetches_and_what_that_costs(settings):
    settings.DATA_PRICE_PER_MB = 10
    (finding,) = told(weight.check, weight=Weight(41_200, 0, (LIGHT,)))
    assert finding.sentence == "Điện thoại tải 42 KB, hết chừng 1 đồng tiền mạng."
    assert not finding.refuses


def test_sound_is_told_apart_and_does_not_count():
    found = told(weight.check, weight=Weight(41_200, 900_000, (LIGHT,)))
    assert "900 KB" in found[0].sentence and len(found) == 1


def test_what_is_above_the_budget_is_refused_with_what_weighs_most_and_something_lighter():
    (finding,) = refused(weight.check, weight=Weight(330_000, 0, (LIGHT, HEAVY)))
    assert "“Ảnh rừng”: 290 KB" in finding.sentence and "330 KB" in finding.sentence
    assert finding.place == "b"
    assert (finding.offer.name, finding.offer.value) == ("gate-lighten", "7")
    assert "còn 20 KB, cả bài còn 60 KB" in finding.offer.label


def test_the_budget_itself_is_allowed(settings):
    assert not refused(weight.check, weight=Weight(settings.LESSON_BUDGET_BYTES, 0, (HEAVY,)))
    assert refused(weight.check, weight=Weight(settings.LESSON_BUDGET_BYTES + 1, 0, (HEAVY,)))


@pytest.mark.parametrize("lighter", [None, 290_000, 400_000])
def test_nothing_is_offered_where_nothing_would_be_lighter(lighter):
    drawing = Asset("Bản vẽ", 290_000, picture=8, lighter=lighter)
    (finding,) = refused(weight.check, weight=Weight(330_000, 0, (drawing,)))
    assert finding.offer is None and "“Bản vẽ”" in finding.sentence


def test_the_offer_is_the_picture_that_becomes_lighter_by_most():
    drawing = Asset("Bản vẽ", 295_000, picture=8)
    (finding,) = refused(weight.check, weight=Weight(600_000, 0, (drawing, HEAVY)))
    assert "“Bản vẽ”" in finding.sentence
    assert finding.offer.value == "7"


# Alternative text


def pictured(alt, **fields):
    words = {"file_name": "IMG_2041.jpg", "title": "IMG_2041", "near": ("VNeID là gì", "Bước 1")} | fields
    return [finding.sentence for finding in refused(alternative.check, pictures=[Picture(alt, **words)])]


@pytest.mark.parametrize(
    ("alt", "reason"),
    [
        ("", "Hãy tả hình"),
        ("   ", "Hãy tả hình"),
        ("IMG_2041.jpg", "tên tệp"),
        ("IMG_2041", "tên tệp"),
        ("img 2041", "tên tệp"),
        ("Screenshot_20261122", "tên tệp"),
        ("man-hinh.png", "tên tệp"),
        ("vneid LÀ GÌ", "tiêu đề"),
        ("Bước 1", "tiêu đề"),
    ],
)
def test_a_picture_must_say_what_it_shows(alt, reason):
    assert reason in pictured(alt)[0]


def test_a_short_name_in_the_library_is_no_description():
    assert "tiêu đề" in pictured("Thẻ mới", title="Thẻ mới")[0]


@pytest.mark.parametrize("alt", ["Một người cầm điện thoại.", "Thẻ căn cước", "A phone on a table."])
def test_words_about_what_is_seen_are_fine(alt):
    assert pictured(alt) == []


def test_a_name_in_the_library_that_is_a_description_is_fine():
    words = "Một người đứng cạnh chiếc điện thoại."
    assert pictured(words, title=words) == []


# Safety


def unsafe(text, html="", hosts=("vneid.gov.vn",)):
    piece = Piece(text, "b", html=html)
    return [finding.kind for finding in refused(safety.check, pieces=[piece], hosts=frozenset(hosts))]


@pytest.mark.parametrize("text", ["Gọi 0912 345 678", "Số 066085001234", "Gửi tới lan@example.vn"])
def test_what_could_be_somebodys_own_is_refused(text):
    assert unsafe(text) == [Kind.SAFETY]


@pytest.mark.parametrize(
    "text", ["Gọi 113 hoặc 1900 0368", "Gõ 000 000 000 000", "Giá 1.500.000.000 đồng", "Ngày 22.11.2026", "10.000 đ"]
)
def test_hotlines_zeros_money_and_days_are_nobodys(text):
    assert unsafe(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Bà con gửi mã OTP cho tôi.",
        "Nhập mật khẩu VNeID vào đây.",
        "Chụp ảnh căn cước rồi gửi ảnh chụp thẻ căn cước về đây.",
        "Send your one-time code to us.",
    ],
)
def test_nobody_is_asked_for_a_secret(text):
    assert unsafe(text) == [Kind.SAFETY]


@pytest.mark.parametrize(
    "text",
    [
        "Không gửi mã OTP cho tôi, cho bạn hay cho cán bộ.",
        "Kẻ xấu bảo: gửi mã OTP cho tôi.",
        "Never send your password to us.",
        "VNeID gửi mã OTP về điện thoại của bà con.",
        "Bà con nhập mã OTP vào ô trên VNeID.",
        "Đưa thẻ căn cước cho cán bộ xem.",
    ],
)
def test_warnings_and_what_an_app_does_are_fine(text):
    assert unsafe(text) == []


def test_links_stand_in_the_registry():
    assert unsafe("đây", '<a href="https://la.example/x">đây</a>') == [Kind.LINK]
    assert unsafe("Mở https://la.example/x nhé") == [Kind.LINK]
    assert unsafe("Mở https://vneid.gov.vn/ nhé") == []
    assert unsafe("bài trước", '<a linktype="page" id="3">bài trước</a><a href="/tro-giup/">trợ giúp</a>') == []


def test_what_keeps_a_rehearsal_from_being_played_is_refused():
    (finding,) = refused(safety.check, faults=[("Không ai ra khỏi “Mở” được.", "s1")])
    assert (finding.kind, finding.place) == (Kind.PLAYABLE, "s1")


# Words

LONG = " ".join(["Chữ"] + ["chữ"] * 20)


def test_a_sentence_over_twenty_words_is_quoted():
    (finding,) = told(wording.check, pieces=[Piece(f"Ngắn. {LONG}.", "b")])
    assert finding.sentence.startswith("Câu này dài 21 chữ") and LONG in finding.sentence
    assert not finding.refuses and finding.place == "b"


def test_twenty_words_are_fine_and_so_are_long_titles():
    assert not told(wording.check, pieces=[Piece(LONG.removesuffix(" chữ")), Piece(LONG, kind="title")])


def test_paragraphs_are_sentences_of_their_own():
    html = f"<p>{LONG.removesuffix(' chữ chữ')}</p><p>hai chữ</p>"
    assert not told(wording.check, pieces=[Piece("…", html=html)])


def test_for_the_language_of_offices_there_are_everyday_words():
    words = Glossary([Entry(("thủ tục hành chính",), "Việc.", "làm giấy tờ"), Entry(("OTP",), "Mã.")])
    pieces = [Piece("Thủ tục hành chính", kind="title"), Piece("Thủ tục hành chính và OTP", "b")]
    (finding,) = told(wording.check, pieces=pieces, glossary=words)
    assert finding.sentence == "Thay cho “thủ tục hành chính”, nên viết “làm giấy tờ”."


# Sound, source, translations

FRESH = {"source": "Luật Căn cước", "checked_on": TODAY}


def advice(**material):
    return [finding.sentence for finding in told(trust.check, **FRESH | material)]


def test_what_has_a_source_and_sound_needs_nothing():
    assert advice(silent=0) == advice(silent=None) == []


def test_passages_without_sound_and_with_old_sound_are_counted():
    assert [sentence.split()[0] for sentence in advice(silent=3, stale=2)] == ["3", "2"]


def test_a_source_and_a_day_are_asked_for():
    assert len(advice(source=" ", checked_on=None)) == 2


@pytest.mark.parametrize(("days", "count"), [(183, 0), (184, 1)])
def test_a_check_is_good_for_half_a_year(days, count):
    assert len(advice(checked_on=TODAY - timedelta(days=days))) == count


NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("mine", "is_source", "other", "count"),
    [
        (NOON, True, Other("Tiếng Anh", None, False), 1),
        (NOON, True, Other("Tiếng Anh", NOON - HOUR, False), 1),
        (NOON, True, Other("Tiếng Anh", NOON + HOUR, False), 0),
        (NOON, False, Other("Tiếng Việt", NOON + HOUR, True), 1),
        (NOON, False, Other("Tiếng Việt", NOON - HOUR, True), 0),
        (None, True, Other("Tiếng Anh", NOON, False), 0),
    ],
)
def test_a_translation_older_than_its_source_is_named(mine, is_source, other, count):
    assert len(advice(changed_at=mine, is_source=is_source, others=[other])) == count
