from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Link


class LinkViewSet(SnippetViewSet):
    """The registry of addresses outside this site."""

    model = Link
    icon = "link-external"
    list_display = ["title", "url", "checked_on"]
    search_fields = ["title", "url"]
    ordering = ["title", "pk"]
    copy_view_enabled = False
