import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .ledger.viewsets import ReorganisationViewSet
from .models import Unit
from .permissions import RegisterPolicy

# Before the view set, which would otherwise settle for Wagtail's own.
register_permission_policy(Unit, RegisterPolicy(Unit))


class UnitFilterSet(WagtailFilterSet):
    former = django_filters.BooleanFilter("valid_to", "isnull", exclude=True, label=_("Former"))

    class Meta:
        model = Unit
        fields = ["kind"]


class UnitViewSet(SnippetViewSet):
    model = Unit
    icon = "site"
    menu_label = _("Places")
    list_display = ["name", "parent", "kind", "code", "valid_from", "valid_to"]
    list_per_page = 50
    filterset_class = UnitFilterSet
    search_backend_name = None
    search_fields = ["name", "search_context", "code"]
    inspect_view_enabled = True
    copy_view_enabled = False
    inspect_view_fields = [
        "name",
        "type",
        "kind",
        "code",
        "parent",
        "valid_from",
        "valid_to",
        "area_km2",
        "latitude",
        "longitude",
    ]

    def get_queryset(self, request):
        return Unit.objects.with_names()


register_snippet(UnitViewSet)


@hooks.register("register_admin_viewset")
def reorganisations():
    return ReorganisationViewSet("reorganisations")
