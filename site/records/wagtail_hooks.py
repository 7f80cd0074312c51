from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from accounts.desks import TrainersMenuItem, for_trainers

from . import desk


@hooks.register("register_admin_urls")
def rescue_urls():
    imports = for_trainers(desk.ImportsView.as_view())
    results = for_trainers(desk.ImportsView.as_view(results_only=True))
    return [
        path("phone-files/", desk.upload, name="records_upload"),
        path("phone-files/all/", imports, name="records_imports"),
        path("phone-files/all/results/", results, name="records_imports_results"),
        path("phone-files/<uuid:key>/", desk.preview, name="records_preview"),
        path("phone-files/<uuid:key>/bring-in/", desk.confirm, name="records_confirm"),
    ]


@hooks.register("register_admin_menu_item")
def rescue_menu_item():
    return TrainersMenuItem(_("Bring in a phone's file"), reverse("records_upload"), icon_name="upload", order=860)


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action("records.bring_in", _("Bring in a phone's file"), _("Phone's file brought in"))
