"""News about people who learn. Each is sent inside the transaction, so that what listens is true together with it."""

from django.dispatch import Signal

# learner, is_first: nothing was known before.
residence_stated = Signal()
# learner, before, after: what the person says of themselves, as `about.About`.
about_changed = Signal()
# learner: its name and phones are gone.
learner_erased = Signal()
# learner: answers are dicts of what each part keeps about the person.
personal_data_asked = Signal()
# source, target: one person who was taken for two; the source is gone afterwards.
learners_merged = Signal()
# learner, device_keys: a phone unknown to a person who has none yet; answers are true if it is that person's own.
phone_knocked = Signal()
