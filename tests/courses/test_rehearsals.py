"""Rehearsals as people find them: public, the same for everyone, and remembered for who did them."""

import gzip
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from courses.models import Rehearsal, RehearsalProgress
from courses.rehearsing import faults
from courses.starter import Starter, read_rehearsal, rehearsals
from courses.state import learner_state
from learners.merging import merge
from learners.models import Learner
from records.actions import take_in
from records.models import Event
from records.statements import Statement, parse
from tests.courses.factory import course, in_language, lead_to, lesson
from tests.courses.test_content import LANGUAGES, WORDS_IN_A_SENTENCE, sentences, under
from tests.quizzes.factory import locale
from tests.test_weight import packed, scripts

pytestmark = pytest.mark.django_db
BEGIN = datetime(2026, 11, 1, tzinfo=UTC)
SCRIPT, PAGE = 6_000, 12_000


@pytest.fixture
def drill(site_tree):
    """The scam drill in both languages, live; the Vietnamese one."""
    made = [Starter(locale(code)).rehearsal(read_rehearsal("fake-police-call")) for code in ("vi", "en")]
    return made[0]


def address(drill, language="vi"):
    with override(language):
        return reverse("courses:rehearsal", args=[drill.key])


@pytest.fixture
def used(drill):
    """A course whose first lesson leads to the drill at its second step."""
    whole = course(lessons=1)
    lead_to(whole.lessons[0], drill)
    return whole


def did(learner, drill, mode="help", after=0, mistakes=0):
    data = {"mode": mode, "steps": 6, "mistakes": mistakes, "hints": 0, "seconds": 60}
    statement = Statement("completed", "rehearsal", drill.key, BEGIN + timedelta(minutes=after), data=data)
    take_in(learner, [statement])
    return statement


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_rehearsal_is_public_and_says_on_every_screen_that_it_is_practice(client, drill, language):
    response = client.get(address(drill, language))
    own = in_language(drill, language)
    assert own.title in response.text and not response.cookies
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response.text.count('class="drawn-mark"') == len(own.screens)


def test_without_a_script_nothing_can_be_typed_or_tapped_but_the_place_is_marked(client, site_tree):
    activate = Starter(locale("vi")).rehearsal(read_rehearsal("activate-vneid"))
    markup = client.get(address(activate)).text.partition('class="screens"')[2]
    controls = [part.partition(">")[0] for name in ("<input", '<button class="tap') for part in markup.split(name)[1:]]
    assert controls and all("disabled" in control for control in controls)
    assert not any(" name=" in control for control in controls)
    assert markup.count("Bấm ở đây") == len(activate.screens)


def test_a_draft_is_found_by_nobody(client, drill):
    Rehearsal.objects.update(live=False)
    assert client.get(address(drill)).status_code == 404
    assert client.get(reverse("courses:rehearsal", args=[uuid.uuid4()])).status_code == 404


def test_a_step_leads_there_and_back(client, drill, used):
    page = used.lessons[0]
    assert f'href="{address(drill)}" data-rehearsal="{drill.key}"' in client.get(page.url).text
    assert f'href="{page.url}#step-2"' in client.get(address(drill)).text


def test_the_card_of_a_draft_is_not_shown(client, drill, used):
    drill.unpublish()
    assert address(drill) not in client.get(used.lessons[0].url).text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_kept_course_has_its_rehearsals(client, drill, used, language):
    with override(language):
        kept = client.get(reverse("courses:keep", args=[used.key])).json()
    urls = [file["url"] for file in kept["files"]]
    assert {address(drill, language), "/static/js/rehearsal.js", "/static/css/rehearsal.css"} <= {*urls}


def test_it_is_light_and_ordinary_lessons_do_not_carry_it(client, drill, used):
    markup = client.get(address(drill)).text
    assert packed(scripts(markup)["js/rehearsal.js"]) <= SCRIPT and packed(markup) <= PAGE
    assert "js/rehearsal-card.js" in scripts(client.get(used.lessons[0].url).text)
    ordinary = lesson(used, "Bài thường")
    assert not [name for name in scripts(client.get(ordinary.url).text) if "rehears" in name]


def test_of_an_event_only_how_it_went_is_kept():
    data = {"mode": "alone", "steps": 3, "mistakes": -1, "typed": "066085001234", "hints": "0912345678", "seconds": 1e9}
    raw = {
        "id": str(uuid.uuid4()),
        "verb": "completed",
        "object_type": "rehearsal",
        "object_key": str(uuid.uuid4()),
        "occurred_at": BEGIN.isoformat(),
        "data": data | {"seconds": 10**9},
    }
    assert parse(raw, BEGIN).data == {"mode": "alone", "steps": 3, "mistakes": 0, "seconds": 86_400}


def facts(learner):
    row = RehearsalProgress.objects.get(learner=learner)
    return row.best_mode, row.times, row.last_mistakes, row.first_at, row.last_at


def test_the_best_way_counts_whatever_the_order(drill, lan):
    did(lan, drill, "alone", after=5, mistakes=2)
    did(lan, drill, "show", after=1)
    again = did(lan, drill, "help", after=9, mistakes=1)
    take_in(lan, [again])
    assert facts(lan) == ("alone", 3, 1, BEGIN + timedelta(minutes=1), BEGIN + timedelta(minutes=9))


def test_an_event_that_says_nothing_counts_as_watched(drill, lan):
    take_in(lan, [Statement("completed", "rehearsal", drill.key, BEGIN)])
    assert facts(lan)[:3] == ("show", 1, 0)


def test_two_who_are_one_have_done_it_together(drill, lan):
    other = Learner.objects.create()
    did(other, drill, "alone")
    did(lan, drill, "help", after=1, mistakes=3)
    merge(other, lan)
    assert facts(lan)[:3] == ("alone", 2, 3)
    assert RehearsalProgress.objects.count() == 1 and Event.objects.filter(learner=lan).count() == 2


def test_the_state_tells_of_it_beside_the_lessons(drill, used, lan):
    from tests.courses.factory import read_lesson

    read_lesson(lan, used.lessons[0], BEGIN)
    did(lan, drill, "alone", mistakes=1)
    state = learner_state(lan, "vi")
    assert state["rehearsals"] == {str(drill.key): {"mode": "alone", "times": 1, "mistakes": 1}}
    assert state["courses"][str(used.key)]["done"] == 1


def test_what_a_person_did_is_called_by_its_title(drill):
    from courses.catalogue import titles_of

    assert titles_of({drill.key}, "vi") == {drill.key: "Cuộc gọi giả danh công an"}


# The starter rehearsals as files.

every_rehearsal = pytest.mark.parametrize("name", rehearsals())


@every_rehearsal
def test_everything_is_said_in_both_languages_in_short_sentences(name):
    for path, words in under(read_rehearsal(name)):
        if isinstance(words, dict) and LANGUAGES & words.keys():
            assert words.keys() == LANGUAGES and all(words.values()), path
            long = [one for text in words.values() for one in sentences(text) if len(one.split()) > WORDS_IN_A_SENTENCE]
            assert not long or path == "/source", long


@every_rehearsal
def test_starter_rehearsals_can_be_played_and_hold_nothing_personal(name, site_tree):
    content = read_rehearsal(name)
    assert content["key"] == name and content["checked_on"]
    for code in ("vi", "en"):
        made = Starter(locale(code)).rehearsal(content)
        assert faults(made.screens.get_prep_value()) == []
        assert all(screen.hint for screen in made.drawn)
        # As an author would be held to it.
        made.screens.stream_block.clean(made.screens)


@every_rehearsal
def test_a_starter_rehearsal_weighs_little(name, site_tree, client):
    made = Starter(locale("vi")).rehearsal(read_rehearsal(name))
    assert len(gzip.compress(client.get(address(made)).content)) <= PAGE


def test_what_is_there_already_is_left_alone(drill):
    Rehearsal.objects.filter(pk=drill.pk).update(title="Đã sửa")
    again = Starter(locale("vi")).rehearsal(read_rehearsal("fake-police-call"))
    assert (again.pk, again.title) == (drill.pk, "Đã sửa")
