from django.dispatch import receiver

from learners.signals import learner_erased, learners_merged, personal_data_asked, phone_knocked

from .models import Import
from .rescue import digest


@receiver(personal_data_asked)
def tell_events(learner, **kwargs):
    fields = ["verb", "object_type", "object_key", "locale", "data", "channel", "occurred_at"]
    return {"events": list(learner.events.values(*fields))}


@receiver(learners_merged)
def move_events(source, target, **kwargs):
    source.events.update(learner=target)
    source.imports.update(learner=target)


@receiver(learner_erased)
def drop_files(learner, **kwargs):
    """What was looked at and not brought in."""
    Import.objects.filter(learner_key=learner.pk, taken_at=None).delete()


@receiver(phone_knocked)
def know_phone_of_file(learner, device_keys, **kwargs):
    """The person began here by a file; the phone that wrote it is theirs."""
    marks = [digest(key) for key in device_keys]
    return Import.objects.filter(learner=learner, has_made_learner=True, device__in=marks).exists()
