from django.dispatch import receiver

from learners.signals import residence_stated
from quizzes.signals import attempts_submitted
from records.signals import events_stored

from .projection import locate, project_attempts, project_events


@receiver(events_stored)
def follow_events(learner, events, **kwargs):
    project_events(learner, events)


@receiver(attempts_submitted)
def follow_attempts(learner, attempts, **kwargs):
    project_attempts(learner, attempts)


@receiver(residence_stated)
def follow_residence(learner, is_first, **kwargs):
    if is_first:
        locate(learner)
