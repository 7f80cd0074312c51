from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LocaleColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Link


class LinkViewSet(SnippetViewSet):
    """The registry of addresses outside this site."""

    model = Link
    icon = "link-external"
    list_display = ["title", LocaleColumn(label=_("Language")), "url", "checked_on"]
    search_fields = ["title", "url"]
    ordering = ["title", "pk"]
    copy_view_enabled = False
