"""News about what was recorded. Sent inside the transaction: a projection is stored with its event, or neither is."""

from django.dispatch import Signal

# learner, events: new ones only, oldest first.
events_stored = Signal()
