from django.utils.translation import gettext_lazy as _
from wagtail.models import PreviewableMixin

PHONE = {"name": "mobile", "icon": "mobile-alt", "device_width": 360, "label": _("Phone")}


class BothLanguagesPreviewMixin:
    """Preview at the size of a phone, in the language being edited or in any other the page has."""

    @property
    def preview_sizes(self):
        return [PHONE, *[size for size in PreviewableMixin.DEFAULT_PREVIEW_SIZES if size["name"] != "mobile"]]

    @property
    def preview_modes(self):
        others = self.get_translations().select_related("locale") if self.pk else []
        return [
            ("", self.locale.get_display_name()),
            *[(o.locale.language_code, o.locale.get_display_name()) for o in others],
        ]

    def serve_preview(self, request, mode_name):
        other = self.get_translations().filter(locale__language_code=mode_name).first() if mode_name else None
        if other is None:
            return super().serve_preview(request, mode_name)
        return other.specific.get_latest_revision_as_object().serve_preview(request, "")
