from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from .interactions import fault


class QuestionForm(WagtailAdminModelForm):
    """Looks at the choices as they were just typed; those of the database may be older."""

    def clean(self):
        data = super().clean()
        choices = self.formsets["choices"]
        if not self.is_deferred_validation and choices.is_valid():
            rights = [form.cleaned_data["is_right"] for form in kept(choices)]
            if problem := fault(data.get("interaction"), data.get("is_multiple"), rights):
                self.add_error(None, problem)
        return data


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
