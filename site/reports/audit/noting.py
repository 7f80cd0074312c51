"""Every page of figures that somebody saw is noted, whichever view made it."""

from functools import wraps
from http import HTTPStatus

from communes.models import Unit

from .actions import note
from .models import Action

# A page was shown; a change was made, and the browser sent on.
ACTIONS = {("GET", HTTPStatus.OK): Action.VIEW, ("POST", HTTPStatus.FOUND): Action.CHANGE}
# What a query may say about a page without saying who is looked for.
KEPT_WISHES = ("period", "sort", "from", "to", "course", "boundaries")


def noted(view):
    """Note the page as looked at once it was shown, and a change once it is made, unless the view has noted it."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        action = ACTIONS.get((request.method, response.status_code))
        if action and not hasattr(request, "is_noted"):
            match = request.resolver_match
            unit = Unit(pk=match.kwargs["pk"]) if "units/<int:pk>" in match.route else None
            note(request, action, unit, match.url_name or "", **wishes(request))
        return response

    return wrapper


def wishes(request) -> dict:
    return {name: request.GET[name][:40] for name in KEPT_WISHES if request.GET.get(name)}
