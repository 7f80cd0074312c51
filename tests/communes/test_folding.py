import pytest
from hypothesis import given
from hypothesis import strategies as st

from communes import naming
from communes.folding import fold
from communes.query import Query


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Xã  Hoà Đồng", "xa hoa dong"),
        ("HÒA ĐỒNG", "hoa dong"),
        ("Cư M’gar", "cu mgar"),
        ("cư m'gar", "cu mgar"),
        ("Ƀuôn Ê̆ Ô̆", "buon e o"),
        ("%_", ""),
    ],
)
def test_folds(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_again_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("name", "kind", "bare"),
    [
        ("Thị Xã Mường Lay", "thị xã", "Mường Lay"),
        ("Thị trấn Phú Thứ", "thị trấn", "Phú Thứ"),
        ("Phường 9", "phường", "9"),
        ("Đặc khu Côn Đảo", "đặc khu", "Côn Đảo"),
        ("Xãm", "", "Xãm"),
    ],
)
def test_type_and_name_are_told_apart(name, kind, bare):
    assert (naming.type_of(name), naming.bare(name)) == (kind, bare)


def test_the_place_of_the_tone_mark_is_no_spelling():
    assert naming.spelling("HOÀ Đồng") == naming.spelling("Hòa Đồng") != naming.spelling("Hòa Đông")


def test_a_long_context_keeps_whole_words():
    context = naming.search_context("Xã " + "Dài " * 20, *(f"Huyện {'Rộng ' * 9}{number}" for number in range(9)))
    assert len(context) <= naming.CONTEXT_LENGTH
    assert set(context.split()) <= {"xa", "dai", "dai" * 20, "huyen", "rong", *map(str, range(9))} | {
        f"{'rong' * 9}{number}" for number in range(9)
    }


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("xã Hòa Đồng, huyện Tây Hòa", "xã", "hoa dong tay hoa"),
        ("p. 9 tp tuy hoa", "phường", "9 tuy hoa"),
        ("Tân Xã", "", "tan xa"),
        ("xã", "", "xa"),
    ],
)
def test_types_are_told_from_names(text, kind, names):
    query = Query.typed(text)
    assert (query.type, " ".join(query.names)) == (kind, names)
