from django.utils.translation import gettext_lazy as _
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Certificate
from .permissions import CertificatePolicy

# Before the view set, which would otherwise settle for Wagtail's own.
register_permission_policy(Certificate, CertificatePolicy(Certificate))


class CertificateViewSet(SnippetViewSet):
    """To find a certificate by its code when its holder asks for help."""

    model = Certificate
    icon = "success"
    menu_label = _("Certificates")
    list_display = ["code", "holder_name", "course_title", "unit", "issued_at", "withdrawn_at"]
    list_per_page = 50
    search_backend_name = None
    search_fields = ["code", "holder_name"]
    ordering = ["-issued_at"]
    inspect_view_enabled = True
    copy_view_enabled = False
    inspect_view_fields = ["code", "holder_name", "course_title", "unit", "locale", "issued_at", "withdrawn_at"]

    def get_queryset(self, request):
        return Certificate.objects.with_place()


register_snippet(CertificateViewSet)
