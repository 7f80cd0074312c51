"""Pages that belong to no part: refusals, files people uploaded, and what machines ask for."""

import logging

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.static import serve

from ui.refusals import NotHere

from .health import trouble

logger = logging.getLogger(__name__)
YEAR = 60 * 60 * 24 * 365
# An uploaded SVG opened by itself must not run scripts in the site's name.
MEDIA_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
ROBOTS = "User-agent: *\nDisallow: /admin/\nDisallow: /accounts/\n"


@require_safe
def media(request, path):
    """An uploaded file. Its name changes with what it holds, so it may be kept for long."""
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response.headers["Content-Security-Policy"] = MEDIA_POLICY
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response


@require_safe
def health(request):
    problem = trouble()
    return _plain(problem or "ok", status=503 if problem else 200)


@require_safe
def robots(request):
    return _plain(ROBOTS)


def _plain(text, status=200):
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


def bad_request(request, exception=None):
    return _refuse(request, 400)


def permission_denied(request, exception=None):
    """Refusals of our own say why."""
    return _refuse(request, 403, reason=str(exception or ""))


def csrf_failure(request, reason=""):
    sentence = _("This page was open too long, or cookies are off. Go back, reload the page and try again.")
    return _refuse(request, 403, reason=sentence)


def page_not_found(request, exception=None):
    """Ours say why; Django's own reasons are for developers."""
    return _refuse(request, 404, reason=str(exception) if isinstance(exception, NotHere) else "")


def server_error(request):
    return HttpResponse(render_to_string("500.html"), status=500)


def _refuse(request, status, **context):
    """A refusal in the site's own look; a plain one where that fails too, as when the database is away."""
    try:
        return render(request, f"{status}.html", context, status=status)
    except Exception:
        logger.exception("The page for %s can't be shown", status)
        return HttpResponse(render_to_string("400.html" if status == 400 else "500.html"), status=status)
