"""Rehearsals and the glossary in the editor."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, LocaleColumn, UpdatedAtColumn
from wagtail.admin.widgets import Button
from wagtail.snippets.views.snippets import CopyView, CreateView, EditView, SnippetViewSet

from communes.folding import fold
from quizzes.choosers import FoldedChooserViewSet
from quizzes.viewsets import USED_IN, FoldedIndexView, SavedByHandMixin
from ui.models import Term

from .models import Rehearsal


class RehearsalCreateView(SavedByHandMixin, CreateView):
    pass


class RehearsalEditView(SavedByHandMixin, EditView):
    @cached_property
    def header_more_buttons(self):
        address = reverse("courses_bring_in_screens", args=[self.object.pk])
        words = _("Bring in screens from another rehearsal")
        return [*super().header_more_buttons, Button(words, address, icon_name="mobile-alt", priority=5)]


class RehearsalCopyView(SavedByHandMixin, CopyView):
    pass


class RehearsalViewSet(SnippetViewSet):
    model = Rehearsal
    add_view_class = RehearsalCreateView
    edit_view_class = RehearsalEditView
    copy_view_class = RehearsalCopyView
    index_view_class = FoldedIndexView
    chooser_viewset_class = FoldedChooserViewSet
    icon = "mobile-alt"
    menu_label = _("Rehearsals")
    menu_order = 151
    add_to_admin_menu = True
    list_display = [
        "title",
        LocaleColumn(label=_("Language")),
        Column("checked_on", label=_("Last checked on"), sort_key="checked_on"),
        LiveStatusTagColumn(label=_("Status")),
        USED_IN,
        UpdatedAtColumn(),
    ]


class TermIndexView(FoldedIndexView):
    """There are a few hundred at most, and no index of them."""

    def search_queryset(self, terms):
        if not self.is_searching:
            return terms
        found = [term.pk for term in terms if self.search_query in fold(" ".join([*term.forms, term.meaning]))]
        return terms.filter(pk__in=found)


class TermViewSet(SnippetViewSet):
    model = Term
    index_view_class = TermIndexView
    icon = "openquote"
    menu_label = _("Words explained")
    menu_order = 152
    add_to_admin_menu = True
    list_display = ["term", LocaleColumn(label=_("Language")), "meaning", "instead"]
    search_fields = ["term"]
    ordering = ["term", "pk"]
    copy_view_enabled = False
