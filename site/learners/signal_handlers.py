from allauth.account.signals import user_logged_in
from django.dispatch import receiver

from accounts.permissions import is_trainer
from communes.signals import moving, succeeded

from . import moving as people
from .requests import device_of, join_phone
from .signing_in import sign_in


@receiver(user_logged_in)
def take_the_phone(request, user, **kwargs):
    """Whoever signed in with a code holds the phone; staff with a password sign in for their work alone."""
    device = device_of(request)
    if device and not device.is_trainers and is_trainer(user):
        device.is_trainers = True
        device.save(update_fields=["is_trainers"])
    if hasattr(request, "also_me"):
        device = join_phone(request)
        # Only who was shown when the code was asked for, and still holds the phone, goes along.
        sign_in(device, user, is_also_me=bool(device.current) and request.also_me == str(device.current_id))


@receiver(moving)
def tell_who_moves(reorganisation, **kwargs):
    return people.who_moves(reorganisation)


@receiver(succeeded)
def move_along(predecessor, successor, **kwargs):
    people.follow(predecessor, successor)
