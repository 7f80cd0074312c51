"""Drawn screens: what a trainer puts a rehearsal together from. Nobody types a place or a key."""

import json

from django import forms
from django.forms import Script
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from quizzes.editing import drawing_words
from ui.blocks import LighterBlock

from .rehearsing import LONGEST_WAIT, ON, TO, WRONG


class ScreenInput(forms.TextInput):
    """Keeps the key of a screen; `rehearsal-editor.js` offers the screens by their titles instead."""

    def __init__(self, attrs=None):
        super().__init__({"data-screen-choice": "", "autocomplete": "off"} | (attrs or {}))

    class Media:
        js = [Script("js/rehearsal-editor.js", type="module")]


class ScreenChoiceBlock(blocks.FieldBlock):
    """Another screen of the same rehearsal."""

    def __init__(self, required=False, help_text=None, **kwargs):
        self.field = forms.CharField(required=required, help_text=help_text, max_length=36, widget=ScreenInput)
        super().__init__(**kwargs)

    class Meta:
        label = _("Which screen")
        default = ""


LEADS = [(ON, _("goes on")), (TO, _("goes to another screen"))]


class TapBlock(blocks.StructBlock):
    """Something to tap, and what happens then."""

    text = blocks.CharBlock(label=_("Words on it"), max_length=80)
    does = blocks.ChoiceBlock(
        [*LEADS, (WRONG, _("is wrong here"))],
        default=ON,
        label=_("When it is tapped"),
    )
    screen = ScreenChoiceBlock(required=False)
    say = blocks.CharBlock(
        required=False, max_length=200, label=_("What to say"), help_text=_("Kindly: why it is wrong, and what helps.")
    )

    class Meta:
        icon = "pick"
        label = _("Something to tap")
        label_format = "{text}"


class TapsBlock(blocks.ListBlock):
    def __init__(self, child_block=None, **kwargs):
        super().__init__(child_block or TapBlock(), **{"min_num": 1, "label": _("To tap")} | kwargs)


class FieldPartBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Name of the field"), max_length=80)
    expected = blocks.CharBlock(
        label=_("Invented value to type"),
        max_length=40,
        help_text=_("Nothing of a real person. Numbers of zeros only, as 000 000."),
    )


class ListPartBlock(blocks.StructBlock):
    taps = TapsBlock()


class AskPartBlock(ListPartBlock):
    question = blocks.CharBlock(label=_("Question"), max_length=160)
    taps = TapsBlock(label=_("Answers"))


class DialogPartBlock(ListPartBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = blocks.TextBlock(label=_("Text"), rows=2, required=False)
    taps = TapsBlock(label=_("Buttons"))


class MessagePartBlock(ListPartBlock):
    sender = blocks.CharBlock(label=_("Who it is from"), max_length=60)
    text = blocks.TextBlock(label=_("Text"), rows=2)
    taps = TapsBlock(label=_("To tap in the message"), min_num=0)


class CallPartBlock(ListPartBlock):
    caller = blocks.CharBlock(label=_("Who calls"), max_length=60)
    text = blocks.TextBlock(label=_("What is heard"), rows=2, required=False)
    taps = TapsBlock(label=_("Buttons"))


class ScrollPartBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = blocks.TextBlock(
        label=_("Long text"), rows=8, help_text=_("People scroll it to its end before anything else counts.")
    )


class WaitPartBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Words while people wait"), max_length=80)
    seconds = blocks.IntegerBlock(label=_("Seconds to wait"), min_value=1, max_value=LONGEST_WAIT, default=3)
    does = blocks.ChoiceBlock(LEADS, default=ON, label=_("Afterwards"))
    screen = ScreenChoiceBlock(required=False)


class AreaInput(forms.TextInput):
    """Keeps what was drawn on the picture; `rehearsal-places.js` stands before it."""

    def __init__(self, attrs=None):
        super().__init__({"data-area": "", "autocomplete": "off"} | (attrs or {}))

    class Media:
        css = {"all": ["css/question-editor.css"]}
        js = [Script("js/rehearsal-places.js", type="module")]


class AreaBlock(blocks.FieldBlock):
    """A place on the picture of this part, drawn and never typed."""

    def __init__(self, required=False, help_text=None, **kwargs):
        self.field = forms.CharField(required=required, help_text=help_text, max_length=120, widget=AreaInput)
        super().__init__(**kwargs)

    class Meta:
        label = _("Place on the picture")
        default = ""


class TapAreaBlock(TapBlock):
    text = blocks.CharBlock(
        label=_("Name"), max_length=80, help_text=_("What is written there. Read aloud to people who do not see it.")
    )
    area = AreaBlock()


class FieldAreaBlock(FieldPartBlock):
    area = AreaBlock()

    class Meta:
        icon = "edit"
        label = _("Field to fill in")
        label_format = "{label}"


class PicturePartBlock(blocks.StructBlock):
    """A screenshot, with real controls where they were drawn on it."""

    image = ImageChooserBlock(
        label=_("Picture"), help_text=_("A screenshot in which every name, number and face was covered or invented.")
    )
    alt = blocks.CharBlock(
        label=_("What the picture shows"),
        max_length=250,
        help_text=_("Read aloud to people who do not see the picture."),
    )
    is_invented = blocks.BooleanBlock(
        label=_("Only invented data is to be seen on it"),
        required=False,
        help_text=_(
            "Look closely: no real name, number, address, photo or code. Without this tick nothing is published."
        ),
    )
    is_light = LighterBlock()
    taps = TapsBlock(TapAreaBlock(label=_("Place to tap")), label=_("Places to tap"), min_num=0, default=[])
    fields = blocks.ListBlock(FieldAreaBlock(), label=_("Fields to fill in"), default=[])

    class Meta:
        @property
        def form_attrs(self):
            """What the script has to know, in the language of whoever writes."""
            said = json.dumps({name: str(words) for name, words in drawing_words().items()})
            address = reverse("question_picture", args=[0])
            return {"data-picture-part": "", "data-words": said, "data-picture-address": address}


PARTS = [
    ("header", blocks.CharBlock(label=_("Head of the app"), icon="title", max_length=60)),
    ("text", blocks.TextBlock(label=_("Line of text"), icon="pilcrow", rows=2)),
    ("field", FieldPartBlock(label=_("Field to fill in"), icon="edit")),
    ("keypad", FieldPartBlock(label=_("Code by keypad"), icon="key")),
    ("button", TapBlock(label=_("Button"), icon="pick")),
    ("list", ListPartBlock(label=_("List"), icon="list-ul")),
    ("tabs", ListPartBlock(label=_("Tabs"), icon="ellipsis-v")),
    ("choice", AskPartBlock(label=_("Question with answers"), icon="help")),
    ("dialog", DialogPartBlock(label=_("Small window"), icon="comment")),
    ("message", MessagePartBlock(label=_("Text message"), icon="mail")),
    ("call", CallPartBlock(label=_("Telephone call"), icon="mobile-alt")),
    ("scroll", ScrollPartBlock(label=_("Long text to scroll"), icon="arrow-down")),
    ("wait", WaitPartBlock(label=_("Something to wait for"), icon="time")),
    ("picture", PicturePartBlock(label=_("Screenshot"), icon="image")),
]


class ScreenBlock(blocks.StructBlock):
    """One screen of the drawn phone: what is on it, and what the person is to do."""

    title = blocks.CharBlock(
        label=_("Title"), max_length=60, help_text=_("What it is about. Who rehearses alone sees only this.")
    )
    instruction = blocks.CharBlock(label=_("What to do"), max_length=200)
    hint = blocks.CharBlock(
        label=_("Hint"), max_length=200, required=False, help_text=_("For those who did not find it at once.")
    )
    spoken = blocks.CharBlock(
        label=_("Spoken line"), max_length=300, required=False, help_text=_("Read aloud instead of what to do.")
    )
    parts = blocks.StreamBlock(PARTS, label=_("On the screen"))

    class Meta:
        icon = "mobile-alt"
        label = _("Screen")
        label_format = "{title}"
