from datetime import datetime, time

from django.dispatch import receiver
from django.utils import timezone

from communes.signals import succeeded
from courses.signals import classes_asked
from learners.signals import learners_merged, personal_data_asked, residence_stated
from records.signals import events_stored

from .actions import follow
from .attending import attended, locate_attendance, merge_attendance, project_attendance


@receiver(events_stored)
def follow_events(learner, events, **kwargs):
    project_attendance(learner, events)


@receiver(residence_stated)
def follow_residence(learner, is_first, **kwargs):
    if is_first:
        locate_attendance(learner)


@receiver(learners_merged)
def put_attendance_together(source, target, **kwargs):
    merge_attendance(source, target)


@receiver(personal_data_asked)
def tell_classes(learner, **kwargs):
    fields = ["session__place", "session__unit__name", "attended_at", "unit__name"]
    return {"classes": list(learner.attendances.order_by("attended_at").values(*fields))}


@receiver(classes_asked)
def tell_when_in_class(learners, moments, **kwargs):
    return attended(learners, moments)


@receiver(succeeded)
def move_classes_to_come(predecessor, successor, effective_on, **kwargs):
    follow(predecessor, successor, timezone.make_aware(datetime.combine(effective_on, time())))
