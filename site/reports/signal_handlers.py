from django.dispatch import receiver

from certificates.signals import certificate_issued, certificates_merged
from classes.signals import attendance_changed, session_changed
from communes.signals import decided, moving, succeeded
from courses.signals import claims_changed, lessons_changed, progress_changed, rehearsals_changed
from learners.signals import about_changed

from . import actions
from .attendance import actions as attendance
from .audit.actions import note
from .audit.models import Action
from .committee import letters
from .giving import keys
from .giving.moving import whose_keys_move
from .groups import actions as groups
from .indicators.moving import what_becomes_of_indicators
from .lessons import actions as lessons
from .moving import which_figures_change
from .targets.moving import what_becomes_of_adults


@receiver(progress_changed)
def follow_progress(before, after, **kwargs):
    actions.follow_progress(before, after)
    groups.follow_progress(before, after)


@receiver(lessons_changed)
def follow_lessons(before, after, **kwargs):
    lessons.follow(before, after)


@receiver(session_changed)
def follow_session(before, after, **kwargs):
    attendance.follow_session(before, after)


@receiver(attendance_changed)
def follow_attendance(before, after, **kwargs):
    attendance.follow_attendance(before, after)


@receiver(claims_changed)
def follow_claims(before, after, **kwargs):
    actions.follow_claims(before, after)


@receiver(rehearsals_changed)
def follow_rehearsals(before, after, **kwargs):
    actions.follow_rehearsals(before, after)


@receiver(certificate_issued)
def follow_certificate(certificate, before, **kwargs):
    actions.follow_certificates(before, [*before, certificate])
    groups.follow_certificates(before, [*before, certificate])


@receiver(certificates_merged)
def follow_merge(source_before, target_before, after, **kwargs):
    """One person who was taken for two is counted once."""
    for follow in (actions.follow_certificates, groups.follow_certificates):
        follow(source_before, [])
        follow(target_before, after)


@receiver(about_changed)
def follow_about(learner, before, after, **kwargs):
    groups.follow_about(learner, before, after)


@receiver(decided)
def note_a_reorganisation(reorganisation, user, what, **kwargs):
    note(user, Action.CHANGE, None, f"reorganisation {what}", reorganisation=reorganisation.pk)


@receiver(moving)
def tell_which_figures_change(reorganisation, **kwargs):
    return which_figures_change(reorganisation)


@receiver(moving)
def tell_what_becomes_of_adults(reorganisation, **kwargs):
    return what_becomes_of_adults(reorganisation)


@receiver(moving)
def tell_what_becomes_of_indicators(reorganisation, **kwargs):
    return what_becomes_of_indicators(reorganisation)


@receiver(moving)
def tell_whose_keys_move(reorganisation, **kwargs):
    return whose_keys_move(reorganisation)


@receiver(succeeded)
def move_keys_and_letters(predecessor, successor, **kwargs):
    keys.follow(predecessor, successor)
    letters.follow(predecessor, successor)
