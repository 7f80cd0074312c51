"""Headers that depend on where a page lives."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware

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
