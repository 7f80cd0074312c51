"""Reorganisations in the editor, for administrators."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from ..models import Reorganisation
from . import views


class ReorganisationIndexView(IndexView):
    """Leads to what a plan would do; from there it is changed."""

    # Short enough to leave room for each other.
    page_title, add_item_label = gettext_lazy("Mergers and splits"), gettext_lazy("Add")

    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("changes")

    def get_edit_url(self, instance):
        return reverse("reorganisations:show", args=[instance.pk])

    @cached_property
    def header_buttons(self):
        words, address = _("Bring in a table"), reverse("reorganisations:bring")
        return [*super().header_buttons, HeaderButton(words, url=address, icon_name="upload")]


def first_day(plan) -> str:
    return f"{plan.effective_on:%d/%m/%Y}"


class SeenNextMixin:
    """Whoever has saved sees what it would do."""

    def get_success_url(self):
        return reverse("reorganisations:show", args=[self.object.pk])

    def get_success_buttons(self):
        return []


class ReorganisationCreateView(SeenNextMixin, CreateView):
    def save_instance(self):
        self.form.instance.entered_by = self.request.user
        return super().save_instance()


class WhileOpenMixin:
    """What is approved stays as it was approved."""

    def dispatch(self, request, *args, **kwargs):
        plan = get_object_or_404(Reorganisation, pk=self.kwargs["pk"])
        if not plan.can_be_edited:
            messages.error(request, _("What is approved cannot be changed. Undo it first."))
            return redirect("reorganisations:show", plan.pk)
        return super().dispatch(request, *args, **kwargs)


class ReorganisationEditView(SeenNextMixin, WhileOpenMixin, EditView):
    pass


class ReorganisationDeleteView(WhileOpenMixin, DeleteView):
    pass


class ReorganisationViewSet(ModelViewSet):
    model = Reorganisation
    icon = "site"
    menu_label = gettext_lazy("Mergers and splits")
    add_to_settings_menu = True
    menu_order = 620
    index_view_class = ReorganisationIndexView
    add_view_class = ReorganisationCreateView
    edit_view_class = ReorganisationEditView
    delete_view_class = ReorganisationDeleteView
    copy_view_enabled = False
    list_display = [
        "title",
        Column("kind", label=gettext_lazy("Kind"), accessor="kind"),
        Column("effective_on", label=gettext_lazy("First day"), accessor=first_day, sort_key="effective_on"),
        Column("status", label=gettext_lazy("State"), accessor="get_status_display", sort_key="status"),
    ]
    list_filter = ["status"]
    search_fields = ["title", "legal_reference"]
    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("effective_on"), FieldPanel("legal_reference")]),
        InlinePanel(
            "changes",
            [
                FieldPanel("predecessor"),
                FieldRowPanel([FieldPanel("share"), FieldPanel("fraction")]),
                FieldRowPanel([FieldPanel("successor_code"), FieldPanel("successor_name")]),
                FieldPanel("province"),
            ],
            heading=gettext_lazy("What becomes of each commune"),
            label=gettext_lazy("Line"),
            help_text=gettext_lazy(
                "One line for each commune that goes over whole, or for each part of a divided one. "
                "A commune that only takes in a part needs a line too. "
                "A province goes over whole and takes its communes along."
            ),
            min_num=1,
        ),
    ]

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("show/<int:pk>/", views.show, name="show"),
            path("approve/<int:pk>/", views.approve, name="approve"),
            path("undo/<int:pk>/", views.undo, name="undo"),
            path("bring/", views.bring, name="bring"),
        ]
