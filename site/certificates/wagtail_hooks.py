from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from accounts.desks import TrainersMenuItem

from . import recheck_desk
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


@hooks.register("register_admin_urls")
def recheck_urls():
    return [
        path("ask-again/", recheck_desk.rechecks, name="certificates_rechecks"),
        path("ask-again/<uuid:pk>/", recheck_desk.ask, name="certificates_ask"),
    ]


@hooks.register("register_log_actions")
def name_rechecks(actions):
    actions.register_action("certificates.recheck", _("Ask again"), _("Asked the holder again"))


@hooks.register("register_admin_menu_item")
def ask_again():
    return TrainersMenuItem(_("Ask again"), reverse("certificates_rechecks"), icon_name="group", order=857)
