"""News about classes. Sent inside the transaction that stores it."""

from django.dispatch import Signal

# learner, before, after: all Attendance rows of the learner as they were and as they are.
attendance_changed = Signal()
# before, after: the ClassSession as it was (None: it was not yet) and as it is, whenever what counts changes: it was
# made, moved or cancelled, or how many were counted or are noted.
session_changed = Signal()
