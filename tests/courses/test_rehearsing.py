"""Screens as plain values: what can be tapped leads on, every player gets to the end, and nothing is anybody's own."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.drawn import Area, area_of
from courses.rehearsing import END, faults, personal_in, pictures_of, screens_of, to_the_end, within_reach

DIGITS = "0123456789"


def tap(text="Đi tiếp", **value):
    return {"text": text, "does": "on"} | value


def screen(name, *taps, parts=()):
    drawn = [*parts, {"type": "list", "value": {"taps": [{"type": "item", "value": one} for one in taps]}}]
    return {"id": name, "type": "screen", "value": {"title": name, "instruction": "Bấm", "parts": drawn}}


def to(name):
    return tap("Sang", does="to", screen=name)


def sentences(*raw):
    return [fault.sentence for fault in faults(raw)]


def test_what_goes_on_leads_to_the_next_screen_and_at_last_to_the_end():
    screens = screens_of([screen("a", tap()), screen("b", tap())])
    assert [one.targets[0].to for one in screens] == ["b", END]
    assert faults([screen("a", tap()), screen("b", tap())]) == []


def test_the_best_way_is_the_shortest():
    first, *_others = screens_of([screen("a", tap(), to("c")), screen("b", tap()), screen("c", tap())])
    assert [target.is_best for target in first.targets] == [False, True]


def test_a_button_a_call_and_a_text_are_read_alike():
    parts = [
        {"type": "text", "value": "Xin chào"},
        {"type": "button", "value": tap("Xong")},
        {"type": "call", "value": {"caller": "Số lạ", "taps": [tap("Cúp máy", does="wrong", say="Khoan")]}},
    ]
    (only,) = screens_of([{"id": "a", "value": {"title": "A", "instruction": "Bấm", "parts": parts}}])
    assert [(target.name, target.does, target.say) for target in only.targets] == [
        ("Xong", "on", ""),
        ("Cúp máy", "wrong", "Khoan"),
    ]
    assert only.parts[0].words == {"text": "Xin chào"} and only.parts[2].words == {"caller": "Số lạ"}


def of(name, *parts):
    return {"id": name, "type": "screen", "value": {"title": name, "instruction": "Bấm", "parts": list(parts)}}


def wait(seconds=3, **value):
    return {"type": "wait", "value": {"text": "Đang gửi hồ sơ…", "seconds": seconds, "does": "on"} | value}


def area(x=10, y=20, width=30, height=8):
    return json.dumps({"x": x, "y": y, "width": width, "height": height})


def listed(*values):
    return [{"type": "item", "id": str(number), "value": value} for number, value in enumerate(values)]


def picture(*taps, fields=(), **value):
    made = {"image": 7, "alt": "Trang đăng nhập", "is_invented": True, "taps": listed(*taps), "fields": listed(*fields)}
    return {"type": "picture", "value": made | value}


def test_what_was_drawn_on_a_picture_comes_in_the_order_of_reading():
    code = {"label": "Mã", "expected": "000 000", "area": area(y=30.5)}
    taps = [tap("Gửi", area=area(y=80)), tap("Chưa vẽ", area=""), tap("Quay lại", area=area(y=2))]
    (only,) = screens_of([of("a", picture(*taps, fields=[code]))])
    (part,) = only.parts
    assert [one.name for one in part.places] == ["Quay lại", "Mã", "Gửi"]
    assert part.places[1].area.sides == {"x": "10%", "y": "30.5%", "width": "30%", "height": "8%"}
    assert part.places[1].is_digits and only.targets[0].to == END


@pytest.mark.parametrize(
    "drawn",
    ["", None, "null", "{}", "[]", "x", "12", area(x=-1), area(x=90), area(height=0), area(x="a"), '{"x": NaN}'],
)
def test_what_does_not_lie_on_the_picture_is_no_place(drawn):
    assert area_of(drawn) is None


@given(st.floats(0, 98), st.floats(0, 98), st.floats(2, 100), st.floats(2, 100))
def test_what_the_editor_draws_is_a_place(x, y, width, height):
    sides = [round(side, 1) for side in (x, y, min(width, 100 - x), min(height, 100 - y))]
    assert area_of(area(*sides)) == Area(*sides)


def test_pictures_are_told_with_their_words_and_what_their_author_answers_for():
    screens = screens_of([screen("a", tap()), of("b", picture(tap(area=area()), is_invented=False))])
    (only,) = pictures_of(screens)
    assert (only.place, only.image, only.alt, only.is_invented) == (1, 7, "Trang đăng nhập", False)


def test_a_wait_leads_on_by_itself_and_nothing_else_does_meanwhile():
    first, waiting, *_others = screens_of(
        [screen("a", tap()), of("b", wait(99), {"type": "button", "value": to("a")}), screen("c", tap())]
    )
    assert [way.to for way in waiting.ways] == ["c"] and waiting.ways[0].is_best
    assert waiting.waits[0].seconds == 10 and first.ways[0].to == "b"


def test_a_wait_leads_elsewhere_too():
    raw = [screen("a", to("c")), screen("b", tap("Xong", does="to", screen="d")), of("c", wait(does="to", screen="b"))]
    raw.append(screen("d", tap()))
    assert [one.ways[0].to for one in screens_of(raw)] == ["c", "d", "b", END] and faults(raw) == []


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ([of("a", wait(does="to", screen="a"))], "Từ “a” không ai đi được tới cuối."),
        ([of("a", wait(), wait())], "“a” chờ hai lần"),
        ([of("a", picture(tap("Gửi")))], "Vẽ lên ảnh chỗ của “Gửi”"),
        ([of("a", picture(tap(area=area()), fields=[{"label": "Mã", "expected": "000"}]))], "Vẽ lên ảnh chỗ của “Mã”"),
        ([of("a", picture(tap(area=area()), is_invented=False))], "Xem lại ảnh của “a”"),
        ([of("a", picture(area=area()))], "Không ai ra khỏi “a” được"),
        ([of("a", picture(tap(area=area()), alt="Số 0912 345 678"))], "“0912 345 678” có thể là số"),
        ([of("a", wait(text="Gửi tới lan@example.vn"))], "“lan@example.vn” có thể là số"),
        (
            [screen("a", tap(), parts=[{"type": "scroll", "value": {"title": "A", "text": "Gọi 0912345678"}}])],
            "có thể là số",
        ),
    ],
)
def test_what_is_unfinished_on_the_newer_parts_is_said(raw, said):
    assert any(said in sentence for sentence in sentences(*raw)), sentences(*raw)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ([], "Thêm ít nhất một màn hình."),
        ([screen("a", tap(does="wrong", say="Chưa"))], "Không ai ra khỏi “a” được"),
        ([screen("a", tap()), screen("b", to("c")), screen("c", to("b"))], "Từ “b” không ai đi được tới cuối."),
        ([screen("a", tap(), to("")), screen("b", tap())], "Chọn màn hình mà “Sang” dẫn tới."),
        ([screen("a", tap(), tap("Sai", does="wrong"))], "vì sao “Sai” chưa đúng"),
        ([screen("a", to("c")), screen("b", tap()), screen("c", tap())], "Không ai tới được “b”"),
        ([screen("a", tap("Gọi 0912 345 678"))], "“0912 345 678” có thể là số"),
    ],
)
def test_what_can_not_be_played_is_said(raw, said):
    assert any(said in sentence for sentence in sentences(*raw)), sentences(*raw)


def test_an_invented_value_that_could_be_real_is_refused_even_in_a_draft():
    part = {"type": "field", "value": {"label": "Số định danh", "expected": "066 085 001 234"}}
    assert [(fault.place, fault.is_personal) for fault in faults([screen("a", tap(), parts=[part])])] == [(0, True)]


grouped = st.lists(st.sampled_from(["", " ", ".", "-"]), min_size=20, max_size=20)


@given(st.text(DIGITS, min_size=9, max_size=16).filter(lambda text: set(text) != {"0"}), grouped)
def test_any_long_number_could_be_somebodys_however_it_is_grouped(digits, gaps):
    written = "".join(digit + gap for digit, gap in zip(digits, gaps, strict=False)).rstrip(" .-")
    assert personal_in(f"Số {written} đây")


@given(st.sampled_from(["0", "84", "+84"]), st.sampled_from("35789"), st.text(DIGITS, min_size=8, max_size=8))
def test_any_telephone_number_is_refused(begin, network, rest):
    assert personal_in(begin + network + rest)


@given(st.integers(1, 30), grouped)
def test_zeros_are_nobodys(count, gaps):
    assert personal_in("".join("0" + gap for gap in gaps[:count])) == []


@given(st.text(DIGITS, max_size=8))
def test_short_numbers_are_nobodys(digits):
    assert personal_in(f"Gọi {digits}, ngày 22/11/2026") == []


def test_an_email_address_is_somebodys():
    assert personal_in("Gửi lan@example.vn nhé") == ["lan@example.vn"]


names = st.sampled_from("abcdefg")
taps = st.lists(st.one_of(st.just(tap()), st.builds(to, names), st.just(tap(does="wrong", say="Chưa"))), max_size=4)
waits = st.one_of(st.just([]), st.just([wait()]), st.builds(lambda name: [wait(does="to", screen=name)], names))
rows = st.lists(st.tuples(taps, waits), max_size=7)
drafts = rows.map(lambda rows: [screen(n, *row, parts=w) for n, (row, w) in zip("abcdefg", rows, strict=False)])


@given(drafts)
def test_where_nothing_is_wrong_everybody_gets_to_the_end(raw):
    if faults(raw):
        return
    by_id = {one.id: one for one in screens_of(raw)}
    for here in by_id:
        taps = 0
        while here != END:
            (best,) = [target for target in by_id[here].targets if target.is_best]
            here, taps = best.to, taps + 1
            assert taps <= len(raw)


@given(drafts)
def test_a_place_without_a_way_is_always_found(raw):
    screens = screens_of(raw)
    stuck = {one.id for one in screens} - to_the_end(screens).keys()
    lost = {one.id for one in screens} - within_reach(screens)
    assert not (stuck or lost) or faults(raw)
