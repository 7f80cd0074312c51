from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NarrationConfig(AppConfig):
    name = "narration"
    verbose_name = _("Read aloud")
    default_auto_field = "django.db.models.BigAutoField"
