"""How something was done is told from the phone it was done on, once and for all."""

from datetime import timedelta

import pytest
from django.utils import timezone

from certificates.models import Certificate
from learners.export import personal_data
from learners.merging import merge
from learners.models import Device, Learner
from quizzes.actions import submit_answers
from quizzes.models import Supervision
from records.actions import take_in
from records.channels import Channel, channel_of
from records.models import Event, ObjectType, Verb
from records.statements import Statement
from tests.certificates.factory import certificate
from tests.courses.factory import finish, read_lesson
from tests.quizzes.factory import right_answers
from tests.reports.factory import fake_courses, moment

pytestmark = pytest.mark.django_db


def tell(learner, course, verb, at, device=None, **more):
    take_in(learner, [Statement(verb, ObjectType.LESSON, course.lesson_keys[0], at)], device, **more)


@pytest.fixture
def trainers_phone(db):
    return Device.objects.create(is_trainers=True)


def test_a_trainers_phone_is_lent_to_people_who_are_helped(trainers_phone):
    assert channel_of(trainers_phone) == Channel.ASSISTED
    assert channel_of(Device()) == channel_of(None) == Channel.SELF


def test_on_a_public_computer_nobody_is_taken_for_helped():
    assert channel_of(Device(is_trainers=True, is_public=True)) == Channel.SELF


def test_a_phone_that_becomes_a_trainers_later_changes_nothing(lan, monkeypatch):
    (course,) = fake_courses(monkeypatch, 1)
    phone = Device.objects.create()
    tell(lan, course, Verb.INITIALIZED, moment(3), phone)
    phone.is_trainers = True
    phone.save()
    assert Event.objects.get().channel == Channel.SELF
    assert personal_data(lan)["events"][0]["channel"] == "self"


def test_begun_alone_and_completed_with_help(lan, monkeypatch, trainers_phone):
    (course,) = fake_courses(monkeypatch, 1)
    tell(lan, course, Verb.INITIALIZED, moment(3))
    tell(lan, course, Verb.COMPLETED, moment(4), trainers_phone)
    row = lan.course_progress.get()
    assert (row.started_channel, row.completed_channel) == ("self", "assisted")


def test_an_earlier_beginning_that_arrives_late_brings_its_channel(lan, monkeypatch, trainers_phone):
    (course,) = fake_courses(monkeypatch, 1)
    tell(lan, course, Verb.INITIALIZED, moment(3))
    tell(lan, course, Verb.INITIALIZED, moment(2), trainers_phone)
    assert lan.course_progress.get().started_channel == "assisted"


def test_of_two_things_in_one_moment_the_one_with_more_company_counts_in_any_order(monkeypatch, trainers_phone):
    (course,) = fake_courses(monkeypatch, 1)
    for phones in [(None, trainers_phone), (trainers_phone, None)]:
        person = Learner.objects.create()
        for phone in phones:
            tell(person, course, Verb.INITIALIZED, moment(3), phone)
        assert person.course_progress.get().started_channel == "assisted"


def test_a_channel_may_be_known_better_than_by_the_phone(lan, monkeypatch):
    (course,) = fake_courses(monkeypatch, 1)
    tell(lan, course, Verb.COMPLETED, moment(3), channel=Channel.CLASS)
    assert lan.course_progress.get().completed_channel == "class"


def test_a_quiz_passed_in_the_presence_of_a_trainer_is_a_class(lan, course, trainer):
    finish(lan, course)
    assert lan.course_progress.get().completed_channel == "self"
    supervision = Supervision.objects.create(quiz=course.quiz, opened_by=trainer)
    person = Learner.objects.create()
    for page in course.lessons:
        read_lesson(person, page)
    submit_answers(person, course.quiz, right_answers(course.quiz), code=supervision.code)
    assert person.course_progress.get().completed_channel == "class"


def test_a_certificate_keeps_how_the_course_was_completed(lan, monkeypatch, course):
    held = certificate(lan, course)
    assert Certificate.objects.get(pk=held.pk).channel == lan.course_progress.get().completed_channel == "self"


def test_one_person_who_was_taken_for_two_keeps_the_channel_of_the_earlier(lan, monkeypatch, trainers_phone):
    (course,) = fake_courses(monkeypatch, 1)
    guest = Learner.objects.create()
    tell(guest, course, Verb.COMPLETED, moment(2), trainers_phone)
    tell(lan, course, Verb.COMPLETED, moment(3))
    merge(guest, lan)
    row = lan.course_progress.get()
    assert (row.started_channel, row.completed_channel) == ("assisted", "assisted")
    assert row.completed_at < timezone.now() - timedelta(days=1)
