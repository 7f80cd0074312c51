"""In the editor: the audit log, for administrators."""

import django_filters
from django.http import Http404
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from accounts.models import User
from communes.models import Unit

from .actions import note
from .models import Action, AuditEntry
from .wording import subject

ICON = "history"


class AuditFilterSet(WagtailFilterSet):
    """By person, place, action and day."""

    user = django_filters.CharFilter(label=_("E-mail address or API key"), method="by_whom")
    unit = django_filters.CharFilter(label=_("Place or its code"), method="by_place")
    action = django_filters.ChoiceFilter(label=_("Action"), choices=Action.choices)
    at = django_filters.DateFromToRangeFilter(label=_("Day"), widget=DateRangePickerWidget)

    class Meta:
        model = AuditEntry
        fields = ["user", "unit", "action", "at"]

    def by_whom(self, rows, _name, text):
        users = User.objects.filter(email__icontains=text).values("pk")
        return rows.filter(user__in=users) | rows.filter(key=text)

    def by_place(self, rows, _name, text):
        units = Unit.objects.filter(code=text) | Unit.objects.filter(name__icontains=text)
        return rows.filter(unit__in=units.values("pk"))


class AuditView(ReportView):
    """Read by administrators alone; whoever takes it away is noted too."""

    page_title = _("Audit log of figures")
    header_icon = ICON
    index_url_name = "reports_audit"
    index_results_url_name = "reports_audit_results"
    model = AuditEntry
    filterset_class = AuditFilterSet
    default_ordering = "-at"
    no_results_message = _("Nobody has looked at figures yet.")
    columns = [
        # To the second: “four minutes ago” proves nothing later.
        Column("at", label=_("At"), accessor=lambda entry: f"{localtime(entry.at):%d/%m/%Y %H:%M:%S}"),
        Column("by", label=_("Who did it")),
        Column("action", label=_("Action"), accessor="get_action_display"),
        Column("unit", label=_("Place")),
        Column("what", label=_("What"), accessor=lambda entry: subject(entry.what)),
        Column("particulars", label=_("Detail")),
    ]
    list_export = ["at", "by", "action", "place_code", "unit", "what", "particulars"]
    export_headings = {
        "by": _("Who did it"),
        "place_code": _("Code"),
        "unit": _("Place"),
        "particulars": _("Detail"),
    }
    export_filename = "audit"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_superuser:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return AuditEntry.objects.select_related("user", "unit")

    def render_to_response(self, context, **kwargs):
        if self.is_export:
            note(self.request, Action.EXPORT, None, "audit")
        return super().render_to_response(context, **kwargs)
