"""Words about a course to pass on, where nobody wrote any."""

import pytest
from django.utils.translation import override

from courses.sharing import LONGEST_POST, post_from, script_from
from courses.speaking import AIM, seconds

ADDRESS = "https://hocso.example.vn/tranh-lua-dao-tren-mang/"
POINTS = ["Cúp máy khi có người xưng là công an", "Giữ kín mã OTP.", "Lỡ bị lừa thì báo ngay"]
LONG = [
    "Không đọc mã OTP cho bất cứ ai, kể cả người xưng là cán bộ xã của mình, dù họ nói gấp đến mấy đi chăng nữa."
] * 6


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_post_says_the_title_the_points_and_the_address(language):
    with override(language):
        post = post_from("Tránh lừa đảo", POINTS, ADDRESS)
    assert all(words in post for words in ("Tránh lừa đảo", *POINTS, ADDRESS))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("title", ["Tránh lừa đảo", "Dịch vụ công " * 18])
def test_a_post_is_never_too_long_and_never_without_its_address(language, title):
    with override(language):
        post = post_from(title, LONG, ADDRESS)
    assert len(post) <= LONGEST_POST and ADDRESS in post


def test_a_post_has_as_many_points_as_there_is_room_for():
    post = post_from("Tránh lừa đảo", LONG, ADDRESS)
    assert 1 < post.count("•") < len(LONG) and len(post) > LONGEST_POST - 115


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_script_is_read_within_a_minute(language):
    with override(language):
        script = script_from("Tránh lừa đảo", LONG, ADDRESS)
    assert 20 < seconds(script, language) <= AIM


def test_a_script_names_the_site_and_ends_each_point():
    script = script_from("Tránh lừa đảo", POINTS, ADDRESS)
    assert "hocso.example.vn" in script and "https" not in script
    assert "công an.\n" in script and "OTP.\n" in script


def test_without_points_there_are_still_words():
    assert ADDRESS in post_from("Tránh lừa đảo", [], ADDRESS)
    assert "•" not in post_from("Tránh lừa đảo", [], ADDRESS)
    assert "Tránh lừa đảo" in script_from("Tránh lừa đảo", [], ADDRESS)
