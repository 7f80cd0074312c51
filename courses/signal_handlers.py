from django.dispatch import receiver
from django.utils.translation import get_language
from wagtail.signals import page_published, published

from learners.signals import learners_merged, residence_stated
from quizzes.signals import attempts_submitted
from quizzes.signals import onward_links as attempt_links
from records.signals import events_stored, titles_asked

from .catalogue import titles_of
from .freshness.flags import follow_check
from .freshness.reporting import merge_reports, project_comments
from .models import LessonPage, Rehearsal
from .projection import locate, merge_progress, project_attempts, project_events
from .state import links_after_attempt


@receiver(events_stored)
def follow_events(learner, events, **kwargs):
    project_events(learner, events)
    project_comments(learner, events)


@receiver(attempts_submitted)
def follow_attempts(learner, attempts, **kwargs):
    project_attempts(learner, attempts)


@receiver(residence_stated)
def follow_residence(learner, is_first, **kwargs):
    if is_first:
        locate(learner)


@receiver(attempt_links)
def lead_on_after_a_quiz(learner, attempt, **kwargs):
    return links_after_attempt(learner, attempt)


@receiver(learners_merged)
def put_progress_together(source, target, **kwargs):
    merge_progress(source, target)
    merge_reports(source, target)


@receiver([page_published, published])
def take_flags_down(instance, **kwargs):
    if isinstance(instance, LessonPage | Rehearsal):
        follow_check(instance)


@receiver(titles_asked)
def name_lessons(keys, **kwargs):
    return titles_of(keys, get_language())
