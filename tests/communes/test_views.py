import pytest
from django.urls import reverse

from .factory import became, commune, district, province

pytestmark = pytest.mark.django_db


@pytest.fixture
def hoa_dong():
    """A former commune, which became Hòa Thịnh."""
    phu_yen, dak_lak = province("Tỉnh Phú Yên", former=True), province("Tỉnh Đắk Lắk")
    unit = commune("Xã Hòa Đồng", district("Huyện Tây Hòa", phu_yen), former=True)
    became(phu_yen, dak_lak)
    became(unit, commune("Xã Hòa Thịnh", dak_lak))
    return unit


def search(client, **asked):
    return client.get(reverse("communes:search"), asked)


def test_the_page_says_what_a_place_is_called_today(client, site_tree, hoa_dong):
    page = search(client, q="hoa dong").content.decode()
    assert "Xã Hòa Đồng, huyện Tây Hòa, tỉnh Phú Yên is now xã Hòa Thịnh, Đắk Lắk." in page
    assert "<html" in page


def test_the_fragment_holds_the_choices_alone(client, hoa_dong):
    fragment = search(client, q="hoa dong", fragment="1").content.decode()
    assert 'type="radio"' in fragment
    assert "<html" not in fragment


@pytest.mark.parametrize("fragment", ["", "1"])
def test_anybody_and_any_cache_may_keep_it(client, site_tree, fragment):
    answer = search(client, q="hoa", fragment=fragment)
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies
    assert "csrf" not in answer.content.decode()


@pytest.mark.parametrize("fragment", ["", "1"])
@pytest.mark.parametrize("text", ["", "%_", "a" * 300, "😀🇻🇳", "\x00", "<script>alert(1)</script>", "-1"])
def test_odd_text_is_no_error(client, site_tree, text, fragment):
    answer = search(client, q=text, within=text, fragment=fragment)
    # A null byte is refused for the whole site.
    assert answer.status_code == (400 if "\x00" in text else 200)
    assert "<script>alert" not in answer.content.decode()


def test_a_province_lists_its_communes(client, site_tree, hoa_dong):
    former = hoa_dong.province
    assert f"?within={former.pk}" in search(client, q="phu yen").content.decode()
    assert "Xã Hòa Thịnh, Đắk Lắk" in search(client, within=former.pk).content.decode()


def test_searching_changes_nothing(client):
    assert client.post(reverse("communes:search")).status_code in (403, 405)


class TestRegisterInTheAdmin:
    @pytest.fixture
    def listing(self):
        return reverse("wagtailsnippets_communes_unit:list")

    def test_an_administrator_finds_a_unit(self, client, administrator, listing, hoa_dong):
        client.force_login(administrator)
        page = client.get(listing, {"q": "tay hoa", "kind": "commune", "former": "true"}).content.decode()
        assert "Xã Hòa Đồng" in page
        assert "Xã Hòa Thịnh" not in page

    def test_an_administrator_looks_at_a_unit(self, client, administrator, hoa_dong):
        client.force_login(administrator)
        page = client.get(reverse("wagtailsnippets_communes_unit:inspect", args=[hoa_dong.pk]))
        assert "Xã Hòa Đồng" in page.content.decode()

    @pytest.mark.parametrize("verb", ["add", "edit", "delete"])
    def test_nobody_changes_the_register(self, client, administrator, hoa_dong, verb):
        client.force_login(administrator)
        args = [] if verb == "add" else [hoa_dong.pk]
        assert client.get(reverse(f"wagtailsnippets_communes_unit:{verb}", args=args)).status_code == 302
        hoa_dong.refresh_from_db()

    def test_a_trainer_stays_outside(self, client, trainer, listing):
        client.force_login(trainer)
        assert client.get(listing).status_code in (302, 403)
