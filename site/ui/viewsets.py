from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, LocaleColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Link


class LinkViewSet(SnippetViewSet):
    """The registry of addresses outside this site."""

    model = Link
    icon = "link-external"
    list_display = [
        "title",
        LocaleColumn(label=_("Language")),
        "url",
        "checked_on",
        Column("state", label=_("Answers")),
    ]
    search_fields = ["title", "url"]
    ordering = ["title", "pk"]
    copy_view_enabled = False

    def get_queryset(self, request):
        return Link.objects.select_related("last_check")
