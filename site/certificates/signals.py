"""News about certificates. Sent inside the transaction that stores it."""

from django.dispatch import Signal

# learner, certificate
certificate_issued = Signal()
# source_before, target_before, after: the certificates that count, of one person who was taken for two.
certificates_merged = Signal()
