"""Pages by their address."""

from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from . import generation

ROUTES_LIMIT = 5000
_kept: dict = {"generation": None, "routes": {}}


def serve(request, path):
    """Wagtail's own view, which looks at this attribute before it walks down the tree."""
    request._wagtail_route_for_request = route(request, path)
    return wagtail_serve(request, path)


def route(request, path: str) -> RouteResult | None:
    """One question for an address that was found before, until content changes; Wagtail's own walk for any other."""
    number = generation.current()
    if _kept["generation"] != number or len(_kept["routes"]) > ROUTES_LIMIT:
        _kept.update(generation=number, routes={})
    key = (request.get_host(), get_language(), path)
    if key in _kept["routes"]:
        model, pk = _kept["routes"][key]
        page = model.objects.live().select_related("locale").filter(pk=pk).first()
        return RouteResult(page) if page else None
    found = Page.route_for_request(request, path)
    if found and not found.args and not found.kwargs:
        _kept["routes"][key] = (type(found.page), found.page.pk)
    return found
