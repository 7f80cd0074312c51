"""What the desks of trainers in the editor share."""

from functools import wraps

from django.http import Http404

from .permissions import is_trainer


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
