from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from .interactions import Interaction, fault
from .notation import author_number, plain


class QuestionForm(WagtailAdminModelForm):
    """Looks at the choices as they were just typed; those of the database may be older."""

    def clean(self):
        data = super().clean()
        choices = self.formsets["choices"]
        if not self.is_deferred_validation and choices.is_valid():
            rows = [form.cleaned_data for form in kept(choices)]
            if data.get("interaction") == Interaction.NUMERIC:
                self.read_numbers(kept(choices))
            question = {name: data.get(name) for name in ("interaction", "is_multiple")}
            if problem := fault(question | {"has_picture": bool(data.get("picture")), "choices": rows}):
                self.add_error(None, problem)
        return data

    def read_numbers(self, forms):
        """“10.000” is ten thousand in Vietnamese; from here on it is kept so that it can be read in one way only."""
        language = self.instance.locale.language_code if self.instance.locale_id else get_language()
        for form in forms:
            number = author_number(form.cleaned_data["text"], language)
            if number is not None:
                form.cleaned_data["text"] = form.instance.text = plain(number)


class QuizForm(WagtailAdminModelForm):
    """Sees to it that no question is asked twice."""

    def clean(self):
        data = super().clean()
        places = self.formsets["places"]
        if not self.is_deferred_validation and places.is_valid():
            questions = [form.cleaned_data["question"] for form in kept(places)]
            for question in {question for question in questions if questions.count(question) > 1}:
                self.add_error(
                    None, _("“%(question)s” is asked twice. Take one of the two out.") % {"question": question}
                )
        return data


def kept(formset):
    """The forms of a valid formset that are neither blank nor marked for deletion."""
    return [form for form in formset.forms if form not in formset.deleted_forms and form.cleaned_data]
