from django.dispatch import receiver

from certificates.signals import certificate_issued
from courses.signals import progress_changed

from . import actions


@receiver(progress_changed)
def follow_progress(before, after, **kwargs):
    actions.follow_progress(before, after)


@receiver(certificate_issued)
def follow_certificate(learner, certificate, **kwargs):
    actions.follow_certificate(learner, certificate)
