"""Kept pages handed out before Django wakes up: for a page that is ready, Django itself would be most of the work."""

from django.conf import settings
from django.db import DatabaseError

from . import generation
from .middleware import KEPT, wire

# One in each language and for each host name, and far more than there are lessons.
PAGES_LIMIT = 1000
REASONS = {200: "200 OK", 304: "304 Not Modified"}


class Front:
    """A WSGI application that gives again what the page cache gave for the same address, until content changes."""

    def __init__(self, application):
        self.application = application
        self.kept = (None, {})

    def __call__(self, environ, start_response):
        key = address(environ)
        pages = self.pages() if key else None
        if pages is None:
            return self.application(environ, start_response)
        if key in pages:
            status, headers, body = wire(pages[key], environ)
            start_response(REASONS[status], headers)
            return [body]
        answer = self.application(environ, start_response)
        # Noted for the generation read before: a page made meanwhile is at least as new, and goes with that number.
        if kept := environ.get(KEPT):
            if len(pages) >= PAGES_LIMIT:
                pages.clear()
            pages[key] = kept
        return answer

    def pages(self) -> dict | None:
        """Those of the content as it stands; None where the database does not say: Django then deals with it."""
        try:
            number = generation.current()
        except DatabaseError:
            return None
        if self.kept[0] != number:
            self.kept = (number, {})
        return self.kept[1]


def address(environ) -> tuple | None:
    """What tells one kept page from another; None for whatever may be somebody's own. In doubt, Django decides."""
    if environ["REQUEST_METHOD"] != "GET" or environ.get("QUERY_STRING") or "HTTP_HOST" not in environ:
        return None
    if settings.SESSION_COOKIE_NAME in environ.get("HTTP_COOKIE", ""):
        return None
    return (
        environ["HTTP_HOST"],
        environ["PATH_INFO"],
        environ["wsgi.url_scheme"],
        environ.get("HTTP_X_FORWARDED_PROTO"),
    )
