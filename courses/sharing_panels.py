"""In the editor of a course: what is printed and passed on, and how long it is."""

from django.forms import Media, Script
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, Panel

from . import speaking
from .sharing import LONGEST_POST


class StartPanel(Panel):
    """The button that fills what is still empty from the key points; it also brings the counting below the fields."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/admin/start_sharing.html"

        @property
        def media(self):
            return Media(js=[Script("js/sharing-editor.js", type="module")])

        def get_context_data(self, parent_context=None):
            language = self.instance.locale.language_code
            counting = {
                "language": language,
                "pace": speaking.pace(language),
                "rest": speaking.REST,
                "longest": speaking.LONGEST,
                "longest_post": LONGEST_POST,
            }
            return super().get_context_data(parent_context) | counting


def sharing_panel():
    points = InlinePanel(
        "key_points",
        label=_("Key point"),
        heading=_("What people should keep in mind"),
        help_text=_("Three to six short sentences. They are printed large on the handout."),
        icon="list-ol",
        max_num=6,
    )
    post = FieldPanel(
        "post", help_text=_("Left empty, it is made of the key points. The address of the course belongs in it.")
    )
    script = FieldPanel(
        "loudspeaker", help_text=_("Left empty, it is made of the key points. About 60 seconds are good.")
    )
    return MultiFieldPanel([points, StartPanel(), post, script], heading=_("To print and to share"), icon="download")
