from django.dispatch import receiver

from records.signals import events_stored

from .actions import mark_events


@receiver(events_stored)
def mark_submissions(learner, events, **kwargs):
    mark_events(learner, events)
