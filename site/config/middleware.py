"""Headers that depend on where a page lives."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.core.exceptions import BadRequest

# Wagtail's editor and wagtail-localize still carry inline scripts and styles, so the admin, and it alone, may.
ADMIN_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
}


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """Strict everywhere, looser under /admin/; nothing an admin page shows is ever kept by a cache."""

    def process_response(self, request, response):
        if request.path_info.startswith("/admin/"):
            response._csp_replace = ADMIN_POLICY | (getattr(response, "_csp_replace", None) or {})
            response.headers.setdefault("Cache-Control", "private, no-store")
        return super().process_response(request, response)


class RefuseNulMiddleware:
    """No address of ours holds a NUL character; PostgreSQL fails on one, so it is refused at the door."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest
        return self.get_response(request)
