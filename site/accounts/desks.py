"""What the desks of trainers in the editor share."""

from functools import wraps

from django.http import Http404
from wagtail.admin.menu import MenuItem

from .permissions import is_trainer


class TrainersMenuItem(MenuItem):
    """A desk in the editor's menu, for those who may use it."""

    def is_shown(self, request):
        """Asked once for all desks of a page."""
        if not hasattr(request, "is_trainers"):
            request.is_trainers = is_trainer(request.user)
        return request.is_trainers


def for_trainers(view):
    """Nobody else learns that this is here."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if not is_trainer(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return wrapper


def heading(title, icon) -> dict:
    """What Wagtail's frame of a page shows above it."""
    return {"header_title": title, "header_icon": icon, "breadcrumbs_items": [{"url": "", "label": title}]}
