"""Choosing a person or a place among thousands."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Q, When
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets.chooser import BaseChooser

from communes import naming
from communes.folding import fold
from communes.models import Unit

from .models import LEARNERS_HOST, User


class AdministratorsOnlyMixin:
    """Who works here, and where, is no trainer's business."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("accounts.add_membership"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class SearchForm(BaseFilterForm):
    """A search of our own making: `search` gives the rows for what was typed."""

    q = forms.CharField(label=_("Search"), required=False, widget=forms.TextInput(attrs={"placeholder": _("Search")}))

    def filter(self, objects):
        self.search_query = self.cleaned_data.get("q")
        self.is_searching = bool(self.search_query)
        return self.search(objects, self.search_query) if self.is_searching else objects


class UnitSearchForm(SearchForm):
    def search(self, units, query):
        """Every word begins one of the unit’s own name, which comes first, or of a name around it; or it is a code."""
        if query.strip().isdecimal():
            return units.filter(code__startswith=query.strip())
        for word in fold(query).split():
            units = units.filter(search_context__contains=f" {word}")
        is_own = Case(When(search_name__startswith=naming.search_name(query), then=0), default=1)
        return units.order_by(is_own, "search_name", "code")


class UserSearchForm(SearchForm):
    def search(self, users, query):
        return users.filter(Q(email__icontains=query) | Q(first_name__icontains=query) | Q(last_name__icontains=query))


class UnitChooser(BaseChooser):
    def get_display_title(self, unit):
        return unit.full_name


class UnitChooseViewMixin(AdministratorsOnlyMixin):
    filter_form_class = UnitSearchForm

    def get_object_list(self):
        return Unit.objects.current().select_related("parent")

    @property
    def columns(self):
        return [*super().columns, Column("parent", label=_("In"), accessor="parent")]


class UserChooseViewMixin(AdministratorsOnlyMixin):
    filter_form_class = UserSearchForm
    ordering = ["email"]

    def get_object_list(self):
        return User.objects.exclude(email__endswith=LEARNERS_HOST)

    @property
    def columns(self):
        return [*super().columns, Column("email", label=_("E-mail address"), accessor="email")]


class UnitChooseView(UnitChooseViewMixin, chooser.ChooseView):
    pass


class UnitChooseResultsView(UnitChooseViewMixin, chooser.ChooseResultsView):
    pass


class UserChooseView(UserChooseViewMixin, chooser.ChooseView):
    pass


class UserChooseResultsView(UserChooseViewMixin, chooser.ChooseResultsView):
    pass


class UnitChosenView(AdministratorsOnlyMixin, chooser.ChosenView):
    def get_display_title(self, unit):
        return unit.full_name


class UserChosenView(AdministratorsOnlyMixin, chooser.ChosenView):
    pass


class ChosenMultipleView(AdministratorsOnlyMixin, chooser.ChosenMultipleView):
    pass


class UnitChooserViewSet(ChooserViewSet):
    model = Unit
    icon = "site"
    choose_one_text = _("Choose a place")
    choose_another_text = _("Choose another place")
    base_widget_class = UnitChooser
    choose_view_class = UnitChooseView
    choose_results_view_class = UnitChooseResultsView
    chosen_view_class = UnitChosenView
    chosen_multiple_view_class = ChosenMultipleView


class UserChooserViewSet(ChooserViewSet):
    model = User
    icon = "user"
    choose_one_text = _("Choose a person")
    choose_another_text = _("Choose another person")
    choose_view_class = UserChooseView
    choose_results_view_class = UserChooseResultsView
    chosen_view_class = UserChosenView
    chosen_multiple_view_class = ChosenMultipleView
