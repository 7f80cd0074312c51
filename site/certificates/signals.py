"""News about certificates. Sent inside the transaction that stores it."""

from django.dispatch import Signal

# learner, certificate
certificate_issued = Signal()
