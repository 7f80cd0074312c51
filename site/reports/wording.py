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


def decimal(value) -> str:
    """12.5 as “12,5” in Vietnamese; no zeros at the end."""
    whole, _point, rest = f"{value:f}".partition(".")
    rest = rest.rstrip("0")
    return _digits(int(whole)) + (get_format("DECIMAL_SEPARATOR") + rest if rest else "")


def target_number(value, kind: str | None = None) -> str:
    """A target as people read it: “60 %” or “1.200”."""
    return f"{decimal(value)}\u00a0%" if kind == "share" else decimal(value)
