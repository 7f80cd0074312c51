"""News about places. Each is sent inside the transaction, so that what listens is true together with it."""

from django.dispatch import Signal

# reorganisation: what would move by it; answers are `ledger.preview.Table`s, or None.
moving = Signal()
# reorganisation, user, what ("approved", "undone", "in_effect"): decided by somebody, or by its day (no user).
decided = Signal()
# predecessor, successor, effective_on: one unit went over wholly into another. Of divided ones nothing is told.
succeeded = Signal()
