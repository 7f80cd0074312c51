from django import forms
from django.utils.translation import gettext as _

from communes.forms import CommunePickerMixin


class ResidenceForm(CommunePickerMixin, forms.Form):
    """Where the person who holds the phone lives."""

    def __init__(self, data=None, *, learner):
        super().__init__(data, label_suffix="")
        self.learner = learner

    def clean(self):
        # The phone may have been handed over while the form was open.
        if self.data.get("learner") != str(self.learner.pk):
            self.add_error(None, _("Another person holds this phone now. Look at it again, then send it."))
        return super().clean()
