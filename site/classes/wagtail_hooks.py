from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from accounts.desks import TrainersMenuItem

from . import desk

# What is kept in Wagtail's log, as a verb and as a sentence.
LOGGED = {
    "classes.make": (_("Make a class"), _("Class made")),
    "classes.change": (_("Change a class"), _("Class changed")),
    "classes.cancel": (_("Cancel a class"), _("Class cancelled")),
    "classes.attended": (_("Note a person"), _("Person noted in a class")),
    "classes.voided": (_("Take a name back"), _("Name taken back from a class")),
    "classes.headcount": (_("Count the people"), _("People of a class counted")),
}


@hooks.register("register_log_actions")
def name_what_is_logged(actions):
    for name, (label, message) in LOGGED.items():
        actions.register_action(name, label, message)


@hooks.register("register_admin_urls")
def class_urls():
    return [
        path("classes/", desk.classes, name="classes"),
        path("classes/new/", desk.new, name="classes_new"),
        path("classes/<int:pk>/", desk.show, name="classes_class"),
        path("classes/<int:pk>/change/", desk.change, name="classes_change"),
        path("classes/<int:pk>/cancel/", desk.cancel, name="classes_cancel"),
        path("classes/<int:pk>/note/", desk.note, name="classes_note"),
        path("classes/<int:pk>/take-back/", desk.take_back, name="classes_take_back"),
        path("classes/<int:pk>/headcount/", desk.headcount, name="classes_headcount"),
        path("classes/<int:pk>/sheet/", desk.sheet, name="classes_sheet"),
    ]


@hooks.register("register_admin_menu_item")
def classes_menu_item():
    return TrainersMenuItem(_("Classes"), reverse("classes"), icon_name="group", order=845)
