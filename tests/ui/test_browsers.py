import pytest

from ui.browsers import is_in_app

ZALO = (
    "Mozilla/5.0 (Linux; Android 12; SM-A125F; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/92.0.4515.159 Mobile Safari/537.36 Zalo android/12110567 ZaloTheme/light ZaloLanguage/vi"
)
CHROME = "Mozilla/5.0 (Linux; Android 12; SM-A125F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/92.0 Mobile Safari/1"


@pytest.mark.parametrize(
    ("user_agent", "expected"),
    [
        (ZALO, True),
        ("Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Mobile/15E148 Zalo iOS/523 ZaloTheme/light", True),
        ("Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Mobile/15E148 [FBAN/FBIOS;FBAV/400.0]", True),
        (CHROME, False),
        ("", False),
    ],
)
def test_a_page_within_a_chat_is_known(user_agent, expected):
    assert is_in_app(user_agent) is expected
