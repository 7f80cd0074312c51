from django.dispatch import receiver
from wagtail.signals import page_published

from .renditions import make_renditions


@receiver(page_published)
def make_pictures(instance, **kwargs):
    make_renditions(instance)
