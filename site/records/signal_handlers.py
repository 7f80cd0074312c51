from django.dispatch import receiver

from learners.signals import personal_data_asked


@receiver(personal_data_asked)
def tell_events(learner, **kwargs):
    fields = ["verb", "object_type", "object_key", "locale", "data", "occurred_at"]
    return {"events": list(learner.events.values(*fields))}
