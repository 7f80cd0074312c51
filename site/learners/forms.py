from django import forms
from django.utils.translation import gettext_lazy as _

from communes.forms import CommunePickerMixin
from communes.models import Hamlet

from .models import AgeBand, Ethnicity, Sex
from .names import clean_name


class NameField(forms.CharField):
    """A name by the one rule. Its length is checked after cleaning, so that nothing typed is cut off."""

    def clean(self, value):
        return clean_name(super().clean(value))


class NameForm(forms.Form):
    name = NameField(label=_("A name for this phone"))


class ResidenceForm(CommunePickerMixin, forms.Form):
    """Where a person lives."""


def or_nothing(choices):
    return [*choices.choices, ("", _("I’d rather not say"))]


class AboutForm(forms.Form):
    """What a person may say; whatever is left out is not said."""

    age_band = forms.ChoiceField(label=_("How old are you?"), choices=or_nothing(AgeBand), required=False)
    sex = forms.ChoiceField(label=_("Are you a woman or a man?"), choices=or_nothing(Sex), required=False)
    hamlet = forms.ModelChoiceField(
        Hamlet.objects.none(), label=_("Your hamlet"), required=False, empty_label=_("I’d rather not say")
    )
    ethnicity = forms.ChoiceField(
        label=_("Which people do you belong to?"), choices=or_nothing(Ethnicity), required=False
    )
    consent = forms.BooleanField(required=False)

    def __init__(self, data=None, *, learner):
        own = {field: getattr(learner, field) for field in ("age_band", "sex", "ethnicity")}
        own |= {"hamlet": learner.hamlet and learner.hamlet.present, "consent": bool(learner.ethnicity)}
        super().__init__(data, initial=own, label_suffix="")
        self.fields["hamlet"].queryset = Hamlet.objects.current().filter(unit=learner.unit_id)

    def clean(self):
        given = super().clean()
        if given.get("ethnicity") and not given.get("consent"):
            self.add_error("consent", _("Tick the box if you agree, or choose “I’d rather not say”."))
        return given
