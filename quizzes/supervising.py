"""A trainer opens a quiz for people who are there, and sees who sat it."""

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import CreateView, IndexView, SnippetViewSet

from .models import Supervision


class OwnSupervisions(IndexView):
    """A code is for the room of who opened it."""

    def get_base_queryset(self):
        rows = super().get_base_queryset().select_related("quiz").annotate(sat=Count("attempts"))
        return rows if self.request.user.is_superuser else rows.filter(opened_by=self.request.user)


class OpenView(CreateView):
    def save_instance(self):
        self.form.instance.opened_by = self.request.user
        return super().save_instance()

    def get_success_message(self, instance):
        words = _("Write this code on the board: %(code)s. It opens “%(quiz)s” until %(time)s.")
        time = instance.closes_at.astimezone().strftime("%H:%M")
        return words % {"code": instance.spaced_code, "quiz": instance.quiz, "time": time}


class SupervisionViewSet(SnippetViewSet):
    model = Supervision
    icon = "group"
    menu_label = gettext_lazy("Supervised quizzes")
    add_view_class = OpenView
    index_view_class = OwnSupervisions
    panels = [FieldPanel("quiz"), FieldPanel("closes_at"), FieldPanel("extra_percent")]
    list_display = [
        Column("spaced_code", label=gettext_lazy("Code"), accessor="spaced_code"),
        "quiz",
        "opened_at",
        "closes_at",
        Column("extra", label=gettext_lazy("Extra time"), accessor="get_extra_percent_display"),
        Column("sat", label=gettext_lazy("Attempts"), accessor="sat"),
    ]
    list_per_page = 30
    copy_view_enabled = False
