from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from accounts.desks import TrainersMenuItem
from accounts.permissions import is_official, is_trainer
from quizzes.models import Question

from . import item_desk
from .attendance import desk as classes_desk
from .audit import desk as audit_desk
from .giving import desk as keys_desk


class FiguresMenuItem(MenuItem):
    """For those in the editor who also answer for figures."""

    def is_shown(self, request):
        return is_official(request.user)


@hooks.register("register_admin_menu_item")
def figures_menu_item():
    return FiguresMenuItem(_("Figures"), reverse("reports:start"), icon_name="table", order=900)


@hooks.register("register_admin_menu_item")
def questions_menu_item():
    return TrainersMenuItem(_("Questions in use"), reverse("reports_questions"), icon_name=item_desk.ICON, order=856)


@hooks.register("register_admin_menu_item")
def own_classes_menu_item():
    address = reverse("reports_own_classes")
    return TrainersMenuItem(_("Results of classes"), address, icon_name=classes_desk.ICON, order=846)


@hooks.register("register_admin_urls")
def own_classes_urls():
    return [
        path("own-classes/", classes_desk.own_classes, name="reports_own_classes"),
        path("own-classes/file/", classes_desk.own_classes_file, name="reports_own_classes_file"),
        path("own-classes/<uuid:key>/", classes_desk.own_class, name="reports_own_class"),
    ]


@hooks.register("register_admin_menu_item")
def hamlets_menu_item():
    return TrainersMenuItem(_("Hamlets"), reverse("reports:own_hamlets"), icon_name="home", order=858)


@hooks.register("register_admin_urls")
def item_urls():
    return [
        path("questions/", item_desk.questions, name="reports_questions"),
        path("questions/<uuid:question>/", item_desk.find, name="reports_find_question"),
        path("questions/<uuid:quiz>/<uuid:question>/", item_desk.question, name="reports_question"),
    ]


@hooks.register("register_snippet_listing_buttons")
def figures_of_question(snippet, user, next_url=None):
    if isinstance(snippet, Question) and is_trainer(user):
        address = reverse("reports_find_question", args=[snippet.key])
        yield Button(_("How it does"), address, icon_name=item_desk.ICON, priority=40)


class AdministratorsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.is_superuser


@hooks.register("register_admin_urls")
def audit_urls():
    return [
        path("audit/", audit_desk.AuditView.as_view(), name="reports_audit"),
        path("audit/results/", audit_desk.AuditView.as_view(results_only=True), name="reports_audit_results"),
    ]


@hooks.register("register_reports_menu_item")
def audit_menu_item():
    address = reverse("reports_audit")
    return AdministratorsMenuItem(_("Audit log of figures"), address, icon_name=audit_desk.ICON, order=1320)


@hooks.register("register_admin_urls")
def api_key_urls():
    return [
        path("api-keys/", keys_desk.api_keys, name="reports_api_keys"),
        path("api-keys/<int:pk>/revoke/", keys_desk.revoke, name="reports_revoke_api_key"),
    ]


@hooks.register("register_settings_menu_item")
def api_keys_menu_item():
    return AdministratorsMenuItem(_("API keys"), reverse("reports_api_keys"), icon_name=keys_desk.ICON, order=620)
