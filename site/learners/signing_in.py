"""A person with a sign-in takes a phone."""

from django.db import transaction

from accounts.models import User

from .actions import take_over
from .merging import merge
from .models import Device, Learner


@transaction.atomic
def sign_in(device: Device, user: User, is_also_me: bool = False) -> Learner:
    """The person of this sign-in holds the phone; with `is_also_me`, all that the holder did so far is theirs too."""
    User.objects.select_for_update().get(pk=user.pk)
    learner, holder = Learner.objects.filter(user=user).first(), device.current
    if learner is None:
        is_free = is_also_me and holder.user_id is None
        learner = holder if is_free else Learner.objects.create()
        learner.user = user
        learner.save(update_fields=["user"])
    device.learners.add(learner)
    device.former.remove(learner)
    take_over(device, learner)
    if is_also_me and holder != learner and holder.user_id is None:
        learner = merge(holder, learner)
    return learner
