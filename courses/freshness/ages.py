"""How long ago something was checked, in words. Pure."""

from datetime import date

from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _


def age(day: date | None, today: date | None = None) -> str:
    """"today", "3 days ago", "5 months ago"; empty where no day is known."""
    if day is None:
        return ""
    today = today or timezone.localdate()
    if day >= today:
        return _("today")
    return _("%(time)s ago") % {"time": timesince(day, today, depth=1)}
