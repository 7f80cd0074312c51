"""News about certificates. Sent inside the transaction that stores it."""

from django.dispatch import Signal

# certificate, and before: those of its holder that counted already.
certificate_issued = Signal()
# source_before, target_before, after: the certificates that count, of one person who was taken for two.
certificates_merged = Signal()
