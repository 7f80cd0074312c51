"""What people may say besides name and commune: voluntary, theirs alone, and gone when they take it back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from communes.models import Hamlet
from learners.about import NOTHING, About, about_of
from learners.actions import erase, say_about, state_residence
from learners.export import personal_data
from learners.merging import merge
from learners.models import Learner, Purpose
from learners.signals import about_changed
from tests.certificates.factory import hold_phone, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def hamlet(hoa_thinh):
    return Hamlet.objects.create(unit=hoa_thinh, name="Thôn Mẫu 1")


@pytest.fixture
def heard():
    found = []

    def hear(before, after, **kwargs):
        found.append((before, after))

    about_changed.connect(hear)
    yield found
    about_changed.disconnect(hear)


def said(person):
    return about_of(Learner.objects.get(pk=person.pk))


def consents(person):
    return person.consents.filter(purpose=Purpose.ETHNICITY, withdrawn_at=None)


def say(client, person, **fields):
    return post(client, reverse("learners:say_about"), {"person": str(person.pk)} | fields)


def test_a_person_says_it_with_three_taps(client, lan, hamlet):
    hold_phone(client, lan)
    assert reverse("learners:about") in client.get(reverse("learners:me")).text
    page = client.get(reverse("learners:about"))
    assert "Thôn Mẫu 1" in page.text and page.headers["Cache-Control"] == "private, no-store"
    answer = say(client, lan, age_band="60+", sex="female", hamlet=hamlet.pk)
    assert answer.status_code == 302 and said(lan) == About("60+", "female", "", hamlet.pk)
    kept = client.get(answer.url).text
    assert "Thôn Mẫu 1" in kept and "csrf" not in page.text


def test_nothing_is_required_and_what_is_left_out_is_taken_back(client, lan, hamlet):
    hold_phone(client, lan)
    say_about(lan, About("60+", "male", "", hamlet.pk))
    assert say(client, lan).status_code == 302
    assert said(lan) == NOTHING


def test_ethnicity_is_kept_only_with_a_consent_of_its_own(client, lan):
    hold_phone(client, lan)
    assert say(client, lan, ethnicity="other").status_code == 422
    assert said(lan) == NOTHING and not consents(lan)
    with pytest.raises(PermissionDenied):
        say_about(lan, About(ethnicity="other"))
    say(client, lan, ethnicity="other", consent="on")
    assert said(lan).ethnicity == "other" and consents(lan).count() == 1
    assert "Kinh" in consents(lan).get().text


def test_saying_it_again_asks_for_no_second_consent_and_taking_it_back_ends_it(lan):
    say_about(lan, About(ethnicity="other"), "I agree")
    say_about(lan, About(ethnicity="kinh"))
    assert consents(lan).count() == 1
    say_about(lan, About("60+"))
    assert said(lan) == About("60+") and not consents(lan)


def test_a_stranger_neither_sees_nor_changes_it(client, lan, hoa_thinh):
    say_about(lan, About("60+"))
    assert client.get(reverse("learners:about")).status_code == 302
    hold_phone(client, Learner.objects.create(unit=hoa_thinh))
    assert say(client, lan, age_band="18-34").status_code == 409
    answer = client.post(
        reverse("learners:say_about"), {"person": str(lan.pk)}, headers={"sec-fetch-site": "cross-site"}
    )
    assert answer.status_code == 403 and said(lan) == About("60+")


@pytest.mark.parametrize("bad", [{"age_band": "13"}, {"sex": "x" * 300}, {"hamlet": "0"}, {"hamlet": "x"}])
def test_what_was_not_offered_is_not_kept(client, lan, bad):
    hold_phone(client, lan)
    assert say(client, lan, **bad).status_code == 422
    assert said(lan) == NOTHING


def test_a_hamlet_of_another_commune_is_not_offered(client, lan, tay_hoa):
    other = Hamlet.objects.create(unit=tay_hoa, name="Thôn Mẫu 9")
    hold_phone(client, lan)
    assert "Thôn Mẫu 9" not in client.get(reverse("learners:about")).text
    assert say(client, lan, hamlet=other.pk).status_code == 422


def test_a_person_who_moves_leaves_the_hamlet_behind(lan, hamlet, hoa_thinh, tay_hoa, heard):
    say_about(lan, About("60+", hamlet_id=hamlet.pk))
    state_residence(lan, hoa_thinh)
    assert said(lan).hamlet_id == hamlet.pk
    state_residence(lan, tay_hoa)
    assert said(lan) == About("60+")
    assert heard[-1] == (About("60+", hamlet_id=hamlet.pk), About("60+"))


def test_whoever_counts_hears_of_changes_alone(lan, heard):
    say_about(lan, About("60+"))
    say_about(lan, About("60+"))
    assert heard == [(NOTHING, About("60+"))]


def test_it_is_part_of_what_a_person_takes_along(lan, hamlet):
    say_about(lan, About("60+", "female", "other", hamlet.pk), "I agree")
    own = personal_data(lan)
    assert [own[name] for name in ("age", "sex", "ethnicity", "hamlet")] == ["60+", "female", "other", "Thôn Mẫu 1"]


def test_it_goes_with_the_person(lan, hamlet, heard):
    say_about(lan, About("60+", "female", "other", hamlet.pk), "I agree")
    erase(lan)
    assert said(lan) == NOTHING and not consents(lan) and heard[-1][1] == NOTHING


def test_of_one_person_who_was_taken_for_two_nothing_said_is_lost(lan, hamlet, hoa_thinh):
    guest = Learner.objects.create(unit=hoa_thinh)
    say_about(guest, About("18-34", "female", "other", hamlet.pk), "I agree")
    say_about(lan, About("60+"))
    merge(guest, lan)
    assert said(lan) == About("60+", "female", "other", hamlet.pk) and consents(lan).count() == 1


def test_a_hamlet_of_elsewhere_does_not_come_along(lan, tay_hoa):
    guest = Learner.objects.create(unit=tay_hoa)
    say_about(guest, About(hamlet_id=Hamlet.objects.create(unit=tay_hoa, name="Thôn Mẫu 9").pk))
    merge(guest, lan)
    assert said(lan) == NOTHING
