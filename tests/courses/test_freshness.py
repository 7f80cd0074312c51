"""Who says that the real screen has changed, when it is believed, and how it is settled."""

import itertools
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.trainers import follow_memberships
from courses.freshness.ages import age
from courses.freshness.flags import follow_check, raise_flag
from courses.models import ChangeFlag, ChangeReport, LessonPage, LessonProgress, Rehearsal
from courses.starter import Starter, read_rehearsal
from learners.merging import merge
from learners.models import Learner
from records.actions import take_in
from records.models import Event
from records.statements import Statement, parse
from tests.courses.factory import course, in_language
from tests.quizzes.factory import locale
from tests.records.phone import Phone, event, outcomes
from ui.checking import note
from ui.models import Link
from ui.reaching import Answer

pytestmark = pytest.mark.django_db
CHECKED = date(2026, 6, 1)
LATER = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def drill(site_tree):
    made = [Starter(locale(code)).rehearsal(read_rehearsal("fake-police-call")) for code in ("vi", "en")]
    Rehearsal.objects.update(checked_on=CHECKED)
    return Rehearsal.objects.get(pk=made[0].pk)


@pytest.fixture
def lesson(site_tree):
    return course(lessons=1).lessons[0]


@pytest.fixture
def editor(client, trainer):
    follow_memberships()
    client.force_login(trainer)
    return client


def said(thing, verb="commented", after=0, kind="rehearsal", **data):
    moment = LATER + timedelta(minutes=after)
    return Statement(verb, kind, thing.translation_key, moment, data={"about": "changed"} | data)


def people_say(thing, number=3, kind="rehearsal", after=0):
    for _person in range(number):
        take_in(Learner.objects.create(), [said(thing, kind=kind, after=after)])


def flagged(thing):
    return ChangeFlag.objects.raised().filter(object_key=thing.translation_key, locale=thing.locale).exists()


def own(thing, user):
    """Last edited by this person."""
    thing.save_revision(user=user).publish(user=user)
    return type(thing).objects.get(pk=thing.pk)


# What is kept.


def test_of_what_a_phone_says_only_the_place_is_kept():
    raw = event("commented", object_type="rehearsal", data={"about": "me", "screen": "a-1", "text": "0912 345 678"})
    assert parse(raw, timezone.now()).data == {"about": "changed", "screen": "a-1"}
    raw["data"] = {"screen": "my number is 1", "step": 7}
    assert parse(raw, timezone.now()).data == {"about": "changed"}


def test_other_things_can_not_be_commented():
    phone = Phone()
    assert outcomes(phone.send(event("commented", object_type="quiz"))) == ["refused"]
    assert outcomes(phone.send(event("voided", object_type="question"))) == ["refused"]


def test_a_person_counts_once_in_whatever_order_it_arrives(drill, lan):
    told = [said(drill), said(drill, after=5, screen="s-2"), said(drill, "voided", after=3)]
    for order in itertools.permutations(told):
        ChangeReport.objects.all().delete()
        Event.objects.all().delete()
        for statement in [*order, *order]:
            take_in(lan, [statement])
        assert list(ChangeReport.objects.values_list("learner", "place")) == [(lan.pk, "s-2")]


def test_what_is_taken_back_does_not_count(drill, lan):
    take_in(lan, [said(drill, "voided", after=9)])
    take_in(lan, [said(drill)])
    assert not ChangeReport.objects.exists()


def test_two_who_are_one_count_once(drill, lan):
    other = Learner.objects.create()
    take_in(other, [said(drill)])
    take_in(lan, [said(drill, after=4)])
    merge(other, lan)
    assert ChangeReport.objects.get().reported_at == LATER + timedelta(minutes=4)


def test_nothing_is_learnt_by_it(lesson, lan):
    take_in(lan, [said(lesson, kind="lesson")])
    assert not LessonProgress.objects.exists() and ChangeReport.objects.count() == 1


def test_ordinary_events_cost_no_more(lesson, lan, django_assert_num_queries):
    from courses.freshness.reporting import project_comments

    events = [Event(learner=lan, verb="progressed", object_type="lesson", object_key=lesson.key)]
    with django_assert_num_queries(0):
        project_comments(lan, events)


# When it is believed.


def test_three_people_flag_it_in_each_language(drill):
    people_say(drill, 2)
    assert not flagged(drill)
    people_say(drill, 1)
    assert flagged(drill) and flagged(in_language(drill, "en"))


def test_what_was_said_before_the_last_check_does_not_count(drill):
    people_say(drill, 3, after=-60 * 24 * 300)
    assert not flagged(drill)


def test_who_takes_it_back_takes_the_flag_down(drill, lan):
    people_say(drill, 2)
    take_in(lan, [said(drill)])
    take_in(lan, [said(drill, "voided", after=1)])
    assert not flagged(drill)


def test_the_page_says_it_softly_with_its_age(client, drill, lesson):
    address = reverse("courses:rehearsal", args=[drill.key])
    assert 'class="note">Có người' not in client.get(address).text
    people_say(drill)
    raise_flag(lesson)
    for url in (address, lesson.url):
        assert "màn hình thật nay trông khác" in client.get(url).text
    assert "tháng trước" in client.get(address).text


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (None, ""),
        (date(2026, 11, 23), "hôm nay"),
        (date(2026, 11, 20), "3 ngày trước"),
        (date(2026, 6, 20), "5 tháng trước"),
    ],
)
def test_age_in_words(day, words):
    assert age(day, date(2026, 11, 23)).replace("\xa0", " ") == words


def test_a_newer_check_settles_it_until_people_say_it_again(drill):
    people_say(drill)
    drill.refresh_from_db()
    drill.checked_on = date(2026, 11, 2)
    drill.save_revision().publish()
    assert not flagged(drill) and flagged(in_language(drill, "en"))
    people_say(drill, 3, after=60 * 24 * 3)
    assert flagged(drill)


def test_an_edit_without_a_check_settles_nothing(drill):
    people_say(drill)
    drill.refresh_from_db()
    drill.save_revision().publish()
    assert flagged(drill)


# Who is told.


def test_its_owner_is_told_once(drill, trainer, django_capture_on_commit_callbacks):
    own(drill, trainer)
    with django_capture_on_commit_callbacks(execute=True):
        people_say(drill, 6)
    (letter,) = mail.outbox
    assert letter.to == [trainer.email] and drill.title in letter.subject
    assert f"/rehearsal/edit/{drill.pk}/" in letter.body and "/admin/freshness/" in letter.body
    assert "01/06/2026" in letter.body


def test_taking_it_back_and_saying_it_again_writes_no_second_letter(
    drill, trainer, lan, django_capture_on_commit_callbacks
):
    own(drill, trainer)
    people_say(drill, 2)
    for minute in range(6):
        with django_capture_on_commit_callbacks(execute=True):
            take_in(lan, [said(drill, ["commented", "voided"][minute % 2], after=minute)])
    assert len(mail.outbox) == 1


def test_a_letter_that_can_not_be_sent_stops_nobody(drill, trainer, settings, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    own(drill, trainer)
    with django_capture_on_commit_callbacks(execute=True):
        people_say(drill)
    assert flagged(drill)


def test_the_owner_sees_it_first_in_the_editor(editor, drill, trainer, administrator):
    people_say(drill)
    assert drill.title in editor.get("/admin/").text
    own(drill, administrator)
    own(in_language(drill, "en"), administrator)
    assert drill.title not in editor.get("/admin/").text


# The tap.


def test_a_tap_on_a_lesson_needs_no_script_and_can_be_undone(lesson):
    phone = Phone()
    address = reverse("courses:say_changed", args=[lesson.key])
    assert f'action="{address}"' in phone.get(lesson.url).text
    response = phone.client.post(address, follow=True)
    assert response.status_code == 200 and lesson.title in response.text
    assert ChangeReport.objects.count() == 1
    response = phone.post(reverse("courses:take_back_changed", args=[lesson.key]))
    assert response.url == lesson.url and not ChangeReport.objects.exists()


def test_a_tap_on_a_rehearsal_without_script(drill):
    response = Phone().client.post(reverse("courses:say_changed", args=[drill.key]), follow=True)
    assert drill.title in response.text and ChangeReport.objects.get().object_key == drill.key


def test_a_tap_on_nothing_is_not_kept(site_tree):
    assert Phone().post(reverse("courses:say_changed", args=[uuid.uuid4()])).status_code == 404
    assert not Event.objects.exists()


def test_another_site_can_not_tap(client, lesson):
    address = reverse("courses:say_changed", args=[lesson.key])
    assert client.post(address, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


# The trainers' list.


def listed(response):
    return [(line.title, line.version.locale.language_code) for line in response.context["lines"]]


def test_what_is_flagged_comes_first_then_the_oldest(editor, drill, lesson):
    LessonPage.objects.filter(pk=lesson.pk).update(checked_on=date(2026, 11, 20))
    english = in_language(lesson, "en")
    raise_flag(english)
    titles = listed(editor.get(reverse("freshness")))
    assert titles[0] == (english.title, "en") and titles[3] == (lesson.title, "vi")


def test_the_list_is_narrowed(editor, drill, lesson):
    found = listed(editor.get(reverse("freshness"), {"kind": "rehearsal", "language": "vi"}))
    assert found == [(drill.title, "vi")]
    key = str(lesson.course.translation_key)
    assert {title for title, _code in listed(editor.get(reverse("freshness"), {"course": key}))} == {
        lesson.title,
        in_language(lesson, "en").title,
    }
    assert "Không có" in editor.get(reverse("freshness"), {"kind": "lesson", "course": str(uuid.uuid4())}).text


def test_an_empty_list_says_what_comes_here(editor, site_tree):
    response = editor.get(reverse("freshness"))
    assert response.status_code == 200 and not response.context["lines"]


def test_the_list_costs_the_same_for_any_number(editor, lesson, drill, django_assert_max_num_queries):
    course("Khác", lessons=6)
    editor.get(reverse("freshness"))
    with django_assert_max_num_queries(45):
        editor.get(reverse("freshness"))


def test_broken_links_are_named(editor, lesson):
    link = Link.objects.create(title="Cổng quốc gia", url="https://example.org/", locale=lesson.locale)
    raw = list(lesson.steps.raw_data)
    raw[0]["value"]["body"].append({"type": "link", "value": link.pk})
    lesson.steps = raw
    lesson.save_revision().publish()
    now = timezone.now()
    note(link, Answer(404, "missing"), now - timedelta(days=1))
    assert "Cổng quốc gia" not in editor.get(reverse("freshness")).text
    note(link, Answer(404, "missing"), now)
    assert "Cổng quốc gia" in editor.get(reverse("freshness")).text
    assert "Hỏng từ ngày" in editor.get("/admin/snippets/ui/link/").text


def test_a_trainer_says_that_it_is_still_right(editor, drill, trainer):
    people_say(drill)
    address = reverse("freshness_still_right", args=["rehearsal", drill.pk])
    assert "<form" in editor.get(address).text and flagged(drill)
    editor.post(address)
    editor.post(address)  # a double click
    drill.refresh_from_db()
    assert drill.checked_on == timezone.localdate() and not flagged(drill)
    assert drill.latest_revision.user == trainer and drill.live and not drill.has_unpublished_changes
    assert drill.revisions.count() == 2


def test_a_draft_in_the_making_stays_one(editor, lesson):
    lesson.title = "Bản nháp"
    lesson.save_revision()
    editor.post(reverse("freshness_still_right", args=["lesson", lesson.pk]))
    page = LessonPage.objects.get(pk=lesson.pk)
    assert (page.title, page.checked_on) == ("Bài 1", timezone.localdate())
    draft = page.get_latest_revision_as_object()
    assert (draft.title, draft.checked_on) == ("Bản nháp", timezone.localdate()) and page.has_unpublished_changes


def test_a_trainer_alone_flags_at_once_also_what_was_checked_today(editor, lesson):
    editor.post(reverse("freshness_still_right", args=["lesson", lesson.pk]))
    editor.post(reverse("freshness_changed", args=["lesson", lesson.pk]))
    assert flagged(lesson)
    follow_check(LessonPage.objects.get(pk=lesson.pk))
    assert flagged(lesson)
    editor.post(reverse("freshness_still_right", args=["lesson", lesson.pk]))
    assert not flagged(lesson)


def test_people_who_take_back_do_not_take_a_trainers_flag_down(drill, trainer, lan):
    raise_flag(drill, trainer)
    take_in(lan, [said(drill)])
    take_in(lan, [said(drill, "voided", after=1)])
    assert flagged(drill)


def test_the_list_as_a_file(editor, drill):
    response = editor.get(reverse("freshness"), {"export": "csv"})
    told = b"".join(response.streaming_content).decode()
    assert told.startswith("\ufeff") and f"{drill.title}" in told and "2026-06-01" in told


@pytest.mark.parametrize("name", ["freshness", "freshness_still_right", "freshness_changed"])
def test_only_trainers_see_it(client, drill, name, commune_official):
    address = reverse(name, args=[] if name == "freshness" else ["rehearsal", drill.pk])
    assert "/login/" in client.get(address).url
    from django.contrib.auth.models import Permission

    commune_official.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(commune_official)
    assert client.get(address).status_code == 404
    assert client.post(address).status_code in (404, 405)
