from django.utils.translation import gettext_lazy as _
from wagtail import hooks

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
