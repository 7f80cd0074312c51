"""The whole register, loaded once for this file."""

import shutil
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from communes.models import Kind, Succession, Unit
from communes.register import DATA
from communes.succession import communes_of, predecessors, successors

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


@pytest.mark.parametrize(
    ("kind", "current", "former"), [(Kind.PROVINCE, 34, 63), (Kind.DISTRICT, 0, 696), (Kind.COMMUNE, 3321, 10035)]
)
def test_every_unit_is_there(kind, current, former):
    units = Unit.objects.filter(kind=kind)
    assert (units.current().count(), units.former().count()) == (current, former)


def test_every_succession_is_there():
    shares = [Succession.objects.filter(share=share).count() for share in Succession.Share]
    assert shares == [9569 + 63, 471, 562]
    assert not Succession.objects.exclude(effective_on=date(2025, 7, 1)).exists()


def test_every_unit_is_dated():
    assert not Unit.objects.current().exclude(valid_from=date(2025, 7, 1)).exists()
    assert not Unit.objects.former().exclude(valid_from=None, valid_to=date(2025, 6, 30)).exists()


def test_every_unit_has_a_type_a_place_and_what_a_search_needs():
    assert not Unit.objects.filter(type="").exists()
    assert not Unit.objects.exclude(kind=Kind.PROVINCE).filter(parent=None).exists()
    assert not Unit.objects.filter(search_name="").exists()


def test_the_present_types_are_those_of_the_reform():
    communes = Unit.objects.current().communes()
    assert {name: communes.filter(type=name).count() for name in ("xã", "phường", "đặc khu")} == {
        "xã": 2621,
        "phường": 687,
        "đặc khu": 13,
    }


def test_one_code_names_two_places():
    names = Unit.objects.communes().filter(code="22276").values_list("name", "valid_to")
    assert set(names) == {("Xã Hòa Thịnh", None), ("Xã Hòa Đồng", date(2025, 6, 30))}


def test_hoa_dong_and_hoa_thinh_became_hoa_thinh():
    present = commune("22276")
    assert {(unit.code, unit.name) for unit in predecessors(present)} == {
        ("22276", "Xã Hòa Đồng"),
        ("22294", "Xã Hòa Thịnh"),
    }
    assert present.full_name == "Xã Hòa Thịnh, tỉnh Đắk Lắk"
    for code in ("22276", "22294"):
        assert successors(former(code)) == [present]


def test_a_former_commune_names_its_district_and_province():
    assert former("22276").full_name == "Xã Hòa Đồng, huyện Tây Hòa, tỉnh Phú Yên"


def test_a_divided_commune_leads_to_several_the_main_part_first():
    reached = successors(Unit.objects.former().get(name="Xã Ea Bia"))
    main = Succession.objects.get(predecessor__name="Xã Ea Bia", share="main_part").successor
    assert len(reached) == 2
    assert reached[0] == main


def test_an_island_district_without_communes_became_a_commune():
    island = Unit.objects.get(kind=Kind.DISTRICT, code="755")
    assert [unit.name for unit in successors(island)] == ["Đặc khu Côn Đảo"]


def test_a_district_leads_to_what_its_communes_became():
    tuy_hoa = Unit.objects.get(name="Thành phố Tuy Hòa")
    assert {unit.name for unit in successors(tuy_hoa)} == {"Phường Bình Kiến", "Phường Phú Yên", "Phường Tuy Hòa"}


def test_a_former_province_keeps_its_own_communes_apart():
    phu_yen, dak_lak = Unit.objects.provinces().get(code="54"), Unit.objects.provinces().current().get(code="66")
    assert successors(phu_yen) == [dak_lak]
    assert len(communes_of(phu_yen)) == 34
    assert len(communes_of(dak_lak)) == 102


def test_the_second_run_changes_nothing_and_says_so(capsys, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        call_command("load_units")
    assert "already there: 24,814 rows" in capsys.readouterr().out


def test_what_was_changed_is_put_right(capsys):
    Unit.objects.filter(pk=commune("22276").pk).update(name="Xã Hoà Thịnh", search_name="", parent=None)
    call_command("load_units")
    assert "0 rows created, 1 updated" in capsys.readouterr().out
    assert commune("22276").full_name == "Xã Hòa Thịnh, tỉnh Đắk Lắk"


def test_nothing_is_said_at_verbosity_0(capsys):
    call_command("load_units", verbosity=0)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("communes", "Phường Ba Đình,phường,01", "Phường Ba Đình,phường,00", "line 2: unknown province_code “00”"),
        ("communes", "province_code", "province", "line 1: missing column province_code"),
        ("communes", ",21.0386,", ",north,", "line 2: “north” in latitude is not a number"),
        ("former_communes", "Phường Phúc Xá,001,01", "Phường Phúc Xá,001", "line 2: expected 4 cells"),
        ("former_communes", "00004,", "00001,", "line 3: the code 00001 stands here twice"),
        ("former_districts", "Quận Ba Đình", "", "line 2: a unit has no name"),
        ("provinces", "04,Tỉnh", "four,Tỉnh", "line 3: “four” is no code"),
        ("commune_succession", "00001,00097,whole", "00001,00097,half", "line 2: unknown kind “half”"),
        ("province_succession", "02,08", "01,01", "line 3: this pair stands here twice"),
    ],
)
def test_a_broken_file_is_refused_whole(tmp_path, file, old, new, complaint):
    shutil.copytree(DATA, tmp_path, dirs_exist_ok=True)
    broken = tmp_path / f"{file}.csv"
    broken.write_text(broken.read_text().replace(old, new, 1))
    before = list(Unit.objects.values_list("pk", "name"))
    with pytest.raises(CommandError, match=complaint) as error:
        call_command("load_units", directory=tmp_path)
    assert str(broken) in str(error.value)
    assert list(Unit.objects.values_list("pk", "name")) == before


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"former_provinces\.csv: cannot be read"):
        call_command("load_units", directory=tmp_path)


def commune(code):
    return Unit.objects.current().communes().get(code=code)


def former(code):
    return Unit.objects.former().communes().get(code=code)
