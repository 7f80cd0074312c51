"""News about quizzes. Sent inside the transaction that stores the attempt."""

from django.dispatch import Signal

# learner, attempts: new ones, oldest first.
attempts_submitted = Signal()
# learner, attempt: a marked attempt is shown; answers are lists of {"url", "text"}, where to go from here.
onward_links = Signal()
