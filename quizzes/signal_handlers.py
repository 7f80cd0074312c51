from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail_localize.models import Translation

from learners.signals import learners_merged, personal_data_asked, residence_stated
from records.signals import events_stored, titles_asked

from .actions import mark_events
from .models import Attempt, Quiz
from .translation import translate_questions


@receiver(events_stored)
def mark_submissions(learner, events, device, **kwargs):
    mark_events(learner, events, device)


@receiver(titles_asked)
def name_quizzes(keys, **kwargs):
    return dict(Quiz.objects.filter(translation_key__in=keys).values_list("translation_key", "title"))


@receiver(personal_data_asked)
def tell_attempts(learner, **kwargs):
    fields = ["quiz_title", "submitted_at", "score", "pass_mark", "is_passed"]
    return {"attempts": list(learner.attempts.values(*fields))}


@receiver(learners_merged)
def move_attempts(source, target, **kwargs):
    source.attempts.update(learner=target, **Attempt.ANEW)
    if target.unit_id:
        target.attempts.filter(unit=None).update(unit=target.unit_id, **Attempt.ANEW)


@receiver(residence_stated)
def locate_attempts(learner, is_first, **kwargs):
    if is_first:
        learner.attempts.filter(unit=None).update(unit=learner.unit_id, **Attempt.ANEW)


@receiver(post_save, sender=Translation)
def follow_translation(instance, created, raw=False, **kwargs):
    if created and not raw:
        translate_questions(instance)
