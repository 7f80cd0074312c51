"""How long ago something was checked, in words. Pure."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MONTH, YEAR = 30.44, 365.25  # days


def age(day: date | None, today: date | None = None) -> str:
    """ "today", "3 days ago", "5 months ago"; empty where no day is known."""
    if day is None:
        return ""
    days = ((today or timezone.localdate()) - day).days
    if days <= 0:
        return _("today")
    if days < MONTH:
        return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}
    if days < YEAR:
        months = int(days / MONTH)
        return ngettext("%(n)s month ago", "%(n)s months ago", months) % {"n": months}
    years = int(days / YEAR)
    return ngettext("%(n)s year ago", "%(n)s years ago", years) % {"n": years}
