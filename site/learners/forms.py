from django import forms
from django.utils.translation import gettext_lazy as _

from communes.forms import CommunePickerMixin

from .names import clean_name


class NameField(forms.CharField):
    """A name by the one rule. Its length is checked after cleaning, so that nothing typed is cut off."""

    def clean(self, value):
        return clean_name(super().clean(value))


class NameForm(forms.Form):
    name = NameField(label=_("A name for this phone"))


class ResidenceForm(CommunePickerMixin, forms.Form):
    """Where a person lives."""
