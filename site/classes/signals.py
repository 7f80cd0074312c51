"""News about classes. Sent inside the transaction that stores it."""

from django.dispatch import Signal

# learner, before, after: all Attendance rows of the learner as they were and as they are.
attendance_changed = Signal()
# before, after: the ClassSession as it was and as it is (None: not made yet), whenever what counts changes: made, moved,
# headcount, cancelled, or how many are noted.
session_changed = Signal()
