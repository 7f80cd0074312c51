"""Provinces that merge or take a new name, with everything that is kept by their communes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Membership
from communes.ledger.actions import approve
from communes.ledger.checking import troubles
from communes.ledger.importing import read
from communes.ledger.preview import preview
from communes.models import Hamlet, Reorganisation, Succession, Unit
from communes.register import REFORM
from reports.figures import view_of
from reports.groups.reading import Groups
from reports.models import GroupTotals
from reports.periods import ALL_TIME
from reports.tables import ALL
from reports.targets.inherited import ended
from reports.targets.reading import Targets
from tests.communes.factory import codes, commune, province
from tests.reports.factory import totals
from tests.reports.targets.factory import counted, wanted
from tests.reports.test_groups import group

from .factory import DAY, EVE, Share, plan

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 1)


@pytest.fixture
def gia_lai():
    return province("Tỉnh Gia Lai", "52")


@pytest.fixture
def kon_tum(gia_lai):
    """A commune of Gia Lai."""
    return commune("Phường Kon Tum", gia_lai, "23293")


def union(first, second, name="Tỉnh Tây Nguyên", code="66", **options):
    return plan([first, code, name], [second, code, name], **options)


@pytest.fixture
def figures(hoa_thinh, tay_hoa, kon_tum):
    for unit, number in ((hoa_thinh, 100), (tay_hoa, 50), (kon_tum, 20)):
        totals(unit, date(2026, 10, 5), number, number // 2, 10)
        group(unit, "sex", "female", number // 2, 0, 0)
    for unit, number in ((hoa_thinh.parent, 75), (kon_tum.parent, 10)):
        GroupTotals.objects.create(unit=unit, month=date(2026, 10, 1), dimension="sex", value="female", learners=number)


@pytest.fixture
def united(figures, dak_lak, gia_lai, administrator):
    approve(union(dak_lak, gia_lai), administrator, DAY)
    new = Unit.objects.current().provinces().get()
    totals(Unit.objects.current().get(code="23293"), date(2027, 2, 1), 30, 10, 5)
    return new


def said(made):
    return [trouble.sentence for trouble in troubles(made)]


def parts(user, unit, drawn):
    view = view_of(user, unit, ALL_TIME, TODAY, drawn)
    return {part.place.name: part.figures.learners for part in view.parts_so_far} | {ALL: view.figures_so_far.learners}


def test_communes_go_along_under_their_names_and_codes(united, dak_lak, hoa_thinh):
    assert (united.code, united.name, united.valid_from) == ("66", "Tỉnh Tây Nguyên", DAY)
    dak_lak.refresh_from_db(), hoa_thinh.refresh_from_db()
    assert dak_lak.valid_to == hoa_thinh.valid_to == EVE and hoa_thinh.parent == dak_lak
    found = Unit.objects.current().communes().filter(parent=united).values_list("code", "name")
    assert sorted(found) == [("22255", "Xã Tây Hòa"), ("22276", "Xã Hòa Thịnh"), ("23293", "Phường Kon Tum")]
    assert Succession.objects.filter(share=Share.WHOLE).count() == 5
    assert "dak lak" in Unit.objects.current().get(code="22276").search_context


def test_people_roles_and_hamlets_go_along(figures, lan, trainer, province_official, dak_lak, gia_lai, administrator):
    Hamlet.objects.create(unit=lan.unit, name="Thôn Mẫu")
    code = lan.unit.code
    approve(union(dak_lak, gia_lai), administrator, DAY)
    lan.refresh_from_db()
    assert lan.unit == Unit.objects.current().get(code=code) and lan.unit.hamlets.count() == 1
    assert Membership.objects.get(user=trainer).unit == lan.unit
    assert Membership.objects.get(user=province_official).unit == lan.unit.parent


def test_today_the_new_province_has_all_figures_and_at_the_time_the_old_keep_theirs(united, dak_lak, administrator):
    assert parts(administrator, None, "today") == {"Tỉnh Tây Nguyên": 200, ALL: 200}
    at_the_time = {"Tỉnh Tây Nguyên": 30, "Tỉnh Đắk Lắk": 150, "Tỉnh Gia Lai": 20, ALL: 200}
    assert parts(administrator, None, "time") == at_the_time
    today = {"Xã Hòa Thịnh": 100, "Xã Tây Hòa": 50, "Phường Kon Tum": 50, ALL: 200}
    assert parts(administrator, united, "today") == today
    assert parts(administrator, united, "time")[ALL] == 30
    assert parts(administrator, dak_lak, "today") == {"Xã Hòa Thịnh": 100, "Xã Tây Hòa": 50, ALL: 150}


def test_groups_of_the_new_province_are_those_of_its_communes(united, administrator):
    for unit in (united, None):
        found = Groups(view_of(administrator, unit, ALL_TIME, TODAY)).at("sex")
        assert found["female"].learners == 85
    assert Groups(view_of(administrator, united, "2027", TODAY)).at("sex") == {}


def test_adults_follow_and_targets_end(figures, hoa_thinh, tay_hoa, kon_tum, dak_lak, gia_lai, administrator):
    for unit, number in ((hoa_thinh, 900), (tay_hoa, 90), (kon_tum, 10)):
        counted(unit, number)
    wanted(dak_lak, 60, last=date(2027, 12, 31))
    approve(union(dak_lak, gia_lai), administrator, DAY)
    new = Unit.objects.current().provinces().get()
    found = Targets([new], TODAY)
    assert (found.adults(new).number, found.target(new)) == (1000, None)
    assert Targets([new], TODAY, is_today=False).adults(new).number is None
    with translation.override("en"):
        (said,) = ended(found.ended(new), None)
    assert said.startswith("The target of the former province ended with it: Tỉnh Đắk Lắk 60")


def test_the_totals_are_still_what_the_records_say(dak_lak, gia_lai, lan, administrator, monkeypatch):
    from tests.reports.factory import begin, fake_courses, moment

    (course,) = fake_courses(monkeypatch, 1)
    begin(lan, course, moment(3))
    approve(union(dak_lak, gia_lai), administrator, DAY)
    call_command("rebuild_totals", check=True)
    assert parts(administrator, None, "today")[ALL] is None and parts(administrator, lan.unit, "today")[ALL] is None


def test_a_new_name_alone(dak_lak, hoa_thinh, administrator):
    made = plan([dak_lak, "66", "Thành phố Đắk Lắk"])
    assert said(made) == []
    approve(made, administrator, DAY)
    new = Unit.objects.current().provinces().get()
    assert new.type == "thành phố" and Unit.objects.current().communes().get().parent == new


REFUSED = {
    "divided": (["66", "Tỉnh A", Share.MAIN_PART], "can only go over whole"),
    "code": (["99001", "Tỉnh A"], "is no code of a province"),
    "commune": (["66", "Xã A"], "is no name of a province"),
    "nothing": (["66", "Tỉnh Đắk Lắk"], "would stay as it is"),
    "taken": (["52", "Tỉnh A"], "belongs to Tỉnh Gia Lai"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused_in_one_sentence(dak_lak, gia_lai, case):
    row, sentence = REFUSED[case]
    with translation.override("en"):
        (found,) = said(plan([dak_lak, *row]))
    assert sentence in found


def test_provinces_and_communes_do_not_change_in_one_plan(dak_lak, hoa_thinh):
    found = said(plan([dak_lak, "66", "Tỉnh A"], [hoa_thinh, "99001", "Xã A"]))
    assert len(found) == 1


def test_what_waits_for_a_commune_keeps_its_province_waiting(dak_lak, gia_lai, hoa_thinh, kon_tum, administrator):
    with translation.override("en"):
        approve(plan([hoa_thinh, "99001", "Xã A"], title="The first"), administrator, EVE)
        assert said(union(dak_lak, gia_lai)) == [
            "A commune of Tỉnh Đắk Lắk waits for “The first”, which is approved and takes effect on 01/01/2027. "
            "Approve this plan after that day, or undo that one first."
        ]
        approve(plan([gia_lai, "52", "Tỉnh B"], title="The second"), administrator, EVE)
        (sentence,) = said(plan([kon_tum, "99002", "Xã B"]))
    assert sentence.startswith("The province of Phường Kon Tum waits for “The second”")


def test_before_it_is_approved_one_sees_what_goes_along(figures, lan, dak_lak, gia_lai, province_official):
    with translation.override("en"):
        rows = {table.title: [row[:2] for row in table.rows] for table in preview(union(dak_lak, gia_lai))}
    assert rows["Communes"] == [("Tỉnh Đắk Lắk", 2), ("Tỉnh Gia Lai", 1)]
    assert rows["People who learn"] == [("Tỉnh Đắk Lắk", 1), ("Tỉnh Gia Lai", 0)]
    assert rows["Figures"] == [("Tỉnh Tây Nguyên", 170)] and len(rows["Roles"]) == 1


def test_a_table_of_provinces_is_brought_in(dak_lak, gia_lai, hoa_thinh):
    good = read("code,to_code,to_name\n66,66,Tỉnh Mới\n52,66,Tỉnh Mới\n22276,99001,Xã Mới\n".encode())
    assert [line.change.predecessor for line in good] == [dak_lak, gia_lai, hoa_thinh]
    bad = read("code,to_code,to_name\n67,66,Tỉnh Mới\n66,99001,Tỉnh Mới\n66,99001,Xã Mới\n".encode())
    assert [bool(line.troubles) for line in bad] == [True, True, True]


STEPS = st.lists(
    st.tuples(st.sampled_from(["unite", "rename", "merge", "split", "count"]), st.integers(0, 9), st.integers(0, 9)),
    min_size=1,
    max_size=7,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_any_sequence_conserves_the_country_in_both_ways_of_drawing(administrator, steps):
    with transaction.atomic():
        for n in range(3):
            above = province(f"Tỉnh {n}", str(10 + n))
            for number in range(2):
                totals(commune(f"Xã Số {number}", above), date(2026, 1, 1), 50, 40, 30)
        total = 300
        for n, (what, one, two) in enumerate(steps):
            day, total = _step(what, one, two, REFORM + timedelta(days=200 + n), total)
        later = day + timedelta(days=40)
        for drawn in ("today", "time"):
            country = exact(view_of(administrator, None, ALL_TIME, later, drawn))
            assert sum(country.values()) - country[ALL] == country[ALL] == total
            for place in [place for place in Unit.objects.provinces() if place.pk in country]:
                assert exact(view_of(administrator, place, ALL_TIME, later, drawn))[ALL] == country[place.pk]
        transaction.set_rollback(True)


def exact(view):
    """{place: people}, nothing rounded."""
    view = replace(view, is_own=True)
    return {row: view.people.at(row, ALL_TIME).learners for row in [*(place.pk for place in view.places), ALL]}


def _step(what, one, two, day, total):
    provinces = list(Unit.objects.current().provinces().order_by("pk"))
    communes = list(Unit.objects.current().communes().order_by("pk"))
    first, second = communes[one % len(communes)], communes[two % len(communes)]
    above, other = provinces[one % len(provinces)], provinces[two % len(provinces)]
    new = str(next(codes))
    if what == "count":
        totals(first, day, 7, 7, 7)
        return day, total + 7
    if what == "rename":
        approve(plan([above, above.code, f"Tỉnh Mới {day}"], day=day), None, day)
    elif what == "unite" and above != other:
        approve(union(above, other, f"Tỉnh Chung {day}", above.code, day=day), None, day)
    elif what == "split":
        lines = [[first, new, "Xã A", Share.MAIN_PART], [first, str(next(codes)), "Xã B", Share.PART]]
        approve(plan(*lines, day=day), None, day)
    elif what == "merge" and first != second:
        made = plan([first, new, "Xã M"], [second, new, "Xã M"], day=day)
        made.changes.update(province=first.parent)
        approve(Reorganisation.objects.get(pk=made.pk), None, day)
    return day, total
