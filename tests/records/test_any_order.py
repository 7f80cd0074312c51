"""However news travels, by batches or by files, once or often, in whatever order: what follows from it is the same."""

import json
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from certificates.actions import claim_certificate
from certificates.models import Certificate
from courses.models import CourseProgress, LessonProgress
from learners.models import Learner
from quizzes.models import Attempt
from records.actions import take_in
from records.importing import bring_in, look_at
from records.models import Event
from records.statements import parse_all
from reports import rebuilding
from tests.quizzes.factory import right_answers
from tests.records.phone import Phone, event
from tests.records.rescue import person, rescue_file
from tests.reports.factory import all_totals

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WAYS = st.sampled_from(["batch", "batch", "file"])


def told(course):
    """What one person did in ten days: each lesson twice, some of it in one moment, and three sittings of the quiz."""
    said = []
    for number, page in enumerate([*course.lessons, *course.lessons]):
        ago = (9 - 2 * number) * DAY
        said += [event("initialized", lesson=page, ago=ago), event(lesson=page, ago=ago), event(lesson=page, ago=ago)]
        said += [event("completed", lesson=page, ago=ago - timedelta(hours=1))]
    key = str(course.quiz.key)
    for days, wrong in ((8, 4), (5, 1), (4, 2)):
        given = {"answers": right_answers(course.quiz, but=wrong)}
        said.append(event("completed", object_type="quiz", object_key=key, data=given, ago=days * DAY))
    return said


def deliver(way, learner, events, trainer):
    now = timezone.now()
    if way == "file":
        people = [person(events, str(learner.pk))]
        file = rescue_file(Phone(), learners=people, exported_at=now.isoformat())
        return events and bring_in(trainer, look_at(trainer, json.dumps(file).encode(), now), now)
    statements, refused = parse_all(events, now)
    assert not refused
    return take_in(learner, statements)


def facts(learner):
    """All that follows from what was done; whoever passed claims the certificate."""
    learner = Learner.objects.get(pk=learner.pk)
    course = CourseProgress.objects.exclude(completed_at=None).get()
    claim_certificate(learner, course.course_key, "Nguyễn Thị Lan", learner.unit, "vi")
    return {
        "events": list(Event.objects.values_list("pk", "learner", "occurred_at")),
        "lessons": list(
            LessonProgress.objects.order_by("lesson_key").values_list(
                "lesson_key", "started_at", "steps_done", "last_step", "last_step_at", "completed_at"
            )
        ),
        "courses": list(
            CourseProgress.objects.values_list(
                "course_key", "started_at", "best_score", "passed_at", "completed_at", "completed_unit"
            )
        ),
        "attempts": list(Attempt.objects.order_by("pk").values_list("pk", "submitted_at", "score", "is_passed")),
        "certificates": list(Certificate.objects.values_list("learner", "course_key", "unit", "holder_name")),
        "totals": all_totals(),
        "differences": [d for units in rebuilding.groups_of_units() for d in rebuilding.differences(units)],
    }


def facts_after(learner, deliveries, trainer):
    with transaction.atomic():
        for way, events in deliveries:
            deliver(way, learner, events, trainer)
        found = facts(learner)
        transaction.set_rollback(True)
    return found


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_interleaving_batching_and_repetition_gives_the_same(course, lan, administrator, data):
    events = told(course)
    expected = facts_after(lan, [("batch", events)], administrator)
    assert expected["differences"] == [] and len(expected["attempts"]) == 3 and len(expected["certificates"]) == 1
    order = data.draw(st.permutations(events))
    again = data.draw(st.lists(st.sampled_from(events), max_size=12))
    sent = [*order, *again]
    cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=6)))
    pieces = [sent[a:b] for a, b in zip([0, *cuts], [*cuts, len(sent)], strict=True)]
    deliveries = [(data.draw(WAYS), piece) for piece in pieces]
    assert facts_after(lan, deliveries, administrator) == expected
