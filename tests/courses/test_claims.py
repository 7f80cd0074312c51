"""Saying that something was done for real, and a trainer or official who confirms it."""

import itertools
import re
import uuid
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.urls import reverse
from wagtail.models import ModelLogEntry

from accounts.models import Membership, Role
from accounts.trainers import follow_memberships
from courses.claims import codes
from courses.claims.codes import MISSES, TooManyTries, answer, find, issue
from courses.models import ClaimCode, RehearsalProgress, ServiceClaim
from courses.starter import Starter, read_rehearsal
from courses.state import learner_state
from learners.actions import erase, state_residence
from learners.export import personal_data
from learners.merging import merge
from learners.models import Learner
from learners.names import called
from records.actions import take_in
from records.models import Event
from records.statements import Statement, parse
from tests.conftest import staff
from tests.quizzes.factory import locale
from tests.records.phone import Phone, event, outcomes
from tests.test_weight import hold_phone, packed, scripts

pytestmark = pytest.mark.django_db
BEGIN = datetime(2026, 11, 1, tzinfo=UTC)
SAME_ORIGIN = {"sec-fetch-site": "same-origin"}


@pytest.fixture(autouse=True)
def nobody_has_guessed():
    cache.clear()


@pytest.fixture
def drill(site_tree):
    made = [Starter(locale(code)).rehearsal(read_rehearsal("activate-vneid")) for code in ("vi", "en")]
    return made[0]


def said(drill, verb="completed", after=0):
    return Statement(verb, "service", drill.key, BEGIN + timedelta(minutes=after))


def claim_of(learner, drill):
    take_in(learner, [said(drill)])
    return learner.service_claims.get()


@pytest.fixture
def claim(lan, drill):
    return claim_of(lan, drill)


# Saying so.


def test_nothing_is_kept_with_it():
    raw = event("completed", object_type="service", data={"number": "066085001234", "step": "x"})
    assert parse(raw, BEGIN).data == {}


def test_only_this_is_said_of_a_service():
    assert outcomes(Phone().send(event("answered", object_type="service"))) == ["refused"]


def test_it_is_the_same_in_whatever_order_it_arrives(drill, lan):
    told = [said(drill), said(drill, "voided", after=2), said(drill, after=5), said(drill, after=7)]
    for order in itertools.permutations(told):
        Event.objects.all().delete()
        ServiceClaim.objects.all().delete()
        for statement in [*order, *order]:
            take_in(lan, [statement])
        row = ServiceClaim.objects.get()
        assert (row.claimed_at, row.claimed_unit) == (BEGIN + timedelta(minutes=5), lan.unit)


def test_what_was_taken_back_is_gone(drill, lan):
    take_in(lan, [said(drill, "voided", after=3)])
    take_in(lan, [said(drill)])
    assert not ServiceClaim.objects.exists() and not RehearsalProgress.objects.exists()


def test_what_nobody_can_rehearse_is_not_claimed(lan, site_tree):
    take_in(lan, [Statement("completed", "service", uuid.uuid4(), BEGIN)])
    assert not ServiceClaim.objects.exists()


def test_a_drill_against_fraud_is_nothing_to_have_done_for_real(lan, client, site_tree):
    drill = Starter(locale("vi")).rehearsal(read_rehearsal("fake-police-call"))
    take_in(lan, [said(drill)])
    assert not ServiceClaim.objects.exists()
    address = reverse("courses:rehearsal", args=[drill.key])
    assert "data-for-real" not in client.get(address).text
    assert client.post(reverse("courses:say_done", args=[drill.key]), headers=SAME_ORIGIN).status_code == 404


def test_ordinary_events_cost_no_more(lan, django_assert_num_queries):
    from courses.claims.claiming import project_claims

    with django_assert_num_queries(0):
        project_claims(lan, [Event(learner=lan, verb="completed", object_type="lesson", object_key=uuid.uuid4())])


def test_the_first_stated_residence_holds_for_before_and_no_later_one(drill, hoa_thinh, tay_hoa):
    person = Learner.objects.create()
    claim_of(person, drill)
    state_residence(person, hoa_thinh)
    state_residence(person, tay_hoa)
    assert person.service_claims.get().claimed_unit == hoa_thinh


def test_two_who_are_one_did_it_once(drill, lan, trainer, hoa_thinh):
    other = Learner.objects.create(unit=hoa_thinh)
    answer(trainer, issue(claim_of(other, drill)), True)
    take_in(lan, [said(drill, after=-9)])
    merge(other, lan)
    row = ServiceClaim.objects.get()
    assert (row.learner, row.claimed_at, row.confirmed_by) == (lan, BEGIN - timedelta(minutes=9), trainer)


def test_what_one_took_back_is_taken_back_of_both(drill, lan):
    other = Learner.objects.create()
    claim_of(other, drill)
    take_in(lan, [said(drill, "voided", after=4)])
    merge(other, lan)
    assert not ServiceClaim.objects.exists()


def test_the_state_tells_of_it(client, claim, lan, drill, trainer, django_assert_max_num_queries):
    assert learner_state(lan, "vi")["claims"] == {str(drill.key): "claimed"}
    answer(trainer, issue(claim), True)
    hold_phone(client, lan)
    client.get(reverse("courses:state"))
    with django_assert_max_num_queries(3):
        state = client.get(reverse("courses:state")).json()
    assert state["claims"] == {str(drill.key): "confirmed"} and state["rehearsals"] == {}


def test_a_persons_copy_has_it_and_erasing_leaves_only_a_count(claim, lan, trainer):
    code = issue(claim)
    (told,) = personal_data(lan)["done_for_real"]
    assert told["rehearsal_key"] == claim.rehearsal_key and told["claimed_unit__name"] == lan.unit.name
    erase(lan)
    assert ServiceClaim.objects.count() == 1 and not ClaimCode.objects.exists()
    assert find(trainer, code) is None


# The code.


def test_a_trainer_and_an_official_of_the_commune_confirm(claim, trainer, commune_official, drill, hoa_thinh):
    for user in (trainer, commune_official):
        assert find(user, issue(claim)) == claim
    assert answer(commune_official, issue(claim), True)
    claim.refresh_from_db()
    assert claim.confirmed_by == commune_official and claim.confirmed_unit == hoa_thinh
    entry = ModelLogEntry.objects.get(action="courses.confirm")
    assert entry.user == commune_official and "Lan" not in f"{entry.label} {entry.data}"


def test_spaces_do_not_matter(claim, trainer):
    code = issue(claim)
    assert find(trainer, f" {code[:3]} {code[3:]} ") == claim


def test_nobody_from_elsewhere_confirms(claim, other_official, province_official, tay_hoa):
    code = issue(claim)
    for user in (other_official, province_official, staff("other@example.org", "trainer", tay_hoa)):
        assert find(user, code) is None


def test_where_nobody_knows_where_the_person_lives_nobody_confirms(drill, trainer, administrator):
    code = issue(claim_of(Learner.objects.create(), drill))
    assert find(trainer, code) is None and find(administrator, code) is None


def test_a_code_is_used_once(claim, trainer):
    code = issue(claim)
    assert answer(trainer, code, True) and answer(trainer, code, True) is None
    assert ModelLogEntry.objects.filter(action="courses.confirm").count() == 1


def test_a_no_uses_it_up_too_and_confirms_nothing(claim, trainer):
    code = issue(claim)
    assert answer(trainer, code, False)
    claim.refresh_from_db()
    assert claim.confirmed_at is None and find(trainer, code) is None
    assert ModelLogEntry.objects.filter(action="courses.decline").count() == 1


def test_after_a_quarter_of_an_hour_it_is_worth_nothing(claim, trainer):
    code = issue(claim)
    ClaimCode.objects.update(expires_at=datetime.now(UTC) - timedelta(seconds=1))
    assert find(trainer, code) is None


def test_a_new_code_makes_the_old_one_worthless(claim, trainer):
    old, new = issue(claim), issue(claim)
    assert find(trainer, old) is None and find(trainer, new) == claim


def test_no_two_open_codes_are_the_same(claim, drill, hoa_thinh, monkeypatch):
    from courses.claims import codes

    digits = iter(["111111", "111111", "222222"])
    monkeypatch.setattr(codes, "new_digits", lambda: next(digits))
    other = claim_of(Learner.objects.create(unit=hoa_thinh), drill)
    assert (issue(claim), issue(other)) == ("111111", "222222")


def test_only_a_hash_is_kept(claim):
    code = issue(claim)
    assert code not in ClaimCode.objects.get().digest and len(ClaimCode.objects.get().digest) == 64


def test_who_guesses_is_stopped_even_with_the_right_one(claim, trainer, commune_official, monkeypatch):
    monkeypatch.setattr(codes, "time", SimpleNamespace(time=lambda: 0))  # the window may not end meanwhile
    code = issue(claim)
    wrong = "000000" if code != "000000" else "000001"
    for _try in range(MISSES):
        assert find(trainer, wrong) is None
    with pytest.raises(TooManyTries):
        find(trainer, code)
    assert find(commune_official, code) == claim


def test_who_is_right_is_never_stopped(claim, trainer):
    for _time in range(MISSES + 5):
        assert find(trainer, issue(claim)) == claim


def test_what_is_confirmed_can_not_be_taken_back(claim, lan, drill, trainer):
    answer(trainer, issue(claim), True)
    take_in(lan, [said(drill, "voided", after=60)])
    assert ServiceClaim.objects.get().confirmed_at


# The pages.


def page(drill, name="for_real"):
    return reverse(f"courses:{name}", args=[drill.key])


def test_without_a_script_it_is_said_shown_and_taken_back(drill, hoa_thinh):
    phone = Phone()
    phone.post(page(drill, "say_done"))
    phone.post(page(drill, "say_done"))
    row = ServiceClaim.objects.get()
    assert page(drill, "claim_code") not in phone.get(page(drill)).text  # first where the person lives
    response = phone.post(page(drill), learner=str(row.learner_id), unit=hoa_thinh.pk)
    assert response.status_code == 302
    response = phone.post(page(drill, "claim_code"))
    assert re.search(r'class="claim-code"[^>]*>\d{3} \d{3}<', response.text) and drill.title in response.text
    assert response.headers["Cache-Control"] == "private, no-store"
    phone.post(page(drill, "take_back_done"))
    assert not ServiceClaim.objects.exists() and not ClaimCode.objects.exists()


def test_nobody_gets_a_code_for_what_they_did_not_say(drill, client, claim):
    stranger = Phone()
    response = stranger.post(page(drill, "claim_code"))
    assert response.url == page(drill) and not ClaimCode.objects.exists()
    assert client.post(page(drill, "claim_code")).status_code == 403


def test_a_commune_is_not_said_for_whoever_holds_the_phone_now(drill, hoa_thinh):
    phone = Phone()
    phone.post(page(drill, "say_done"))
    assert phone.post(page(drill), learner=str(uuid.uuid4()), unit=hoa_thinh.pk).status_code == 422
    assert ServiceClaim.objects.get().claimed_unit is None


def test_my_learning_leads_there(client, drill, lan):
    hold_phone(client, lan)
    assert page(drill) not in client.get(reverse("courses:my_learning")).text
    take_in(lan, [Statement("completed", "rehearsal", drill.key, BEGIN, data={"mode": "alone"})])
    assert page(drill) in client.get(reverse("courses:my_learning")).text


@pytest.fixture
def desk(client, trainer):
    follow_memberships()
    client.force_login(trainer)
    return client


def test_the_desk_shows_who_it_is_and_confirms(desk, claim, drill):
    address, code = reverse("confirm_claims"), issue(claim)
    text = desk.post(address, {"code": code}).text
    assert "Lan" in text and "Nguyễn" not in text and drill.title in text
    assert desk.post(address, {"code": code, "said": "yes"}).status_code == 302
    assert desk.post(address, {"code": code, "said": "yes"}).status_code == 422  # a double click
    claim.refresh_from_db()
    assert claim.confirmed_at


def test_wrong_used_late_and_foreign_codes_sound_alike(desk, claim, drill, bao, trainer):
    used, foreign = issue(claim), issue(claim_of(bao, drill))
    answer(trainer, used, False)
    late = issue(claim)
    ClaimCode.objects.filter(claim=claim, used_at=None).update(expires_at=BEGIN)
    alike = {
        re.search(r'role="alert">([^<]+)', desk.post(reverse("confirm_claims"), {"code": code}).text)[1]
        for code in (used, foreign, late, "12", "abcdef", "")
    }
    assert len(alike) == 1


def test_too_many_are_told_so(desk, claim):
    for _try in range(MISSES):
        desk.post(reverse("confirm_claims"), {"code": "1"})
    assert desk.post(reverse("confirm_claims"), {"code": issue(claim)}).status_code == 429


def test_an_official_confirms_outside_the_editor(client, claim, commune_official, hoa_thinh):
    client.force_login(commune_official)
    address, code = reverse("courses:confirm_done"), issue(claim)
    assert address in client.get(reverse("reports:unit", args=[hoa_thinh.pk])).text
    assert "Lan" in client.post(address, {"code": code}).text
    assert client.post(address, {"code": code, "said": "yes"}, follow=True).status_code == 200
    claim.refresh_from_db()
    assert claim.confirmed_by == commune_official


def test_strangers_see_no_desk(client, province_official, django_user_model):
    for address in (reverse("courses:confirm_done"), reverse("confirm_claims")):
        assert "login" in client.get(address).url
    client.force_login(province_official)
    assert client.get(reverse("courses:confirm_done")).status_code == 404
    from django.contrib.auth.models import Permission

    province_official.user_permissions.add(Permission.objects.get(codename="access_admin"))
    assert client.get(reverse("confirm_claims")).status_code == 404


def test_who_has_moved_is_confirmed_in_the_new_commune(claim, lan, tay_hoa, trainer):
    code = issue(claim)
    state_residence(lan, tay_hoa)
    assert find(trainer, code) is None
    Membership.objects.create(user=trainer, unit=tay_hoa, role=Role.TRAINER)
    assert answer(trainer, code, True).confirmed_unit == tay_hoa
    assert ServiceClaim.objects.get().claimed_unit != tay_hoa


@pytest.mark.parametrize(
    ("name", "word"),
    [("Nguyễn Thị Lan", "Lan"), ("Y Bảo Niê", "Y Bảo"), ("H'Hen Niê", "H'Hen"), ("Lan", "Lan"), ("", "")],
)
def test_people_are_called_as_neighbours_call_them(name, word):
    assert called(name) == word


def test_the_scripts_are_small(client, drill):
    files = scripts(client.get(reverse("courses:rehearsal", args=[drill.key])).text)
    own = {"js/rehearsal.js", "js/changed.js", "js/for-real.js"}
    assert own <= files.keys() and sum(packed(files[name]) for name in own) <= 6_000
