"""Where trainers find it: above the list of the question bank."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button, HeaderButton

from .views import urls


@hooks.register("register_admin_urls")
def exchange_urls():
    return urls


class ExchangeButtons:
    """For the list of questions."""

    @cached_property
    def header_buttons(self):
        """Beside the one for a single question: nobody should have to look for it."""
        bring_in = HeaderButton(_("Bring in questions"), url=reverse("questions_upload"), icon_name="upload")
        return [*super().header_buttons, bring_in]

    @cached_property
    def header_more_buttons(self):
        return [
            *super().header_more_buttons,
            Button(_("Take questions out"), url=reverse("questions_export"), icon_name="download", priority=30),
        ]
