"""Finding places in the whole register."""

import pytest

from communes.models import Kind, Unit
from communes.search import find_places
from communes.succession import communes_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


def found(text, **options):
    """Each place found, as “name → what it leads to”."""
    return [
        f"{place.unit.name} → {', '.join(unit.name for unit in place.present)}"
        for place in find_places(text, **options)
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("hoa dong", "Xã Hòa Đồng → Xã Hòa Thịnh"),
        ("HÒA ĐỒNG", "Xã Hòa Đồng → Xã Hòa Thịnh"),
        ("x. hoà đồng", "Xã Hòa Đồng → Xã Hòa Thịnh"),
        ("phuong 9", "Phường 9 → Phường Tuy Hòa, Phường Bình Kiến"),
        ("Phú Yên", "Tỉnh Phú Yên → Tỉnh Đắk Lắk"),
        ("phu yen", "Phường Phú Yên → Phường Phú Yên"),
    ],
)
def test_is_among_those_found(text, place):
    assert place in found(text)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Hoà Thịnh", "Xã Hòa Thịnh → Xã Hòa Thịnh"),
        ("hòa đồng", "Xã Hòa Đồng → Xã Hòa Thịnh"),
        ("Hoà Đông", "Xã Hòa Đông → Xã Ea Knuếc"),
        ("hoa thinh dak lak", "Xã Hòa Thịnh → Xã Hòa Thịnh"),
        ("hoa thinh, daklak", "Xã Hòa Thịnh → Xã Hòa Thịnh"),
        ("hoa thinh phu yen", "Xã Hòa Thịnh → Xã Hòa Thịnh"),
        ("xã hòa thịnh, huyện tây hòa", "Xã Hòa Thịnh → Xã Hòa Thịnh"),
        ("phường hòa thịnh", "Xã Hòa Thịnh → Xã Hòa Thịnh"),
        ("hoa dong tay hoa", "Xã Hòa Đồng → Xã Hòa Thịnh"),
        ("tay hoa hoa dong", "Xã Hòa Đồng → Xã Hòa Thịnh"),
        ("cu m'gar", "Xã Cư M'gar → Xã Cư M'gar"),
        ("Cư M’gar", "Xã Cư M'gar → Xã Cư M'gar"),
        ("p. 9 tp tuy hoa", "Phường 9 → Phường Tuy Hòa, Phường Bình Kiến"),
        ("EaBia", "Xã Ea Bia → Xã Đức Bình, Xã Sông Hinh"),
        ("ea bia", "Xã Ea Bia → Xã Đức Bình, Xã Sông Hinh"),
        ("eabia phu yen", "Xã Ea Bia → Xã Đức Bình, Xã Sông Hinh"),
        ("phuong mai", "Phường Phương Mai → Phường Kim Liên, Phường Bạch Mai"),
        ("tp hai duong", "Thành phố Hải Dương → Phường"),
        ("con dao", "Đặc khu Côn Đảo → Đặc khu Côn Đảo"),
        ("ha noi", "Thành phố Hà Nội → Thành phố Hà Nội"),
    ],
)
def test_comes_first(text, first):
    assert found(text)[0].startswith(first)


@pytest.mark.parametrize(
    "text", ["", "  ", "%_", "%", "_", "a" * 300, "a b " * 20, "😀🇻🇳", "\x00", "'\";--", "🙂 hoa", "ạ̣̣̣"]
)
def test_odd_text_is_no_error(text):
    assert isinstance(find_places(text), list)


@pytest.mark.parametrize("text", ["", "%_", "a" * 300, "😀🇻🇳", "\x00", "qqqq"])
def test_what_names_nothing_finds_nothing(text):
    assert find_places(text) == []


def test_a_district_leads_to_the_communes_it_became():
    district = next(place for place in find_places("Tuy Hòa") if place.unit.kind == Kind.DISTRICT)
    assert [unit.name for unit in district.present] == ["Phường Bình Kiến", "Phường Phú Yên", "Phường Tuy Hòa"]
    assert district.asks


def test_a_divided_commune_asks_which():
    (place,) = find_places("ea bia")
    assert place.sentence == "Xã Ea Bia, huyện Sông Hinh, tỉnh Phú Yên was divided. Which one is yours now?"


def test_a_renamed_commune_says_what_it_is_now():
    place = find_places("hoa dong tay hoa")[0]
    assert place.sentence == "Xã Hòa Đồng, huyện Tây Hòa, tỉnh Phú Yên is now xã Hòa Thịnh, Đắk Lắk."


def test_the_same_place_is_not_told_twice():
    assert found("hoa thinh tay hoa") == ["Xã Hòa Thịnh → Xã Hòa Thịnh"]
    assert found("ha noi") == ["Thành phố Hà Nội → Thành phố Hà Nội"]


def test_the_limit_holds():
    assert len(find_places("a")) == 20
    assert len(find_places("phuong 1", limit=5)) == 5


def test_a_province_narrows_the_search():
    phu_yen = communes_of(Unit.objects.provinces().former().get(code="54"))
    places = find_places("hoa", within=phu_yen)
    assert places
    assert all(set(place.present) & set(phu_yen) for place in places)
    assert found("hoa dong", within=phu_yen)[0] == "Xã Hòa Đồng → Xã Hòa Thịnh"


@pytest.mark.parametrize("text", ["hoa", "tuy hoa", "phu yen", "a"])
def test_a_search_takes_few_queries(text, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        [place.sentence for place in find_places(text)]
