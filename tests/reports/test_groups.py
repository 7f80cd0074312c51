"""Who is reached: groups on the page of a unit, exact within the commune, in fives from outside."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from communes.models import Hamlet, Population
from reports.groups.gaps import gaps
from reports.models import GroupTotals
from tests.communes.factory import commune
from tests.reports.factory import fake_courses, totals

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
MONTH = date(2026, 10, 1)


@pytest.fixture(autouse=True)
def courses(monkeypatch):
    return fake_courses(monkeypatch, 1)


def group(unit, dimension, value, *numbers, month=MONTH):
    names = ("learners", "completions", "certificates")
    numbers = dict(zip(names, numbers, strict=True))
    return GroupTotals.objects.create(unit=unit, month=month, dimension=dimension, value=value, **numbers)


def counted(unit, adults, **more):
    """As an official enters it."""
    return Population.objects.create(unit=unit, adults=adults, source="x", counted_on=date(2026, 1, 1), **more)


@pytest.fixture
def figures(hoa_thinh, tay_hoa):
    """Hòa Thịnh: 100 began; 23 said to be 60 or older, 3 to be under 18, the others nothing."""
    totals(hoa_thinh, MONTH, 100, 80, 60)
    totals(tay_hoa, MONTH, 9, 9, 9)
    group(hoa_thinh, "age_band", "60+", 23, 12, 9)
    group(hoa_thinh, "age_band", "14-17", 3, 3, 3)
    group(hoa_thinh, "age_band", "", 74, 65, 48)
    group(hoa_thinh, "channel", "self", 60, 40, 30)
    group(hoa_thinh, "channel", "assisted", 40, 40, 30)
    group(tay_hoa, "age_band", "60+", 9, 9, 9)


def page(client, user, unit, language="en"):
    client.force_login(user)
    with translation.override(language):
        address = reverse("reports:unit", args=[unit.pk])
    return client.get(address)


def rows_of(response, key):
    """{group: (began, completed, certified)}"""
    tables = {table["key"]: table["rows"] for table in response.context["groups"]["tables"]}
    return {str(words): (f.learners, f.completions, f.certificates) for words, f in tables.get(key, [])}


def test_the_commune_sees_its_groups_exactly(client, figures, hoa_thinh, commune_official):
    response = page(client, commune_official, hoa_thinh)
    assert rows_of(response, "age_band") == {
        "14 to 17": (3, 3, 3),
        "60 or older": (23, 12, 9),
        "Not stated": (74, 65, 48),
    }
    assert rows_of(response, "channel") == {"by oneself": (60, 40, 30), "helped by a trainer": (40, 40, 30)}
    assert "Who is reached" in response.text and "52&nbsp;%" in response.text  # 12 of 23


def test_from_outside_groups_come_in_fives_and_without_those_who_did_not_say(
    client, figures, hoa_thinh, province_official
):
    assert rows_of(page(client, province_official, hoa_thinh), "age_band") == {"60 or older": (20, 10, 5)}


def test_a_group_under_five_is_not_told_from_an_empty_one(client, figures, hoa_thinh, province_official):
    group(hoa_thinh, "sex", "female", 4, 4, 4)
    response = page(client, province_official, hoa_thinh)
    assert rows_of(response, "sex") == {} and "14 to 17" not in response.text and "Women and men" not in response.text


def test_a_province_is_the_sum_of_its_communes_rounded_itself(client, figures, dak_lak, province_official):
    rows = rows_of(page(client, province_official, dak_lak), "age_band")
    assert rows["60 or older"][0] == 30  # of 23 and 9: 20 and 5 by themselves


def test_ethnicity_is_seen_only_where_somebody_agreed(client, figures, hoa_thinh, commune_official):
    group(hoa_thinh, "ethnicity", "", 100, 80, 60)
    assert "By ethnicity" not in page(client, commune_official, hoa_thinh).text
    group(hoa_thinh, "ethnicity", "other", 12, 8, 8)
    response = page(client, commune_official, hoa_thinh)
    assert rows_of(response, "ethnicity")["another people"] == (12, 8, 8)


def test_strangers_and_the_anonymous_see_no_groups(client, figures, hoa_thinh, other_official, trainer):
    for user in (other_official, trainer):
        assert page(client, user, hoa_thinh).status_code == 404
    client.logout()
    with translation.override("en"):
        assert "/accounts/login/" in client.get(reverse("reports:unit", args=[hoa_thinh.pk])).url


@pytest.fixture
def hamlets(hoa_thinh):
    one, two, gone = (Hamlet.objects.create(unit=hoa_thinh, name=f"Thôn Mẫu {n}") for n in (1, 2, 3))
    gone.valid_to, gone.merged_into = date(2026, 9, 30), two
    gone.save()
    for hamlet, number in ((one, 7), (two, 3), (gone, 2)):
        group(hoa_thinh, "hamlet", str(hamlet.pk), number, number, number)
    return one, two


def test_a_commune_sees_its_hamlets_and_merged_ones_in_what_they_became(
    client, figures, hamlets, hoa_thinh, tay_hoa, commune_official
):
    elsewhere = Hamlet.objects.create(unit=tay_hoa, name="Thôn Mẫu 9")
    group(hoa_thinh, "hamlet", str(elsewhere.pk), 4, 4, 4)
    group(hoa_thinh, "hamlet", "", 84, 64, 44)
    response = page(client, commune_official, hoa_thinh)
    rows = {row["name"]: row["figures"].learners for row in response.context["groups"]["hamlets"]}
    assert rows == {"Thôn Mẫu 1": 7, "Thôn Mẫu 2": 5, "Not stated": 88}
    assert "Thôn Mẫu 9" not in response.text and "Thôn Mẫu 3" not in response.text


def test_hamlets_never_leave_the_commune(client, figures, hamlets, hoa_thinh, dak_lak, province_official):
    for unit in (hoa_thinh, dak_lak):
        response = page(client, province_official, unit)
        assert response.context["groups"]["hamlets"] == [] and "Thôn Mẫu" not in response.text


def test_a_hamlet_shows_its_coverage_where_its_adults_are_known(client, figures, hamlets, hoa_thinh, commune_official):
    counted(hoa_thinh, 80, hamlet=hamlets[0])
    response = page(client, commune_official, hoa_thinh)
    shown = {row["name"]: row["coverage"] for row in response.context["groups"]["hamlets"]}
    assert shown["Thôn Mẫu 1"] == "8.8\u00a0%" and shown["Thôn Mẫu 2"] == ""


def test_the_own_commune_is_told_in_which_hamlet_a_class_helps_most(
    client, figures, hamlets, hoa_thinh, commune_official, province_official
):
    group(hoa_thinh, "hamlet", "", 84, 64, 44)
    response = page(client, commune_official, hoa_thinh)
    # All who began there hold their certificate, and nobody knows how many others live there.
    assert response.context["groups"]["hamlet_advice"] == []
    counted(hoa_thinh, 212, hamlet=hamlets[0])
    response = page(client, commune_official, hoa_thinh)
    (found,) = response.context["groups"]["hamlet_advice"]
    assert found == {
        "words": "Thôn Mẫu 1",
        "reason": "212 adults, 7 hold a certificate: 205 people to go.",
    }
    assert response.context["groups"]["hamlets_left_out"] == (
        "Left out, because their adults have not been entered: Thôn Mẫu 2. "
        "44 people with a certificate have not said which hamlet."
    )
    assert "In which hamlet one class helps most" in response.text
    outside = page(client, province_official, hoa_thinh)
    assert "In which hamlet" not in outside.text and outside.context["groups"]["hamlet_advice"] == []


def test_without_adults_the_advice_says_what_it_counts(client, figures, hamlets, hoa_thinh, commune_official):
    group(hoa_thinh, "hamlet", str(hamlets[1].pk), 20, 9, 1, month=date(2026, 9, 1))
    response = page(client, commune_official, hoa_thinh)
    (found,) = response.context["groups"]["hamlet_advice"]
    assert found["reason"] == "25 began, 6 hold a certificate: 19 people to go."
    assert response.context["groups"]["hamlets_left_out"].startswith("Only people who began are known")


def test_a_gap_is_the_coverage_of_a_group_less_that_of_all():
    old, women, minority = gaps({"": 60, "60+": 9, "women": None}, {"": 400, "60+": 90})
    assert old.coverage == 10 and old.all_coverage == 15 and old.points == -5
    assert women.points is None and minority.points is None


def test_the_page_says_the_gap_or_why_there_is_none(client, figures, hoa_thinh, commune_official):
    assert "The number of adults here has not been entered." in page(client, commune_official, hoa_thinh).text
    counted(hoa_thinh, 400)
    counted(hoa_thinh, 90, group="60+")
    response = page(client, commune_official, hoa_thinh)
    old, women = response.context["groups"]["gaps"]
    assert (old["coverage"], old["all"], old["points"]) == ("10.0\u00a0%", "15.0\u00a0%", "−5.0")
    assert women["why_not"] == "The number of adults of this group has not been entered."
    assert page(client, commune_official, hoa_thinh, "vi").context["groups"]["gaps"][0]["points"] == "−5,0"


def test_from_outside_a_gap_is_worked_out_from_what_is_shown(
    client, monkeypatch, figures, hoa_thinh, province_official
):
    for group_of_people, adults in (("", 400), ("60+", 90), ("women", 200)):
        counted(hoa_thinh, adults, group=group_of_people)
    old, women = page(client, province_official, hoa_thinh).context["groups"]["gaps"]
    assert old["counts"] == "5 / 90" and women["why_not"].startswith("Fewer than 5")


def test_the_page_costs_no_more_for_a_hundred_communes(client, figures, dak_lak, province_official, monkeypatch):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page(client, province_official, dak_lak)
        return len(asked)

    queries()
    before = queries()
    for number in range(20):
        group(commune(f"Xã {number}", dak_lak), "age_band", "60+", 7, 7, 7)
    assert queries() == before


def test_no_sum_tells_what_the_groups_of_its_communes_are(client, hoa_thinh, dak_lak, province_official):
    """Five communes with four old people each: shown as none, and a sum of 20 would say four of each."""
    totals(hoa_thinh, MONTH, 100, 80, 60)
    for unit in (hoa_thinh, *(commune(f"Xã {number}", dak_lak) for number in range(4))):
        group(unit, "age_band", "60+", 4, 4, 4)
    assert rows_of(page(client, province_official, dak_lak), "age_band") == {"60 or older": (15, 15, 15)}
