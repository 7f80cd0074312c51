"""Editorial blocks: what a trainer puts a lesson together from."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText
from wagtail.snippets.blocks import SnippetChooserBlock

from .sanitize import clean_html


class TextBlock(blocks.RichTextBlock):
    """A few sentences. Cleaned each time it is written, whoever writes it."""

    def __init__(self, features=("bold", "italic", "ol", "ul", "link"), **kwargs):
        super().__init__(features=list(features), **kwargs)

    def get_prep_value(self, value):
        return clean_html(super().get_prep_value(value))

    def value_from_form(self, value):
        return RichText(clean_html(super().value_from_form(value).source))

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "ui/blocks/text.html"


class LighterBlock(blocks.BooleanBlock):
    """Whether phones get a smaller picture."""

    def __init__(self, **kwargs):
        super().__init__(
            **{
                "required": False,
                "label": _("Lighter version"),
                "help_text": _("Smaller and a little less sharp, for slow lines."),
            }
            | kwargs
        )


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("What the picture shows"),
        max_length=250,
        help_text=_("Read aloud to people who do not see the picture."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=200)
    is_light = LighterBlock()

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "ui/blocks/picture.html"


class InstructionBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("What to do"), max_length=120)
    text = blocks.TextBlock(label=_("In more words"), required=False, rows=2)
    image = ImageChooserBlock(label=_("Picture"), required=False)
    alt = blocks.CharBlock(label=_("What the picture shows"), required=False, max_length=250)
    is_light = LighterBlock()

    def clean(self, value):
        value = super().clean(value)
        if value["image"] and not value["alt"]:
            raise blocks.StructBlockValidationError(
                {"alt": ValidationError(_("Say what the picture shows, for people who do not see it."))}
            )
        return value

    class Meta:
        icon = "list-ol"
        label = _("Instruction")


class InstructionsBlock(blocks.ListBlock):
    """What to do, in order, numbered."""

    def __init__(self, child_block=None, **kwargs):
        super().__init__(child_block or InstructionBlock(), **kwargs)

    class Meta:
        icon = "list-ol"
        label = _("Numbered instructions")
        template = "ui/blocks/instructions.html"


class NoteBlock(blocks.StructBlock):
    text = TextBlock(features=["bold", "italic"], label=_("Text"))


class TipBlock(NoteBlock):
    class Meta:
        icon = "pick"
        label = _("Tip")
        template = "ui/blocks/tip.html"


class WarningBlock(NoteBlock):
    class Meta:
        icon = "warning"
        label = _("Warning")
        template = "ui/blocks/warning.html"


class VideoBlock(blocks.StructBlock):
    video = DocumentChooserBlock(label=_("Video file (MP4 or WebM)"))
    captions = DocumentChooserBlock(label=_("Captions (VTT)"))
    title = blocks.CharBlock(label=_("What the video shows"), max_length=150)

    class Meta:
        icon = "media"
        label = _("Video with captions")
        template = "ui/blocks/video.html"


class AudioBlock(blocks.StructBlock):
    audio = DocumentChooserBlock(label=_("Sound file"))
    title = blocks.CharBlock(label=_("What is heard"), max_length=150)
    transcript = blocks.TextBlock(label=_("The words spoken"), rows=4)

    class Meta:
        icon = "media"
        label = _("Audio")
        template = "ui/blocks/audio.html"


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(label=_("Words to show"), max_length=120)

    class Meta:
        icon = "download"
        label = _("File to download")
        template = "ui/blocks/download.html"


class LinkBlock(SnippetChooserBlock):
    """A link to another site, by its entry in the registry of links."""

    def __init__(self, target_model="ui.Link", **kwargs):
        super().__init__(target_model, **kwargs)

    class Meta:
        icon = "link-external"
        label = _("Link to another site")
        template = "ui/blocks/link.html"


EDITORIAL_BLOCKS = [
    ("text", TextBlock()),
    ("picture", PictureBlock()),
    ("instructions", InstructionsBlock()),
    ("tip", TipBlock()),
    ("warning", WarningBlock()),
    ("video", VideoBlock()),
    ("audio", AudioBlock()),
    ("download", DownloadBlock()),
    ("link", LinkBlock()),
]
