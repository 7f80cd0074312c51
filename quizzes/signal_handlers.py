from django.dispatch import receiver

from learners.signals import personal_data_asked
from records.signals import events_stored

from .actions import mark_events


@receiver(events_stored)
def mark_submissions(learner, events, **kwargs):
    mark_events(learner, events)


@receiver(personal_data_asked)
def tell_attempts(learner, **kwargs):
    fields = ["quiz_title", "submitted_at", "score", "pass_mark", "is_passed"]
    return {"attempts": list(learner.attempts.values(*fields))}
