"""The whole-page cache: a public page is made once and then handed out as bytes."""

import gzip
import hashlib
import logging
import re

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import DisallowedHost
from django.http import HttpResponse
from django.utils.cache import has_vary_header, patch_vary_headers

from . import generation

logger = logging.getLogger(__name__)
KEEP_SECONDS = 60 * 60 * 24
# A page is always asked for again, and answered with "not modified" in a few bytes: nobody reads an old lesson.
PUBLIC = "public, max-age=0, must-revalidate"
# Longer or odder addresses are none of ours, and some caches take no such key.
KEPT_PATH = re.compile(r"[^\x00-\x20\x7f]{0,200}/")
# Where a request says which kept page answered it, for `front`.
KEPT = "pages.kept"
KEPT_HEADERS_NOT = {"content-length", "set-cookie", "date"}


class PageCacheMiddleware:
    """Keeps a GET answered 200 without cookies, unless it forbids that; staff who are signed in get a fresh page."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.cache = caches["pages"]

    def __call__(self, request):
        key = self.key(request)
        kept = self.read(key) if key else None
        if kept is None:
            response = self.get_response(request)
            kept = self.keep(key, request, response) if key else None
            if kept is None:
                return response
        return answer(request, kept)

    def key(self, request):
        """None for what is never kept: posts, query strings, files, the admin and people who are signed in."""
        if request.method not in ("GET", "HEAD") or request.META.get("QUERY_STRING"):
            return None
        if settings.SESSION_COOKIE_NAME in request.COOKIES or not KEPT_PATH.fullmatch(request.path):
            return None
        try:
            host = request.get_host()
        except DisallowedHost:
            return None
        return f"{generation.current()}:{request.scheme}:{host}:{request.path}"

    def read(self, key):
        try:
            return self.cache.get(key)
        except Exception:  # a cache that fails is a miss, not an error page
            logger.exception("The page cache can't be read")
            return None

    def keep(self, key, request, response):
        if not is_public(request, response):
            return None
        response["Cache-Control"] = PUBLIC
        patch_vary_headers(response, ["Accept-Encoding"])
        body = response.content
        kept = {
            "body": body,
            "gzip": gzip.compress(body, 9, mtime=0),
            "etag": f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"',
            "headers": {k: v for k, v in response.items() if k.lower() not in KEPT_HEADERS_NOT},
        }
        try:
            self.cache.set(key, kept, KEEP_SECONDS)
        except Exception:
            logger.exception("The page cache can't be written")
        return kept


def is_public(request, response):
    """True for a complete page that says nothing of cookies or privacy."""
    return (
        request.method == "GET"
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "private" not in response.get("Cache-Control", "")
        and "no-store" not in response.get("Cache-Control", "")
        and not has_vary_header(response, "Cookie")
        and response.get("Content-Type", "").startswith("text/html")
    )


def answer(request, kept):
    request.META[KEPT] = kept
    status, headers, body = wire(kept, request.META)
    return HttpResponse(b"" if request.method == "HEAD" else body, status=status, headers=dict(headers))


def wire(kept, asked) -> tuple[int, list[tuple[str, str]], bytes]:
    """Status, headers and body for what a browser asks in its headers, by their names in WSGI."""
    headers = [*kept["headers"].items(), ("ETag", kept["etag"])]
    is_gzip = "gzip" in asked.get("HTTP_ACCEPT_ENCODING", "")
    body = kept["gzip" if is_gzip else "body"]
    # Contained, for a browser may send several, and a proxy on the way marks one as weak: W/"…".
    if kept["etag"] in asked.get("HTTP_IF_NONE_MATCH", ""):
        return 304, headers, b""
    headers.append(("Content-Length", str(len(body))))
    if is_gzip:
        headers.append(("Content-Encoding", "gzip"))
    return 200, headers, body
