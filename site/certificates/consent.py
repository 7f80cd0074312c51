"""What a person agrees to in asking for a certificate, in the words that are shown and kept."""

from django.utils.translation import gettext as _

# Raise it whenever the meaning of the text changes: each consent keeps the version it was given for.
VERSION = "2026-11"


def consent_text() -> str:
    """In the language of the page."""
    return _(
        "I agree that this site keeps and shows four things for my certificate: my name, my commune, the course and "
        "the day. Anyone who has the code or the QR can see these four things, and nothing else. "
        "I can withdraw this at any time, on the page of the certificate or at “What is kept about me”."
    )
