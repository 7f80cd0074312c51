"""What was done for real, per commune: claimed and confirmed, kept as it happens, never told of a few people."""

import uuid
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.claims.codes import answer, issue
from courses.models import Rehearsal
from learners.actions import state_residence
from learners.merging import merge
from records.actions import take_in
from records.statements import Statement
from reports import rebuilding
from reports.models import ForRealTotals
from reports.rollups import ANY_COURSE
from tests.communes.factory import commune, province
from tests.quizzes.factory import locale
from tests.reports.factory import moment, someone
from tests.reports.test_totals import recount

pytestmark = pytest.mark.django_db


@pytest.fixture
def rehearsals(db):
    rows = [Rehearsal(title=f"Tập {n}", locale=locale("vi"), translation_key=uuid.UUID(int=n + 1)) for n in range(2)]
    for row in rows:
        row.save()
    return rows


def say(person, rehearsal, at, verb="completed"):
    take_in(person, [Statement(verb, "service", rehearsal.translation_key, at)])


def confirm(person, rehearsal, by):
    claim = person.service_claims.filter(rehearsal_key=rehearsal.translation_key).first()
    if claim and not claim.confirmed_at and person.unit_id:
        answer(by, issue(claim), True)


def all_kept():
    rows = ForRealTotals.objects.values_list("day", "unit_id", "rehearsal_key", "claimed", "confirmed")
    return {row[:3]: row[3:] for row in rows if any(row[3:])}


def differences():
    return [d for units in rebuilding.groups_of_units() for d in rebuilding.differences(units)]


def test_claimed_and_confirmed_are_counted_apart(rehearsals, hoa_thinh, trainer):
    person, (one, other) = someone(hoa_thinh), rehearsals
    say(person, one, moment(3))
    say(person, other, moment(4))
    confirm(person, one, trainer)
    day = person.service_claims.exclude(confirmed_at=None).get().confirmed_at.astimezone().date()
    kept = all_kept()
    assert kept[moment(3).date(), hoa_thinh.pk, ANY_COURSE] == (1, 0)
    assert (moment(4).date(), hoa_thinh.pk, ANY_COURSE) not in kept  # a person counts once
    assert kept[moment(4).date(), hoa_thinh.pk, other.translation_key] == (1, 0)
    assert [numbers for place, numbers in kept.items() if place[0] == day and place[2] == ANY_COURSE] == [(0, 1)]
    assert differences() == []


def test_what_is_taken_back_is_no_longer_counted(rehearsals, hoa_thinh):
    person = someone(hoa_thinh)
    say(person, rehearsals[0], moment(3))
    say(person, rehearsals[0], moment(4), "voided")
    assert all_kept() == {} and differences() == []


def test_a_broken_figure_is_mended(rehearsals, hoa_thinh):
    say(someone(hoa_thinh), rehearsals[0], moment(3))
    right = all_kept()
    ForRealTotals.objects.filter(rehearsal_key=ANY_COURSE).update(claimed=7)
    assert "claimed kept 7, counted 1" in recount()
    assert all_kept() == right and "nothing differs" in recount("--check")


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["completed", "completed", "voided", "confirm", "reside", "merge"]),
        st.integers(0, 2),
        st.integers(0, 1),
        st.integers(1, 28),
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_people_say_in_whatever_order_a_recount_agrees(rehearsals, administrator, steps):
    with transaction.atomic():
        above = province()
        places = [commune(f"Xã Số {number}", above) for number in range(2)]
        people = [someone(), someone(), someone(places[0])]
        for what, who, which, day in steps:
            person = people[who]
            if what == "reside":
                state_residence(person, places[which])
            elif what == "confirm":
                confirm(person, rehearsals[which], administrator)
            elif what == "merge" and person is not people[2]:
                people = [people[2] if one is person else one for one in people]
                merge(person, people[2])
                people[:] = [type(one).objects.get(pk=one.pk) for one in people]
                people = [people[2]] * 3 if len({one.pk for one in people}) == 1 else people
            elif what in ("completed", "voided"):
                say(person, rehearsals[which], moment(day), what)
        assert differences() == []
        transaction.set_rollback(True)


# The pages.


def crowd(unit, rehearsal, number, by=None):
    for minute in range(number):
        person = someone(unit)
        say(person, rehearsal, moment(3) + timedelta(minutes=minute))
        if by:
            confirm(person, rehearsal, by)


def rows(client, unit):
    return client.get(reverse("reports:unit", args=[unit.pk])).context["for_real"]


def test_the_communes_own_official_sees_even_one(client, rehearsals, hoa_thinh, commune_official, trainer):
    crowd(hoa_thinh, rehearsals[0], 1, trainer)
    client.force_login(commune_official)
    assert rows(client, hoa_thinh) == [("Tập 0", 1, 1, 0)]
    text = client.get(reverse("reports:unit", args=[hoa_thinh.pk])).text
    assert "Tập dượt và làm thật" in text


def test_few_people_never_leave_their_commune(client, rehearsals, hoa_thinh, tay_hoa, province_official, trainer):
    crowd(hoa_thinh, rehearsals[0], 6)
    crowd(tay_hoa, rehearsals[0], 2)
    crowd(hoa_thinh, rehearsals[1], 7)
    client.force_login(province_official)
    told = [numbers for unit in (hoa_thinh, tay_hoa, hoa_thinh.parent) for numbers in rows(client, unit)]
    assert ("Tập 0", None, None, None) in told and {row[1] for row in told} == {5, None}


def test_a_stranger_sees_nothing(client, rehearsals, hoa_thinh, other_official):
    crowd(hoa_thinh, rehearsals[0], 1)
    client.force_login(other_official)
    assert client.get(reverse("reports:unit", args=[hoa_thinh.pk])).status_code == 404


def test_they_can_be_taken_away(client, rehearsals, hoa_thinh, commune_official):
    crowd(hoa_thinh, rehearsals[0], 2)
    client.force_login(commune_official)
    body = b"".join(client.get(reverse("reports:unit_file", args=[hoa_thinh.pk, "rehearsals", "csv"]))).decode()
    assert body.splitlines()[-1].endswith('"Tập 0",2,0,0')
