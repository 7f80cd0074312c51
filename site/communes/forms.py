"""Picking a commune in any form, with or without JavaScript."""

from functools import cached_property

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from .models import Unit
from .picker import Picker


class CommuneField(forms.ModelChoiceField):
    """A commune of today. Rendered by `communes/_picker.html`, never as a list of 3,321."""

    widget = forms.HiddenInput
    default_error_messages = {
        "required": _("Choose your commune: type its name, then touch it in the list."),
        "invalid_choice": _("This commune does not exist today. Type its name again and choose it in the list."),
    }

    def __init__(self, **options):
        super().__init__(Unit.objects.current().communes(), **options)


class CommunePickerMixin(forms.Form):
    """A form with a commune to pick; the template includes `communes/_picker.html` with `form=form`.

    While a person is still looking for the place the form is not valid and shows no errors, so a view only asks
    `form.is_valid()` and otherwise shows the form again, with all that was typed.
    """

    unit = CommuneField()

    @property
    def is_looking_up(self) -> bool:
        return self.is_bound and "look_up" in self.data

    def full_clean(self):
        if not self.is_looking_up:
            return super().full_clean()
        self._errors, self.cleaned_data = ErrorDict(), {}

    def is_valid(self):
        return not self.is_looking_up and super().is_valid()

    @cached_property
    def picker(self) -> Picker:
        return Picker.read(self.data) if self.is_bound else Picker(chosen=self.initial_unit)

    @property
    def initial_unit(self) -> Unit | None:
        """The commune known before, if it still is one."""
        known = self.get_initial_for_field(self.fields["unit"], "unit")
        return Unit.objects.current().communes().with_names().filter(pk=getattr(known, "pk", known)).first()
