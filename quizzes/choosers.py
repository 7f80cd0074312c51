"""Choosing a question or a quiz while writing a lesson, and adding a question without leaving it."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm, LocaleFilterMixin, SearchFilterMixin
from wagtail.models import Locale
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

from communes.folding import fold

from .models import Choice, Question

OFFERED = range(1, 5)


class FoldedFilterForm(LocaleFilterMixin, SearchFilterMixin, BaseFilterForm):
    """Finds “định danh” for "dinh danh", and the other way round."""

    def clean_q(self):
        return fold(self.cleaned_data["q"])


class FoldedChooseView(ChooseView):
    filter_form_class = FoldedFilterForm


class FoldedChooseResultsView(ChooseResultsView):
    filter_form_class = FoldedFilterForm


class FoldedChooserViewSet(SnippetChooserViewSet):
    choose_view_class = FoldedChooseView
    choose_results_view_class = FoldedChooseResultsView


class NewQuestionForm(forms.ModelForm):
    """A question with one right answer out of two to four; anything else is made in the question bank."""

    locale = forms.ModelChoiceField(
        Locale.objects.all(), label=_("Language"), initial=Locale.get_default, empty_label=None
    )
    right = forms.TypedChoiceField(
        label=_("Which one is right?"), coerce=int, choices=[(n, n) for n in OFFERED], widget=forms.RadioSelect
    )

    class Meta:
        model = Question
        fields = ["stem", "explanation"]
        widgets = {"stem": forms.Textarea(attrs={"rows": 2}), "explanation": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in OFFERED:
            self.fields[f"choice_{number}"] = forms.CharField(
                label=_("Choice %(number)s") % {"number": number}, max_length=250, required=number <= 2
            )
        self.order_fields(["locale", "stem", *[f"choice_{number}" for number in OFFERED], "right", "explanation"])

    def clean(self):
        data = super().clean()
        if data.get("right") and not data.get(f"choice_{data['right']}"):
            self.add_error("right", _("This choice is empty. Write it, or mark another one as right."))
        return data

    def save(self, commit=True):
        question = super().save(commit=False)
        question.locale = self.cleaned_data["locale"]
        texts = [(number, self.cleaned_data[f"choice_{number}"]) for number in OFFERED]
        question.choices = [
            Choice(text=text, is_right=number == self.cleaned_data["right"], sort_order=number, locale=question.locale)
            for number, text in texts
            if text
        ]
        question.save()
        return question


class QuestionChooserViewSet(FoldedChooserViewSet):
    creation_form_class = NewQuestionForm
    creation_tab_label = _("New question")
    create_action_label = _("Add this question")
