"""What an editor sees of what a learner will see."""

from csp.constants import NONE
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page, PreviewableMixin

# A preview is to be looked at: nothing done in it may count as somebody's learning.
LOOK_ONLY = {"script-src": [NONE], "connect-src": [NONE], "form-action": [NONE]}
PHONE = {"name": "mobile", "icon": "mobile-alt", "device_width": 360, "label": _("Phone")}


class BothLanguagesPreviewMixin:
    """Preview at the size of a phone, in the language being edited or in any other there is."""

    @property
    def preview_sizes(self):
        return [PHONE, *[size for size in PreviewableMixin.DEFAULT_PREVIEW_SIZES if size["name"] != PHONE["name"]]]

    @property
    def preview_modes(self):
        others = self.get_translations().select_related("locale") if self.pk else []
        named = [(other.locale.language_code, other.locale.get_display_name()) for other in others]
        return [("", self.preview_locale.get_display_name()), *named]

    @property
    def preview_locale(self):
        """What was never saved may have no language yet."""
        return self.locale if self.locale_id else Locale.get_default()

    def serve_preview(self, request, mode_name):
        return self.in_language(mode_name).show_preview(request)

    def in_language(self, code):
        """The translation as last saved; this very object, with all that was just typed, for its own language."""
        other = self.get_translations().filter(locale__language_code=code).first() if code and self.pk else None
        if other is None:
            return self
        return other.specific.get_latest_revision_as_object() if isinstance(other, Page) else other

    def show_preview(self, request):
        """Rendered at once, while the language is the one of the content and not the editor's."""
        request.LANGUAGE_CODE = self.preview_locale.language_code
        with translation.override(request.LANGUAGE_CODE):
            response = super().serve_preview(request, "")
            response = response.render() if hasattr(response, "render") else response
        response._csp_replace = LOOK_ONLY
        return response
