"""What makes the site an app on a phone: the worker, the manifest and the page without network."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from . import worker as workers
from .templatetags.pages import home_url

DAY = 60 * 60 * 24
ICONS = [
    {"src": "icons/icon.svg", "sizes": "any", "type": "image/svg+xml"},
    {"src": "icons/icon-192.png", "sizes": "192x192", "type": "image/png"},
    {"src": "icons/icon-512.png", "sizes": "512x512", "type": "image/png"},
    {"src": "icons/maskable-192.png", "sizes": "192x192", "type": "image/png", "purpose": "maskable"},
    {"src": "icons/maskable-512.png", "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
]


@gzip_page
@require_safe
def worker(request):
    """Asked for again at every visit, so that a bad one is soon replaced."""
    response = HttpResponse(workers.script(request), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def manifest(request):
    """How the site looks among the apps of a phone, in the language of the address."""
    words = {
        "name": _("Digital Education for All"),
        "short_name": _("Digital Skills"),
        "description": _("Free lessons for daily life online, also without network."),
        "lang": get_language(),
        "id": home_url(),
        "start_url": home_url(),
        "scope": "/",
        "display": "standalone",
        "background_color": "#fbf8f1",
        "theme_color": "#0b6b53",
        "icons": [icon | {"src": static(icon["src"])} for icon in ICONS],
    }
    response = JsonResponse(words, content_type="application/manifest+json")
    response.headers["Cache-Control"] = f"public, max-age={DAY}"
    return response


@require_safe
def offline(request):
    """Shown by the worker where a page can't be had: which courses are on the phone, and what must wait."""
    return render(request, "offline.html")
