"""The question bank and the quizzes in the editor."""

from urllib.parse import urlencode

import django_filters
from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, LocaleColumn, UpdatedAtColumn
from wagtail.admin.widgets import Button
from wagtail.models import ReferenceIndex
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet, SnippetViewSetGroup

from communes.folding import fold
from ui.viewsets import LinkViewSet

from .choosers import FoldedChooserViewSet, QuestionChooserViewSet
from .exchange.editor import ExchangeButtons
from .interactions import Interaction
from .models import Competency, Difficulty, Framework, Question, Quiz, Topic
from .supervising import SupervisionViewSet


def uses(snippet):
    """In how many lessons, courses and quizzes it is used."""
    return ReferenceIndex.get_grouped_references_to(snippet).count()


class UsesColumn(Column):
    """How often it is used; leads to where."""

    cell_template_name = "quizzes/admin/uses_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        address = reverse(instance.snippet_viewset.get_url_name("usage"), args=[instance.pk])
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"address": address, "places": uses(instance)}


USED_IN = UsesColumn("pk", label=_("Used in"))


class FoldedIndexView(IndexView):
    """A list that is searched without accents."""

    @cached_property
    def search_query(self):
        return fold(super().search_query or "")


def several(field, label, **options):
    return field(label=label, widget=forms.CheckboxSelectMultiple, **options)


class QuestionFilterSet(WagtailFilterSet):
    interaction = several(django_filters.MultipleChoiceFilter, _("Kind"), choices=Interaction.choices)
    difficulty = several(django_filters.MultipleChoiceFilter, _("Difficulty"), choices=Difficulty.choices)
    topics = several(django_filters.ModelMultipleChoiceFilter, _("Topics"), queryset=Topic.objects.order_by("name"))
    competencies = several(
        django_filters.ModelMultipleChoiceFilter,
        _("Competencies"),
        queryset=Competency.objects.order_by("framework", "sort_order"),
    )

    class Meta:
        model = Question
        fields = ["interaction", "difficulty", "topics", "competencies", "live"]


class QuestionIndexView(ExchangeButtons, FoldedIndexView):
    """The question bank, with the doors by which questions come and go."""

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("locale").prefetch_related("question_tags__tag")

    def search_queryset(self, questions):
        """What is searched has no room for topics and competencies: they are looked up first."""
        if not self.is_searching:
            return questions
        return super().search_queryset(Question.objects.filter(pk__in=list(questions.values_list("pk", flat=True))))

    def get_list_more_buttons(self, question):
        address = reverse("wagtail_bulk_action", args=["quizzes", "question", "copy"])
        here = urlencode({"id": question.pk, "next": self.index_url})
        copy = Button(_("Copy"), f"{address}?{here}", icon_name="copy", priority=20)
        again = reverse("quizzes_mark_again", args=[question.pk])
        mark_again = Button(_("Mark again"), again, icon_name="rotate", priority=30)
        return [*super().get_list_more_buttons(question), copy, mark_again]


class SavedByHandMixin:
    """A save of its own accord while a question is published would make a second one of it."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.autosave_enabled = False


class QuestionCreateView(SavedByHandMixin, CreateView):
    pass


class QuestionEditView(SavedByHandMixin, EditView):
    pass


class QuestionViewSet(SnippetViewSet):
    model = Question
    add_view_class = QuestionCreateView
    edit_view_class = QuestionEditView
    icon = "help"
    menu_label = _("Question bank")
    index_view_class = QuestionIndexView
    chooser_viewset_class = QuestionChooserViewSet
    filterset_class = QuestionFilterSet
    list_display = [
        "__str__",
        LocaleColumn(label=_("Language")),
        Column("kind", label=_("Kind"), accessor="get_interaction_display"),
        Column("topics", label=_("Topics"), accessor="topic_names"),
        Column("difficulty", label=_("Difficulty"), accessor="get_difficulty_display", sort_key="difficulty"),
        LiveStatusTagColumn(label=_("Status")),
        USED_IN,
        UpdatedAtColumn(),
    ]
    list_per_page = 30
    # Wagtail's own copy would share its choices' keys with the original; ours is among the bulk actions.
    copy_view_enabled = False


class FrameworkViewSet(SnippetViewSet):
    model = Framework
    icon = "tag"
    list_display = ["title", "code", "version", "audience"]
    copy_view_enabled = False


class QuizViewSet(SnippetViewSet):
    model = Quiz
    icon = "tasks"
    index_view_class = FoldedIndexView
    chooser_viewset_class = FoldedChooserViewSet
    list_display = ["title", LocaleColumn(label=_("Language")), "pass_mark", USED_IN, UpdatedAtColumn()]
    copy_view_enabled = False


class LearningViewSetGroup(SnippetViewSetGroup):
    """What lessons are put together from."""

    items = (QuestionViewSet, QuizViewSet, SupervisionViewSet, FrameworkViewSet, LinkViewSet)
    menu_label = _("Learning")
    menu_icon = "help"
    menu_order = 150
    add_to_admin_menu = True
