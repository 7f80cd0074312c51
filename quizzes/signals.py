"""News about quizzes. Sent inside the transaction that stores the attempt."""

from django.dispatch import Signal

# learner, attempts: new ones, oldest first.
attempts_submitted = Signal()
