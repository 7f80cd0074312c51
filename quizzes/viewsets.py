"""The question bank and the quizzes in the editor."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, LocaleColumn, UpdatedAtColumn
from wagtail.models import ReferenceIndex
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from communes.folding import fold
from ui.viewsets import LinkViewSet

from .choosers import FoldedChooserViewSet, QuestionChooserViewSet
from .exchange.editor import ExchangeButtons
from .models import Question, Quiz


def uses(snippet):
    """In how many lessons, courses and quizzes it is used."""
    return ReferenceIndex.get_grouped_references_to(snippet).count()


USED_IN = Column("uses", label=_("Used in"), accessor=uses)


class FoldedIndexView(IndexView):
    """A list that is searched without accents."""

    @cached_property
    def search_query(self):
        return fold(super().search_query or "")


class QuestionIndexView(ExchangeButtons, FoldedIndexView):
    """The question bank, with the doors by which questions come and go."""


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    menu_label = _("Question bank")
    index_view_class = QuestionIndexView
    chooser_viewset_class = QuestionChooserViewSet
    list_display = [
        "__str__",
        LocaleColumn(label=_("Language")),
        Column("kind", label=_("Kind"), accessor="get_interaction_display"),
        USED_IN,
        UpdatedAtColumn(),
    ]
    list_filter = ["interaction"]
    list_per_page = 30
    # A copy would share its choices' keys with the original.
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

    items = (QuestionViewSet, QuizViewSet, LinkViewSet)
    menu_label = _("Learning")
    menu_icon = "help"
    menu_order = 150
    add_to_admin_menu = True
