from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin, TranslatableMixin
from wagtail.search import index

from communes.folding import fold
from ui.fields import PlainTextField
from ui.previews import BothLanguagesPreviewMixin

from ..gates.forms import GatedFormMixin
from ..gates.panels import GatePanel
from ..gates.refusing import GatedMixin
from ..rehearsing import faults, screens_of
from ..screens import ScreenBlock
from .freshness import CheckedMixin


def pictures_by_key(keys):
    """Together with the sizes that were made of them."""
    return get_image_model().objects.prefetch_renditions().in_bulk(keys)


class RehearsalForm(GatedFormMixin, WagtailAdminModelForm):
    """A draft may be half done, but even a draft holds nothing that could be somebody's own."""

    def clean(self):
        data = super().clean()
        if data.get("screens") is not None:
            found = faults(data["screens"].get_prep_value())
            found = [fault for fault in found if fault.is_personal or not self.is_deferred_validation]
            if found:
                self.refuse(found)
        return data

    def refuse(self, found):
        """Says it above all, and once more at each screen."""
        self.add_error(None, [fault.sentence for fault in found])
        places = {fault.place for fault in found if fault.place is not None}
        at = {
            place: StructBlockValidationError(
                non_block_errors=[fault.sentence for fault in found if fault.place == place]
            )
            for place in places
        }
        if at:
            self.add_error("screens", StreamBlockValidationError(block_errors=at))


class Rehearsal(
    GatedMixin,
    CheckedMixin,
    BothLanguagesPreviewMixin,
    index.Indexed,
    PreviewableMixin,
    DraftStateMixin,
    RevisionMixin,
    TranslatableMixin,
    models.Model,
):
    """A safe imitation of a real service, tapped through before doing it for real."""

    title = models.CharField(_("title"), max_length=80)
    intro = PlainTextField(_("introduction"), help_text=_("What people rehearse here, in a sentence or two."))
    screens = StreamField([("screen", ScreenBlock())], verbose_name=_("screens"))
    is_service = models.BooleanField(
        _("people do this for real"),
        default=True,
        help_text=_("They are then asked whether they have done it for real. Not so for drills against fraud."),
    )
    source = PlainTextField(_("source"), help_text=_("Where it is written how the real service works."))
    checked_on = models.DateField(_("last checked on"), null=True, blank=True)

    base_form_class = RehearsalForm
    panels = [
        GatePanel(heading=_("Before it goes live"), icon="tasks"),
        FieldPanel("title"),
        FieldPanel("intro"),
        FieldPanel("screens", help_text=_("In the order in which they come. Everything on them is drawn for you.")),
        FieldPanel("is_service"),
        MultiFieldPanel(
            [FieldPanel("source"), FieldPanel("checked_on")],
            heading=_("Where this comes from"),
            icon="doc-full-inverse",
        ),
    ]
    search_fields = [
        index.SearchField("folded_title"),
        index.AutocompleteField("folded_title"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("rehearsal")
        verbose_name_plural = _("rehearsals")

    def __str__(self):
        return self.title

    @property
    def folded_title(self):
        return fold(self.title)

    @property
    def key(self):
        return self.translation_key

    @cached_property
    def drawn(self):
        """Its screens, ready to be shown, each picture in the place of its key."""
        screens = screens_of(self.screens.get_prep_value())
        parts = [part for screen in screens for part in screen.parts if part.picture]
        images = pictures_by_key({part.picture for part in parts}) if parts else {}
        for part in parts:
            part.picture = images.get(part.picture)
        return screens

    def get_preview_template(self, request, mode_name):
        return "courses/rehearsal.html"

    def get_preview_context(self, request, mode_name):
        return super().get_preview_context(request, mode_name) | {"rehearsal": self, "places": []}
