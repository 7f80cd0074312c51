"""Invented names for sample people: parts are common, their combinations are drawn by lot. Pure."""

import unicodedata

FAMILIES = [
    "Nguyễn",
    "Nguyễn",
    "Nguyễn",
    "Trần",
    "Trần",
    "Lê",
    "Lê",
    "Phạm",
    "Huỳnh",
    "Phan",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
]
MIDDLES = {
    "f": ["Thị", "Thị", "Thị", "Ngọc", "Thanh", "Kim", "Mỹ", "Thị Thu", "Thị Bích"],
    "m": ["Văn", "Văn", "Hữu", "Đức", "Minh", "Quốc", "Xuân", "Ngọc", "Thanh"],
}
GIVEN = {
    "f": ["Lan", "Hoa", "Hương", "Mai", "Liễu", "Nga", "Thảo", "Trang", "Yến", "Hạnh", "Loan", "Phượng", "Cúc", "Thủy"],
    "m": [
        "Hùng",
        "Dũng",
        "Tuấn",
        "Sơn",
        "Hải",
        "Bình",
        "Thành",
        "Long",
        "Phúc",
        "Lâm",
        "Khoa",
        "Quang",
        "Nam",
        "Cường",
    ],
}
EDE_GIVEN = {
    "f": ["H'Bĭa", "H'Wŏn", "H'Mlŏ", "H'Dŭm", "H'Yuăl", "H'Nga", "H'Linh", "H'Hoa", "H'Đrim", "H'Blŭk"],
    "m": ["Thuân", "Dhun", "Blŏ", "Wĭn", "Khŭn", "Mlô", "Sŭ", "Bhiăk", "Nguăn", "Kŏn"],
}
EDE_CLANS = ["Niê", "Niê Kdăm", "Ê̆ban", "Byă", "Mlô", "Ayŭn", "Kbuôr", "Hđơk", "Ktla", "Buôn Yă", "Kpă", "Ksơr"]
TAY_FAMILIES = ["Nông", "Hoàng", "Lương", "Vi", "Ma", "Hứa", "Lộc"]


def name(lot, place_code: str) -> str:
    """Kinh, Ê Đê, Tày or Nùng; Ê Đê is likelier in the communes of the old Đắk Lắk, whose codes begin with 24."""
    is_highland, share = place_code.startswith("24"), lot.random()
    sex = lot.choice("ffm")  # more women come to the evening classes
    if share < (0.25 if is_highland else 0.06):
        return unicodedata.normalize("NFC", ede(lot, sex))
    families = TAY_FAMILIES if is_highland and share < 0.33 else FAMILIES
    return f"{lot.choice(families)} {lot.choice(MIDDLES[sex])} {lot.choice(GIVEN[sex])}"


def ede(lot, sex) -> str:
    given = lot.choice(EDE_GIVEN[sex])
    return f"{given if sex == 'f' else f'Y {given}'} {lot.choice(EDE_CLANS)}"
