"""Going on with another phone."""

import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from learners import resuming
from learners.actions import join_device
from learners.models import Device, Learner, ResumeCode, ResumeTry
from learners.resuming import TooManyTries, issue_code, redeem_code
from learners.words import WORDS
from tests.records.phone import Phone, event

pytestmark = pytest.mark.django_db
WRONG = resuming.Code((0, 0, 0), "00")


@pytest.fixture
def old():
    device = Device(pk=uuid.uuid4())
    join_device(device)
    return device


@pytest.fixture
def new():
    return Device.objects.create()


def redeem(device, code, where="10.0.0.1", **more):
    return redeem_code(device, code, where, **more)


def test_a_code_brings_the_person_to_another_phone_once(old, new):
    code = issue_code(old.current)
    assert redeem(new, code) == old.current == new.current
    assert old.learners.count() == 1
    assert redeem(Device.objects.create(), code) is None


def test_the_code_itself_is_kept_nowhere(old):
    code = issue_code(old.current)
    row = ResumeCode.objects.get()
    written = {str(value) for value in vars(row).values()}
    spoken = {WORDS[number].in_language(language) for number in code.words for language in ("vi", "en")}
    assert len(row.digest) == 64
    assert not written & {code.canonical, code.digits, *spoken}


def test_a_new_code_ends_the_one_before(old, new):
    first = issue_code(old.current)
    issue_code(old.current)
    assert redeem(new, first) is None


def test_a_code_ends_after_a_quarter_of_an_hour(old, new):
    code = issue_code(old.current)
    ResumeCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert redeem(new, code) is None and new.current is None


def test_a_code_that_lives_longer_is_longer(old):
    assert len(issue_code(old.current, timedelta(days=7)).digits) == 4


def test_who_moves_leaves_the_old_phone(old, new):
    learner = old.current
    redeem(new, issue_code(learner, leaves=old))
    assert not old.learners.exists() and Device.objects.get(pk=old.pk).current is None
    assert join_device(old, learner.pk) == learner, "what the old phone still has to send is theirs"


def test_a_network_has_twenty_tries_an_hour(old, new):
    code = issue_code(old.current)
    for _try in range(20):
        assert redeem(new, WRONG) is None
    with pytest.raises(TooManyTries):
        redeem(new, code)
    assert redeem(new, code, where="10.0.0.2")


def test_all_networks_together_are_braked_before_they_come_near(old, new):
    code = issue_code(old.current)
    ResumeTry.objects.create(network="x", digits=2, live=1000)
    with pytest.raises(TooManyTries):
        redeem(new, code)
    longer = issue_code(old.current)
    assert len(longer.digits) == 4 and redeem(new, longer)


def test_the_person_on_the_phone_is_put_together_only_when_asked(old, new):
    guest = join_device(new)
    assert redeem(new, issue_code(old.current)) == old.current
    assert new.learners.count() == 2
    new.current = guest
    redeem(new, issue_code(old.current), is_also_me=True)
    assert not Learner.objects.filter(pk=guest.pk).exists() and new.learners.count() == 1


@pytest.fixture
def phone(course):
    phone = Phone()
    phone.send(event(lesson=course.lessons[0]))
    return phone


def words_on(response):
    return re.findall(r'aria-hidden="true">.+?</span><span>(.+?)</span>', response.text), re.search(
        r'<span class="code">(\d+)</span>', response.text
    )[1]


def typed(words, digits, **more):
    return {f"word{n}": word for n, word in enumerate(words, start=1)} | {"digits": digits} | more


@pytest.mark.parametrize("language", ["", "/en"])
def test_from_one_phone_to_another(phone, language):
    words, digits = words_on(phone.post(f"{language}/people/code/", person=phone.learner))
    other = Phone()
    assert other.post("/people/resume/", **typed(words, digits)).status_code == 302
    assert other.get("/learning/state.json").json()["learner"]["id"] == phone.learner
    assert phone.get("/learning/state.json").json()["learner"]["id"] == phone.learner


def test_wrong_used_and_late_codes_have_one_answer(phone):
    used = words_on(phone.post("/people/code/", person=phone.learner))
    Phone().post("/people/resume/", **typed(*used))
    late = words_on(phone.post("/people/code/", person=phone.learner))
    ResumeCode.objects.update(expires_at=timezone.now())
    wrong = ([WORDS[0].vi] * 3, "11")
    answers = [Phone().post("/en/people/resume/", **typed(*code)) for code in (used, late, wrong)]
    assert {answer.status_code for answer in answers} == {422}
    assert all("This code does not open anything" in answer.text for answer in answers)


@pytest.mark.parametrize("words", [["", "", ""], ["x", "y", "z"], ["\0"] * 3, ["é" * 5000] * 3])
def test_what_can_not_be_a_code_is_said_and_kept(site_tree, words):
    response = Phone().post("/people/resume/", **typed(words, "12"))
    assert response.status_code == 422 and not ResumeTry.objects.exists()


def test_only_who_is_shown_is_put_together(phone, lan):
    words, digits = words_on(phone.post("/people/code/", person=phone.learner))
    other = Phone()
    other.send(event())
    other.post("/people/resume/", **typed(words, digits, also_me=str(lan.pk)))
    assert Learner.objects.filter(pk=other.learner).exists() and Learner.objects.filter(pk=lan.pk).exists()
