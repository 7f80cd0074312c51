"""Numbers as the reader's language writes them."""

from django.utils.formats import get_format
from django.utils.translation import gettext as _


def number(value: int | None) -> str:
    """1234 as "1.234" in Vietnamese and "1,234" in English; what must not be shown as a word."""
    return _("hidden") if value is None else f"{value:,}".replace(",", get_format("THOUSAND_SEPARATOR"))
