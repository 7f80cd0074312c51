"""Drawn screens: what a trainer puts a rehearsal together from. Nobody types a place or a key."""

from django import forms
from django.forms import Script
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .rehearsing import ON, TO, WRONG


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


class TapBlock(blocks.StructBlock):
    """Something to tap, and what happens then."""

    text = blocks.CharBlock(label=_("Words on it"), max_length=80)
    does = blocks.ChoiceBlock(
        [(ON, _("goes on")), (TO, _("goes to another screen")), (WRONG, _("is wrong here"))],
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
