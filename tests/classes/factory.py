"""Classes for tests, each made in one sentence."""

from datetime import timedelta

from django.utils import timezone

from classes.actions import make_session
from classes.models import ClassSession


def class_session(led_by, unit, begins_in=timedelta(minutes=-10), lasts=timedelta(hours=2), **fields) -> ClassSession:
    """A class of two hours that began ten minutes ago, unless said otherwise."""
    starts_at = fields.pop("starts_at", timezone.now() + begins_in)
    fields = {"place": "Nhà văn hóa thôn 2"} | fields
    return make_session(led_by, unit=unit, starts_at=starts_at, ends_at=starts_at + lasts, **fields)
