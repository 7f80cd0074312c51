"""Numbers as the reader's language writes them."""

from django.utils.formats import get_format
from django.utils.translation import gettext as _


def number(value: int | None) -> str:
    """1234 as "1.234" in Vietnamese and "1,234" in English; what the gate does not let through as words."""
    return _("under 5") if value is None else _digits(value)


def number_or_hidden(value: int | None) -> str:
    """Where also larger figures may be hidden."""
    return _("hidden") if value is None else _digits(value)


def _digits(value):
    return f"{value:,}".replace(",", get_format("THOUSAND_SEPARATOR"))
