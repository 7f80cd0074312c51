from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from .choosers import UnitChooserViewSet, UserChooserViewSet
from .models import Membership

unit_chooser = UnitChooserViewSet("unit_chooser")
user_chooser = UserChooserViewSet("user_chooser")


class MembershipViewSet(ModelViewSet):
    """Who is a trainer or an official, and where; for administrators."""

    model = Membership
    icon = "group"
    menu_label = _("Roles in communes")
    add_to_settings_menu = True
    menu_order = 610
    panels = [FieldPanel("user"), FieldPanel("role"), FieldPanel("unit")]
    list_display = ["user", Column("role", label=_("Role"), accessor="get_role_display"), "unit"]
    list_filter = ["role"]
    search_fields = ["user__email", "user__first_name", "user__last_name", "unit__name"]
    ordering = ["user__email"]
    copy_view_enabled = False
