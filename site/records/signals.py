"""News about what was recorded. Sent inside the transaction: a projection is stored with its event, or neither is."""

from django.dispatch import Signal

# learner, events (new ones only, oldest first), device: the phone that sent them, None where it was no phone.
events_stored = Signal()

# keys: of lessons, questions and quizzes; answers are {key: its title, for a reader} of those that a part knows.
titles_asked = Signal()
