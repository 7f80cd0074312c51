from django.dispatch import receiver
from django.utils.translation import get_language
from wagtail.signals import page_published, published

from learners.signals import learner_erased, learners_merged, personal_data_asked, residence_stated
from quizzes.signals import attempts_submitted
from quizzes.signals import onward_links as attempt_links
from records.signals import events_stored, titles_asked
from ui.renditions import SCREENSHOT, make_renditions

from .catalogue import titles_of
from .claims.claiming import locate_claims, merge_claims, project_claims
from .claims.codes import drop_codes
from .freshness.flags import follow_check
from .freshness.reporting import merge_reports, project_comments
from .merging import merge_progress
from .models import LessonPage, Rehearsal
from .personal import claims_of, reports_of
from .projection import locate, project_attempts, project_events
from .state import links_after_attempt


@receiver(events_stored)
def follow_events(learner, events, **kwargs):
    project_events(learner, events)
    project_comments(learner, events)
    project_claims(learner, events)


@receiver(published, sender=Rehearsal)
def make_screenshots(instance, **kwargs):
    make_renditions(instance, SCREENSHOT)


@receiver(attempts_submitted)
def follow_attempts(learner, attempts, **kwargs):
    project_attempts(learner, attempts)


@receiver(residence_stated)
def follow_residence(learner, is_first, **kwargs):
    if is_first:
        locate(learner)
        locate_claims(learner)


@receiver(attempt_links)
def lead_on_after_a_quiz(learner, attempt, **kwargs):
    return links_after_attempt(learner, attempt)


@receiver(learners_merged)
def put_progress_together(source, target, **kwargs):
    merge_progress(source, target)
    merge_reports(source, target)
    merge_claims(source, target)


@receiver(personal_data_asked)
def tell_what_was_said(learner, **kwargs):
    return {"done_for_real": claims_of(learner), "changes_reported": reports_of(learner)}


@receiver(learner_erased)
def forget_codes(learner, **kwargs):
    """What was done for real stays as a count without a person; nobody can confirm it any more."""
    drop_codes(learner)


@receiver([page_published, published])
def take_flags_down(instance, **kwargs):
    if isinstance(instance, LessonPage | Rehearsal):
        follow_check(instance)


@receiver(titles_asked)
def name_lessons(keys, **kwargs):
    return titles_of(keys, get_language())
