from django.core.exceptions import PermissionDenied
from wagtail import hooks

from .trainers import HOME_DEPTH
from .viewsets import MembershipViewSet, unit_chooser, user_chooser


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [unit_chooser, user_chooser, MembershipViewSet("memberships")]


@hooks.register("before_delete_page")
@hooks.register("before_unpublish_page")
@hooks.register("before_move_page")
def keep_the_door(request, page, *args):
    """The home page of a language is everyone's door; only an administrator may close it."""
    if page.depth == HOME_DEPTH and not request.user.is_superuser:
        raise PermissionDenied


@hooks.register("before_bulk_action")
def keep_the_doors(request, action_type, objects, action):
    if action_type in {"delete", "unpublish", "move"}:
        for page in objects:
            if getattr(page, "depth", None) == HOME_DEPTH:
                keep_the_door(request, page)
