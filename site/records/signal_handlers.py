from django.dispatch import receiver

from learners.signals import learners_merged, personal_data_asked


@receiver(personal_data_asked)
def tell_events(learner, **kwargs):
    fields = ["verb", "object_type", "object_key", "locale", "data", "occurred_at"]
    return {"events": list(learner.events.values(*fields))}


@receiver(learners_merged)
def move_events(source, target, **kwargs):
    source.events.update(learner=target)
