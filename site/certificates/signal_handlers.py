from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.signals import onward_links
from learners.signals import learner_erased, learners_merged, personal_data_asked

from .actions import merge_certificates, withdraw_all


@receiver(learner_erased)
def forget_the_holder(learner, **kwargs):
    withdraw_all(learner, learner.erased_at)


@receiver(personal_data_asked)
def tell_certificates(learner, **kwargs):
    fields = ["code", "course_title", "holder_name", "unit__name", "locale", "issued_at", "withdrawn_at"]
    return {"certificates": list(learner.certificates.order_by("issued_at").values(*fields))}


@receiver(onward_links)
def offer_certificate(learner, course_key, **kwargs):
    """One address, which leads on to the certificate of those who hold it: asking here would cost a query a course."""
    return {"url": reverse("certificates:claim", args=[course_key]), "text": _("To your certificate")}


@receiver(learners_merged)
def put_certificates_together(source, target, **kwargs):
    merge_certificates(source, target)
