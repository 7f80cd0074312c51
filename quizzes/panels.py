"""Panels and inputs of the question editor. Without a script every field is there, one below the other."""

from django import forms
from django.forms import Script
from django.urls import reverse
from django.utils.translation import get_language
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from . import editing
from .forms import RowMixin


class KindCards(forms.RadioSelect):
    """The kinds of question as cards, each with a line about it; brings the editor's scripts along."""

    template_name = "quizzes/admin/kinds.html"
    language = None

    class Media:
        css = {"all": ["css/question-editor.css"]}
        js = [Script("js/question-editor.js", type="module"), Script("js/picture-places.js", type="module")]

    def get_context(self, name, value, attrs):
        return super().get_context(name, value, attrs) | {
            "cards": editing.cards(),
            "words": editing.words(self.language or get_language()),
            "picture_address": reverse("question_picture", args=[0]),
        }


class PlaceInput(forms.Textarea):
    """Keeps what was drawn; `picture-places.js` stands before it."""

    def __init__(self, attrs=None):
        super().__init__({"rows": 2, "data-place": ""} | (attrs or {}))


class CompetencyBoxes(forms.CheckboxSelectMultiple):
    """Competencies to tick, under the framework each is from."""

    template_name = "quizzes/admin/competencies.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["options"] = [option for _name, options, _i in context["widget"]["optgroups"] for option in options]
        return context


class RowsPanel(InlinePanel):
    """Rows, of which some may be left blank."""

    def get_form_options(self):
        options = super().get_form_options()
        rows = options["formsets"][self.relation_name]
        rows["form"] = type("RowForm", (RowMixin, rows.get("form", WagtailAdminModelForm)), {})
        return options


class Folded(MultiFieldPanel):
    """What most people need not touch."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        template_name = "quizzes/admin/folded.html"


def part(name, **options):
    """A field that is shown for the kinds of question that have it."""
    return FieldPanel(name, attrs=editing.kinds_with(name), **options)


def parts(*panels, of):
    return FieldRowPanel(panels, attrs=editing.kinds_with(of))
