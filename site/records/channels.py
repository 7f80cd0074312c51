"""How something was done: alone, in a class or helped."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from learners.models import Device


class Channel(TextChoices):
    """Empty where it was not recorded: before November 2026."""

    SELF = "self", _("by oneself")
    ASSISTED = "assisted", _("helped by a trainer")
    CLASS = "class", _("in a class")


# Of two things done in one moment, the one with more company counts.
RANK = ["", *Channel.values]


def channel_of(device: Device | None) -> str:
    """By the phone it was done on: a trainer's own is lent to people who are helped; a public computer to everybody."""
    is_helped = device is not None and device.is_trainers and not device.is_public
    return Channel.ASSISTED if is_helped else Channel.SELF
