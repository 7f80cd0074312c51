from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from accounts.desks import TrainersMenuItem

from . import desk


@hooks.register("register_admin_urls")
def desk_urls():
    return [
        path("learners/", desk.desk, name="learners_desk"),
        path("learners/<uuid:key>/secret/", desk.reset_secret, name="learners_reset_secret"),
        path("learners/<uuid:key>/code/", desk.print_code, name="learners_print_code"),
    ]


@hooks.register("register_admin_menu_item")
def desk_menu_item():
    return TrainersMenuItem(_("Help a learner"), reverse("learners_desk"), icon_name="help", order=850)


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action("learners.reset_secret", _("Take a secret away"), _("Secret taken away"))
    actions.register_action("learners.print_code", _("Print a resume code"), _("Resume code printed"))
