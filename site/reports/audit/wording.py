"""What was looked at, in the words that stand on the page itself; the log keeps the names of addresses."""

from django.utils.translation import gettext_lazy as _

PAGES = {
    "unit": _("Figures"),
    "country": _("Figures"),
    "course": _("A course in a place"),
    "country_course": _("A course in a place"),
    "compare": _("Compare communes"),
    "content": _("State of what is learnt"),
    "evidence": _("How far to trust the figures"),
    "hamlets": _("Hamlets"),
    "population": _("Adult population"),
    "targets": _("Targets"),
    "indicators": _("Official indicators"),
    "bring_indicators": _("Bring in figures"),
    "committee": _("Committee page"),
    "committee page": _("Committee page"),
    "committee letter": _("Letters by e-mail"),
    "committee letters": _("Letters by e-mail"),
    "audit": _("Audit log of figures"),
    "api key made": _("API key made"),
    "api key revoked": _("API key revoked"),
    "reorganisation approved": _("Merger or split approved"),
    "reorganisation undone": _("Merger or split: approval undone"),
    "reorganisation in_effect": _("Merger or split in effect"),
}


def subject(what: str) -> str:
    """A file keeps its own name."""
    return str(PAGES.get(what, what))
