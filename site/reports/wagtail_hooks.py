from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.permissions import is_official


class FiguresMenuItem(MenuItem):
    """For those in the editor who also answer for figures."""

    def is_shown(self, request):
        return is_official(request.user)


@hooks.register("register_admin_menu_item")
def figures_menu_item():
    return FiguresMenuItem(_("Figures"), reverse("reports:start"), icon_name="table", order=900)
