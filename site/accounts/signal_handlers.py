from django.apps import apps
from django.db.models.signals import post_delete, post_migrate, post_save
from django.dispatch import receiver
from wagtail.models import Page

from communes.signals import moving, succeeded

from . import moving as roles
from .models import Membership
from .trainers import HOME_DEPTH, ensure_trainers_group, follow_memberships


# One of the last to be migrated: by then the permissions of every part are there.
@receiver(post_migrate, sender=apps.get_app_config("auth"))
def prepare_group(**kwargs):
    ensure_trainers_group()


@receiver(post_save)
def open_new_home(sender, instance, created, raw=False, **kwargs):
    """A new language brings a home page, and trainers may work under it."""
    if created and not raw and issubclass(sender, Page) and instance.depth == HOME_DEPTH:
        ensure_trainers_group()


@receiver([post_save, post_delete], sender=Membership)
def follow(raw=False, **kwargs):
    if not raw:
        follow_memberships()


@receiver(moving)
def tell_whose_roles_move(reorganisation, **kwargs):
    return roles.whose_roles_move(reorganisation)


@receiver(succeeded)
def move_roles(predecessor, successor, **kwargs):
    roles.follow(predecessor, successor)
