import pytest
from django.core.exceptions import ValidationError

from learners.names import clean_name


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Thị Ngọc Ằỡợữ",
        "H'Bĭa Niê Ê̆ban Ô̆ Ơ̆ Ư̆",
        "Y Bảo Niê",
        "Cư M'gar",
        "สมชาย ใจดี",
        "น้ำ ทิพย์",
        "Lê Văn A.",
        "Trần-Lê An",
        "ƀăng",
        "W" * 120,
    ],
)
def test_a_real_name_stays_as_it_is(name):
    assert clean_name(name) == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Nguyễn   Thị\tLan\n", "Nguyễn Thị Lan"),
        ("Nguye\u0302\u0303n Thi\u0323 Lan", "Nguyễn Thị Lan"),
        ("H’Bĭa", "H'Bĭa"),
        ("<b>Lan</b>", "Lan"),
        ("Lan\u200b\u202e", "Lan"),
        ("e\u0302" * 120, "ê" * 120),
    ],
)
def test_a_name_is_tidied(typed, name):
    assert clean_name(typed) == name


@pytest.mark.parametrize(
    "typed",
    [
        "🌞🌞", "Lan 🌞", "1234", "Lan 2", "...", "'", "-", "\u0306\u0306", "Lan\x00", "Lan\x07", "阿兰", "អាន",
        "#set page(fill: red)", "a&b", "<script>alert(1)</script>", "La\u0306\u0301\u0302n", "Lan\u0306\u0306\u0306",
        "a" * 121, "a" * 300, "<" * 100_000, "\ue000", "Lan\ud800",
    ],
)  # fmt: skip
def test_what_is_no_name_gets_a_sentence(typed):
    with pytest.raises(ValidationError) as refusal:
        clean_name(typed)
    assert refusal.value.message.endswith(".")
