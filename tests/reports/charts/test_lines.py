import re

import pytest

from reports.charts.lines import BOTTOM, TOP, Goal, Line, apart, down, lines, round_top


def drawn(*rows, goal=None, columns=("T9", "T10", "T11")):
    return lines(columns, rows, "Độ phủ", "T9: 8 %; T10: 20 %; T11: 41 %", goal)


def test_the_picture_says_in_words_what_it_shows():
    picture = drawn(Line("Đắk Lắk", [8, 20, 41], "41 %"))
    assert "<title" in picture and "T9: 8 %; T10: 20 %; T11: 41 %</desc>" in picture and 'role="img"' in picture


def test_the_last_point_bears_its_number_and_the_target_its_words():
    picture = drawn(Line("Đắk Lắk", [8, 20, 41], "41 %"), goal=Goal(60, "Mục tiêu 60 %"))
    assert ">41 %</text>" in picture and ">Mục tiêu 60 %</text>" in picture and "chart-goal" in picture


def test_several_lines_bear_letters_that_do_not_lie_on_each_other():
    picture = drawn(Line("Hòa Thịnh", [1, 2, 41], "41 %"), Line("Tây Hòa", [1, 2, 41], "41 %"))
    places = [float(y) for y in re.findall(r'y="([\d.]+)" class="chart-number">[AB]<', picture)]
    assert len(places) == 2 and abs(places[0] - places[1]) >= 16


def test_a_month_without_a_number_leaves_a_gap():
    assert drawn(Line("Đắk Lắk", [8, 9, None, 20, 41], "41 %"), columns="12345").count("<polyline") == 2


def test_nothing_to_draw_is_no_error():
    assert "<polyline" not in drawn(Line("Đắk Lắk", [None, None, None], ""))
    assert "<circle" in drawn(Line("Đắk Lắk", [0], "0"), columns=["T7"])


def test_no_styles_inside():
    assert "style" not in drawn(Line("Đắk Lắk", [8, 20, 41], "41 %"), goal=Goal(60, "60 %"))


def test_what_people_call_a_place_is_escaped():
    assert "<script>" not in drawn(Line("<script>", [1, 2, 3], "<script>"))


@pytest.mark.parametrize(("value", "top"), [(0, 1), (0.4, 1), (37, 40), (41, 60), (61, 80), (100, 100), (1240, 1500)])
def test_a_scale_ends_at_a_round_number(value, top):
    assert round_top(value) == top


def test_the_scale_fills_the_picture():
    assert down(0, 80) == BOTTOM and down(80, 80) == TOP


def test_words_move_apart_and_no_further():
    assert apart([100, 40, 105]) == [100, 40, 116]


def test_letters_stay_above_the_months():
    assert apart([BOTTOM, BOTTOM, 40], lowest=BOTTOM) == [BOTTOM - 16, BOTTOM, 40]


def test_a_scale_says_nothing_twice():
    assert drawn(Line("Đắk Lắk", [0, 0, 0], "0")).count(">0</text>") == 2  # at the side, and at the last point
