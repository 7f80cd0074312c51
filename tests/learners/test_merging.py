"""One person who was taken for two."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from certificates.models import Certificate
from courses.models import CourseProgress
from learners.actions import give_consent, join_device
from learners.merging import merge
from learners.models import Device, Learner, Purpose
from records.models import Event
from reports import rebuilding
from reports.models import DailyTotals
from tests.certificates.factory import certificate
from tests.courses.factory import finish, pass_quiz, read_lesson, start

pytestmark = pytest.mark.django_db
NOW = timezone.now()
EARLIER = NOW - timedelta(days=40)


@pytest.fixture
def guest(db):
    return Learner.objects.create()


def assert_totals_hold(expected):
    for units in rebuilding.groups_of_units():
        assert list(rebuilding.differences(units)) == []
    assert tuple(sum(row) for row in zip(*DailyTotals.objects.of_people().sums(), strict=True))[:3] == expected


def test_halves_done_apart_make_a_whole(guest, lan, course):
    read_lesson(guest, course.lessons[0], at=EARLIER)
    read_lesson(lan, course.lessons[1])
    pass_quiz(lan, course)
    merge(guest, lan)
    progress = lan.course_progress.get()
    assert progress.completed_at and progress.started_at == EARLIER and progress.best_score == 100
    assert lan.lesson_progress.exclude(completed_at=None).count() == 2
    assert_totals_hold((1, 1, 0))


def test_of_two_completions_the_earlier_counts(guest, lan, course):
    finish(guest, course, at=EARLIER)
    earlier = guest.course_progress.get().completed_at
    finish(lan, course)
    merge(guest, lan)
    assert lan.course_progress.get().completed_at == earlier
    assert Event.objects.filter(learner=lan).count() == Event.objects.count() > 0
    assert lan.attempts.count() == 2
    assert_totals_hold((1, 1, 0))


def test_a_guest_with_nothing_beside(guest, lan, course):
    start(guest, course)
    merge(guest, lan)
    assert CourseProgress.objects.get().learner == lan
    assert_totals_hold((1, 0, 0))


@pytest.mark.parametrize("is_source_older", [True, False])
def test_of_two_certificates_the_older_counts_and_both_codes_stay_true(lan, bao, course, client, is_source_older):
    older, younger = (bao, lan) if is_source_older else (lan, bao)
    first, second = certificate(older, course), certificate(younger, course)
    merge(bao, lan)
    second.refresh_from_db()
    assert second.replaced_by == first and lan.certificates.current().get() == first
    shown = [client.get(f"/en/c/{one.code}/") for one in (first, second)]
    assert [page.status_code for page in shown] == [200, 200]
    assert ["another certificate" in page.text for page in shown] == [False, True]
    assert_totals_hold((1, 1, 1))


def test_a_certificate_taken_back_does_not_count_before_one_that_is_valid(lan, bao, course):
    certificate(bao, course)
    Certificate.objects.update(withdrawn_at=NOW)
    valid = certificate(lan, course)
    merge(bao, lan)
    assert lan.certificates.current().get() == valid
    assert_totals_hold((1, 1, 1))


def test_the_target_keeps_its_own_and_gets_what_is_missing(guest, lan):
    guest.name, guest.picture = "Lan cũ", "boat"
    guest.save()
    give_consent(guest, Purpose.CERTIFICATE, "1", "…")
    merge(guest, lan)
    lan.refresh_from_db()
    assert (lan.name, lan.picture, lan.consents.count()) == ("Nguyễn Thị Lan", "boat", 1)


def test_a_residence_comes_along(guest, lan, course):
    start(guest, course)
    merge(lan, guest)
    guest.refresh_from_db()
    assert guest.unit == lan.unit == guest.course_progress.get().started_unit
    assert_totals_hold((1, 0, 0))


def test_phones_and_late_news_come_along(lan):
    device = Device.objects.create()
    guest = join_device(device)
    merge(guest, lan)
    assert Device.objects.get().current == lan
    assert join_device(Device.objects.get(), guest.pk) == lan
    with pytest.raises(PermissionDenied):
        join_device(Device.objects.create(), guest.pk)


def test_two_accounts_are_not_put_together(lan, bao):
    for learner in (lan, bao):
        learner.user = User.objects.create_user(f"{learner.pk}@example.org")
        learner.save()
    with pytest.raises(PermissionDenied):
        merge(lan, bao)
    assert Learner.objects.count() == 2


def test_the_rebuild_agrees(guest, lan, course):
    finish(guest, course)
    merge(guest, lan)
    call_command("rebuild_totals", stdout=StringIO())
    assert_totals_hold((1, 1, 0))
