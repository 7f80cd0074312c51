"""News about progress. Sent inside the transaction that stores it."""

from django.dispatch import Signal

# learner, before, after: the learner's CourseProgress rows as they were and as they are.
progress_changed = Signal()
# learner, before, after: those of the learner's LessonProgress rows that were written, as they were and as they are.
lessons_changed = Signal()
# learner, before, after: the learner's RehearsalProgress rows as they were and as they are.
rehearsals_changed = Signal()
# learner, before, after: the learner's ServiceClaim rows as they were and as they are.
claims_changed = Signal()
# learner, course_key: a completed course is shown; answers are {"url", "text"} or None.
onward_links = Signal()
# learners (keys of one person), moments: answers are those of the moments at which the person was in a class.
classes_asked = Signal()
