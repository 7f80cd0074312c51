from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from .interactions import Interaction, fault, row_faults
from .notation import author_number, plain

# The rows that stand ready in a new question.
READY_ROWS = 3


class RowMixin:
    """A row that nobody wrote in is no choice, even though the browser numbered and ticked it."""

    def has_changed(self):
        return bool(self.instance.pk or set(self.changed_data) - {"ORDER", "is_right"})


class QuestionForm(WagtailAdminModelForm):
    """Looks at the choices as they were just typed; those of the database may be older."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk and "choices" in self.formsets:
            self.formsets["choices"].extra = READY_ROWS
        if "interaction" in self.fields:
            self.fields["interaction"].widget.language = self.language
        if "competencies" in self.fields:
            field = self.fields["competencies"]
            field.queryset = field.queryset.select_related("framework").order_by("framework", "sort_order")

    @property
    def language(self):
        return self.instance.locale.language_code if self.instance.locale_id else get_language()

    def clean(self):
        data = super().clean()
        choices = self.formsets["choices"]
        if not self.is_deferred_validation and choices.is_valid():
            rows = [form.cleaned_data for form in kept(choices)]
            if data.get("interaction") == Interaction.NUMERIC:
                self.read_numbers(kept(choices))
            question = {name: data.get(name) for name in ("interaction", "is_multiple")}
            question |= {"has_picture": bool(data.get("picture")), "choices": rows}
            if problem := fault(question):
                self.refuse(question, problem)
        return data

    def refuse(self, question, problem):
        """Says it above all, and once more beside what has to be changed."""
        self.add_error(None, problem)
        if question["interaction"] == Interaction.HOT_SPOT and not question["has_picture"]:
            self.add_error("picture", _("Choose the picture on which people find the place."))
        for form in kept(self.formsets["choices"]):
            for field, sentence in row_faults(question["interaction"], form.cleaned_data):
                form.add_error(field, sentence)

    def read_numbers(self, forms):
        """“10.000” is ten thousand in Vietnamese; from here on it is kept so that it can be read in one way only."""
        for form in forms:
            number = author_number(form.cleaned_data["text"], self.language)
            if number is not None:
                form.cleaned_data["text"] = form.instance.text = plain(number)


class QuizForm(WagtailAdminModelForm):
    """Sees to it that no question is asked twice."""

    def clean(self):
        data = super().clean()
        places = self.formsets["places"]
        if not self.is_deferred_validation and places.is_valid():
            questions = [form.cleaned_data["question"] for form in kept(places)]
            if not questions and not kept(self.formsets["draws"]):
                self.add_error(None, _("Add at least one question, or a draw."))
            for question in {question for question in questions if questions.count(question) > 1}:
                self.add_error(
                    None, _("“%(question)s” is asked twice. Take one of the two out.") % {"question": question}
                )
        return data


def kept(formset):
    """The forms of a valid formset that are neither blank nor marked for deletion."""
    return [form for form in formset.forms if form not in formset.deleted_forms and form.cleaned_data]
