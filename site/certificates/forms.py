from django import forms
from django.utils.translation import gettext_lazy as _

from communes.forms import CommunePickerMixin
from learners.names import clean_name


class HolderNameField(forms.CharField):
    """A name that can be printed. Its length is checked after cleaning, so that nothing typed is cut off."""

    def clean(self, value):
        return clean_name(super().clean(value))


class ClaimForm(CommunePickerMixin, forms.Form):
    """What a person says to get a certificate."""

    holder_name = HolderNameField(
        label=_("Full name, as on your papers"),
        error_messages={"required": _("Write your full name, as on your papers.")},
        widget=forms.TextInput({"autocomplete": "name", "autocapitalize": "words"}),
    )
    consent = forms.BooleanField(
        error_messages={"required": _("Without your consent there can be no certificate. Tick the box if you agree.")},
    )

    def __init__(self, data=None, *, learner):
        super().__init__(data, initial={"holder_name": learner.name, "unit": learner.unit}, label_suffix="")
        self.learner = learner

    def clean(self):
        # The phone may have been handed over while the form was open.
        if self.data.get("learner") != str(self.learner.pk):
            self.add_error(
                None, _("Another person holds this phone now. Check the name and the commune, then send it again.")
            )
        return super().clean()
