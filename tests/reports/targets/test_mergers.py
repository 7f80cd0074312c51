"""Adults and targets where communes are merged or divided: added up where each is known, never shared out."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Membership
from communes.ledger.actions import approve
from communes.models import Population, Unit
from reports.groups.adults import adults_by_group
from reports.targets.formers import Count, Formers, Origin, WhyNot
from reports.targets.models import Target
from reports.targets.reading import Targets
from tests.communes.factory import commune, province
from tests.communes.ledger.factory import DAY, merger, plan, split, transfer
from tests.reports.factory import fake_courses, totals
from tests.reports.targets.factory import counted, wanted

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 1)


@pytest.fixture(autouse=True)
def courses(monkeypatch):
    return fake_courses(monkeypatch, 1)


@pytest.fixture
def merge(hoa_thinh, tay_hoa, administrator):
    """Both become Xã Hòa Mới."""

    def act():
        approve(merger(hoa_thinh, tay_hoa), administrator, DAY)
        return Unit.objects.get(code="99001")

    return act


def adults(unit, **options):
    return Targets([unit], TODAY, **options).adults(unit)


def test_a_merged_commune_has_the_sum_of_the_former_with_their_sources(hoa_thinh, tay_hoa, merge):
    counted(hoa_thinh, 9000, confidence="high")
    counted(tay_hoa, 1000, on=date(2025, 12, 1), confidence="low")
    found = adults(merge())
    assert (found.number, found.confidence, found.counted_on) == (10_000, "low", date(2025, 12, 1))
    assert found.source == "Xã Hòa Thịnh: Report; Xã Tây Hòa: Report"


def test_the_sum_is_stored_nowhere_and_gives_way_to_a_count(hoa_thinh, tay_hoa, merge):
    counted(hoa_thinh, 9000)
    counted(tay_hoa, 1000)
    new = merge()
    assert not Population.objects.filter(unit=new).exists()
    counted(new, 9800)
    assert (adults(new).number, adults(new).former.counts) == (9800, ())


def test_without_one_of_the_counts_there_is_no_sum(hoa_thinh, tay_hoa, merge):
    counted(hoa_thinh, 9000)
    found = adults(merge())
    assert (found.number, found.former.why, found.former.uncounted) == (None, WhyNot.UNCOUNTED, ("Xã Tây Hòa",))


def test_counts_from_different_ages_are_not_added(hoa_thinh, tay_hoa, merge):
    counted(hoa_thinh, 9000)
    counted(tay_hoa, 1000, age_from=15)
    found = adults(merge())
    assert (found.number, found.former.why) == (None, WhyNot.OTHER_AGES)


def test_a_divided_commune_is_not_shared_out(hoa_thinh, tay_hoa, administrator):
    counted(hoa_thinh, 9000)
    counted(tay_hoa, 1000)
    approve(transfer(hoa_thinh, tay_hoa), administrator, DAY)
    for new in Unit.objects.current().filter(code__in=[hoa_thinh.code, tay_hoa.code]):
        found = adults(new)
        assert (found.number, found.former.why, found.former.divided) == (None, WhyNot.DIVIDED, ("Xã Hòa Thịnh",))


def test_what_was_merged_and_merged_again_adds_up_from_the_beginning(hoa_thinh, tay_hoa, dak_lak, merge, administrator):
    third = commune("Xã Ba", dak_lak)
    for unit, number in ((hoa_thinh, 9000), (tay_hoa, 1000), (third, 500)):
        counted(unit, number)
    approve(merger(merge(), third, name="Xã Lớn", code="99009", day=date(2027, 2, 1)), administrator, TODAY)
    large = Unit.objects.get(code="99009")
    assert [count.adults for count in adults(large).former.counts] == [9000, 1000, 500]


def test_in_the_boundaries_of_the_time_everything_stays_as_it_was(hoa_thinh, tay_hoa, merge):
    counted(hoa_thinh, 9000)
    counted(tay_hoa, 1000)
    new = merge()
    found = Targets([new, hoa_thinh, tay_hoa], TODAY, is_today=False)
    assert [found.adults(unit).number for unit in (new, hoa_thinh, tay_hoa)] == [None, 9000, 1000]


def test_a_province_keeps_its_sum(hoa_thinh, tay_hoa, dak_lak, merge):
    counted(hoa_thinh, 9000)
    counted(tay_hoa, 1000)
    merge()
    for is_today in (True, False):
        found = adults(dak_lak, is_today=is_today)
        assert (found.number, found.communes, found.lacking) == (10_000, 1, 0)


def test_a_province_keeps_its_sum_where_a_commune_was_divided(hoa_thinh, tay_hoa, dak_lak, administrator):
    counted(hoa_thinh, 9000)
    counted(tay_hoa, 1000)
    approve(transfer(hoa_thinh, tay_hoa), administrator, DAY)
    found = adults(dak_lak)
    assert (found.number, found.communes, found.lacking) == (10_000, 2, 0)
    # Once one part is counted anew, nobody knows how many of the others are in it.
    counted(Unit.objects.current().get(code=tay_hoa.code), 3000)
    assert (adults(dak_lak).number, adults(dak_lak).lacking) == (None, 1)


def test_a_part_that_went_to_another_province_leaves_no_sum(hoa_thinh, dak_lak, administrator):
    counted(hoa_thinh, 9000)
    made = split(hoa_thinh)
    made.changes.filter(share="part").update(province=province("Tỉnh Gia Lai"))
    approve(made, administrator, DAY)
    assert (adults(dak_lak).number, adults(dak_lak).lacking) == (None, 1)


def test_two_queries_more_where_communes_were_reorganised(hoa_thinh, tay_hoa, dak_lak, merge):
    places = [dak_lak, merge(), *(commune(f"Xã {number}", dak_lak) for number in range(9))]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = Targets(places, TODAY)
        for place in places:
            found.standing(place, [])
    assert len(queries) == 5


def test_groups_follow_too(hoa_thinh, tay_hoa, merge):
    for unit, number, old in ((hoa_thinh, 9000, 900), (tay_hoa, 1000, 150)):
        counted(unit, number)
        counted(unit, old, group="60+")
    counted(tay_hoa, 500, group="women")
    new = merge()
    assert adults_by_group(new, TODAY) == {"": 10_000, "60+": 1050}
    assert adults_by_group(new, TODAY, is_today=False) == {}


def test_a_province_says_where_its_communes_counted_from_different_ages(
    client, hoa_thinh, tay_hoa, dak_lak, province_official
):
    counted(hoa_thinh, 9000)
    counted(tay_hoa, 1000, age_from=15)
    (sentence,) = page(client, province_official, dak_lak).context["aim_sentences"]
    assert str(sentence).endswith("the communes counted adults from different ages.")


LINES = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("wxyz")), min_size=1, max_size=8, unique=True)


@given(LINES, st.sets(st.sampled_from("wxyz")))
def test_what_is_known_together_is_every_person_of_some_communes_once(lines, units):
    """Any parts of four communes of different size go into any of four others."""
    sizes = dict(zip("abcd", (1, 10, 100, 1000), strict=True))
    whole = {old for old, _new in lines if sum(line[0] == old for line in lines) == 1}
    origins = [
        Origin(old, new, "whole" if old in whole else "part", old, Count(old, sizes[old], 18, "x", DAY, "low"))
        for old, new in lines
    ]
    found = list(Formers(origins).together(units))
    for news, counts in found:
        olds = {old for old, new in lines if new in news}
        assert news <= units and {new for old, new in lines if old in olds} == news
        assert sorted(count.adults for count in counts) == sorted(sizes[old] for old in olds)
    assert sum(len(news) for news, _counts in found) == len(set().union(*(news for news, _counts in found)))


ARE_WHOLE = st.lists(st.tuples(st.booleans(), st.none() | st.integers(1, 9000)), min_size=1, max_size=6)


@given(ARE_WHOLE)
def test_nobody_is_added_twice_lost_or_guessed(rows):
    """Each of some communes goes into one, whole or in part, counted or not."""
    origins = []
    for number, (is_whole, people) in enumerate(rows):
        count = people and Count(f"Xã {number}", people, 18, "x", DAY, "low")
        shares = ["whole"] if is_whole else ["main_part", "part"]
        origins += [
            Origin(number, "new" if n == 0 else "other", share, f"Xã {number}", count) for n, share in enumerate(shares)
        ]
    found = Formers(origins).of("new")
    is_known = all(is_whole and people for is_whole, people in rows)
    assert found.number == (sum(people for _is_whole, people in rows) if is_known else None)
    assert bool(found.why) == (not is_known)


def page(client, user, unit, name="unit", query="", language="en"):
    client.force_login(user)
    with translation.override(language):
        return client.get(reverse(f"reports:{name}", args=[unit.pk]) + query)


@pytest.fixture
def new_official(other_official):
    def of(unit):
        Membership.objects.get_or_create(user=other_official, role="commune_official", unit=unit)
        return other_official

    return of


def test_the_page_names_what_the_sum_is_made_of(client, hoa_thinh, tay_hoa, merge, new_official):
    totals(hoa_thinh, date(2026, 10, 5), 500, 400, 300)
    counted(hoa_thinh, 9000)
    counted(tay_hoa, 1000)
    new = merge()
    response = page(client, new_official(new), new)
    assert response.context["coverage_parts"] == (
        "300 / 10,000 people of 18 and older (sum of the former communes: Xã Hòa Thịnh 9,000, Report, 01/01/2026; "
        "Xã Tây Hòa 1,000, Report, 01/01/2026)"
    )
    assert response.context["headline"].startswith("By 01/03/2027, 3\u00a0% of the adults")
    assert page(client, new_official(new), new, query="?boundaries=time").context["coverage_parts"] == ""


def test_the_page_says_why_there_is_no_sum_and_offers_the_form(client, hoa_thinh, administrator, new_official):
    counted(hoa_thinh, 9000)
    totals(hoa_thinh, date(2026, 10, 5), 500, 400, 300)
    approve(split(hoa_thinh), administrator, DAY)
    new = Unit.objects.get(code="99002")
    response = page(client, new_official(new), new)
    (sentence,) = response.context["aim_sentences"]
    assert sentence.startswith("Xã Hòa Thịnh was divided") and sentence.endswith("Please enter how many live here now.")
    assert reverse("reports:population", args=[new.pk]).removeprefix("/vi") in response.text


def test_the_committee_page_says_where_adults_are_from(client, hoa_thinh, tay_hoa, merge, new_official):
    counted(hoa_thinh, 9000)
    counted(tay_hoa, 1000)
    new = merge()
    text = page(client, new_official(new), new, "committee").text
    assert "as counted in the former communes (Xã Hòa Thịnh: Report; Xã Tây Hòa: Report)" in text


def test_a_share_of_the_province_holds_for_a_new_commune(dak_lak, merge):
    above = wanted(dak_lak, 60, last=date(2027, 12, 31))
    new = merge()
    assert Targets([new], TODAY).target(new) == above


def test_targets_of_former_communes_end_and_the_page_says_so(client, hoa_thinh, tay_hoa, merge, new_official):
    wanted(hoa_thinh, 60, last=date(2027, 12, 31))
    wanted(tay_hoa, 55, last=date(2026, 12, 31))
    new = merge()
    assert Targets([new], TODAY).target(new) is None
    said = "The target of the former commune ended with it: Xã Hòa Thịnh 60\u00a0%. Please set one for this commune."
    assert page(client, new_official(new), new).context["aim_sentences"][-1] == said
    assert said in page(client, new_official(new), new, "targets").text.replace("&nbsp;", "\u00a0")
    wanted(new, 50, last=date(2027, 12, 31))
    assert said not in page(client, new_official(new), new).context["aim_sentences"]


def test_head_counts_of_whole_communes_are_suggested_as_their_sum(client, hoa_thinh, tay_hoa, merge, new_official):
    for unit, number in ((hoa_thinh, 1200), (tay_hoa, 300)):
        wanted(unit, number, kind="count", last=date(2027, 12, 31))
    new = merge()
    response = page(client, new_official(new), new, "targets")
    assert 'value="1,500"' in response.text and "Suggested below" in response.text
    assert response.context["form"].initial["first_day"] == DAY
    assert not Target.objects.filter(unit=new).exists()


def test_nothing_is_suggested_from_shares_or_from_some_only(hoa_thinh, tay_hoa, dak_lak, merge):
    wanted(hoa_thinh, 1200, kind="count", last=date(2027, 12, 31))
    new = merge()
    assert Targets([new], TODAY).proposal(new) == {}
    wanted(tay_hoa, 60, last=date(2027, 12, 31))
    assert Targets([new], TODAY).proposal(new) == {}


def test_the_form_of_adults_shows_the_sum_as_nobodys_count(client, hoa_thinh, tay_hoa, merge, new_official):
    counted(hoa_thinh, 9000)
    counted(tay_hoa, 1000)
    new = merge()
    text = page(client, new_official(new), new, "population").text
    assert "10,000 (sum of the former communes" in text and "Nothing yet." in text


def test_before_it_is_approved_one_sees_what_becomes_of_adults_and_targets(hoa_thinh, tay_hoa, dak_lak):
    from reports.targets.moving import what_becomes_of_adults

    made = merger(hoa_thinh, tay_hoa)
    assert what_becomes_of_adults(made) is None
    with translation.override("en"):
        counted(hoa_thinh, 9000)
        wanted(hoa_thinh, 60, last=date(2027, 12, 31))
        first, second = what_becomes_of_adults(made).rows
        assert first == (
            "Xã Hòa Thịnh",
            "9,000",
            "60\u00a0%",
            "No sum for Xã Hòa Mới, because of Xã Tây Hòa: it needs a count of its own. "
            "The target ends; set a new one for Xã Hòa Mới.",
        )
        assert second[1:3] == ("not known yet", "none of its own")
        counted(tay_hoa, 1000)
        assert what_becomes_of_adults(made).rows[1][3] == "Counted to Xã Hòa Mới, as the sum of the former communes."
        divided = plan([hoa_thinh, "99002", "Xã Đ", "main_part"], [hoa_thinh, "99003", "Xã T", "part"])
        assert what_becomes_of_adults(divided).rows[0][3].startswith("Divided: adults are not shared out")


def test_what_was_a_sum_itself_goes_along_in_the_preview(hoa_thinh, tay_hoa, dak_lak, merge):
    from reports.targets.moving import what_becomes_of_adults

    third = commune("Xã Ba", dak_lak)
    for unit, number in ((hoa_thinh, 9000), (tay_hoa, 1000), (third, 500)):
        counted(unit, number)
    later = merger(merge(), third, name="Xã Lớn", code="99009", day=date(2027, 4, 1))
    with translation.override("en"):
        rows = what_becomes_of_adults(later).rows
        assert [row[1] for row in rows] == ["10,000", "500"]
        assert {row[3] for row in rows} == {"Counted to Xã Lớn, as the sum of the former communes."}
        counted(third, 700, on=date(2026, 2, 1), age_from=15)
        assert "different ages" in what_becomes_of_adults(later).rows[0][3]
