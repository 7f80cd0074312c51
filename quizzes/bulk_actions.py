"""What can be done with the questions ticked in the bank."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from taggit.forms import TagField
from wagtail.admin.widgets import AdminTagWidget
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from . import bank
from .models import Difficulty, Question, Topic


class QuestionAction(SnippetBulkAction):
    """Asks once more, then does it to all."""

    models = [Question]
    template_name = "quizzes/admin/bulk.html"
    no_access = _("These you may not change:")

    def check_perm(self, question):
        return self.permission_policy.user_has_permission_for_instance(self.request.user, "change", question)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"action": self}

    def get_execution_context(self):
        return {"user": self.request.user, "chosen": self.cleaned_form.cleaned_data}

    def get_success_message(self, count, _children):
        return ngettext("Done for %(count)d question.", "Done for %(count)d questions.", count) % {"count": count}


class Copy(QuestionAction):
    display_name = _("Copy")
    aria_label = _("Copy the questions that are ticked")
    action_type = "copy"
    action_priority = 10
    explanation = _("Each copy is a draft of its own: change it as you like, the first one stays as it is.")
    yes = _("Copy")

    @classmethod
    def execute_action(cls, objects, user=None, **kwargs):
        return len([bank.copy_question(question, user) for question in objects]), 0


class TopicsForm(forms.Form):
    topics = TagField(
        label=_("Topics"), widget=AdminTagWidget(tag_model=Topic), help_text=_("Several: put a comma between them.")
    )


class AddTopics(QuestionAction):
    display_name = _("Add topics")
    aria_label = _("Add topics to the questions that are ticked")
    action_type = "add_topics"
    action_priority = 20
    form_class = TopicsForm
    explanation = _("The topics that these questions have already stay.")
    yes = _("Add")

    @classmethod
    def execute_action(cls, objects, user=None, chosen=None, **kwargs):
        bank.add_topics(objects, chosen["topics"], user)
        return len(objects), 0


class DifficultyForm(forms.Form):
    difficulty = forms.TypedChoiceField(
        label=_("Difficulty"), coerce=int, choices=Difficulty.choices, widget=forms.RadioSelect
    )


class SetDifficulty(QuestionAction):
    display_name = _("Set difficulty")
    aria_label = _("Set the difficulty of the questions that are ticked")
    action_type = "set_difficulty"
    action_priority = 25
    form_class = DifficultyForm
    explanation = _("How hard are these questions?")
    yes = _("Set difficulty")

    @classmethod
    def execute_action(cls, objects, user=None, chosen=None, **kwargs):
        bank.set_difficulty(objects, chosen["difficulty"], user)
        return len(objects), 0


class DeleteUnused(QuestionAction):
    """Stands in the place of Wagtail's own, which would take questions out of lessons."""

    display_name = _("Delete")
    aria_label = _("Delete the questions that are ticked")
    action_type = "delete"
    action_priority = 30
    classes = {"serious"}
    explanation = _("No lesson and no quiz asks these questions. What is deleted does not come back.")
    no_access = _("A lesson or a quiz asks these; they stay:")
    yes = _("Delete")

    def check_perm(self, question):
        return super().check_perm(question) and not bank.is_used(question)

    @classmethod
    def execute_action(cls, objects, **kwargs):
        return bank.delete_unused(objects), 0
